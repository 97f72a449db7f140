"""Shifted GBK: text whose bytes were cut apart by inserted pinyin and marks, put back together.

What happened (reconstructed): a program put pinyin in brackets behind each of a
table of characters, in the GBK bytes of the page and without regard to where
characters begin, and blanks before the bytes of some marks. Where such an
insertion splits a character, a lead byte and the ASCII byte behind it became
``?`` and all that follows is read one byte off until an ASCII byte or a lost one
restores the step. 販手里買 with 準 (9CCA) across 販手 reads ``販?zhǔn)掷镔I``.

The way back: `channel` knows what happened to bytes, `table` what the page's
glosses tell, `graph` which texts give the damaged one (by its `fans` of characters),
`language` how probable a text is by its `words` and `pairs`, and `search` finds the most probable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from yinfa.normalize import jammer
from yinfa.normalize.gloss import SYLLABLE, TONED
from yinfa.normalize.lines import Proposal
from yinfa.normalize.shifted.channel import LOST, MARKS, bracketed, decode, encode
from yinfa.normalize.shifted.language import Language, closing_mark
from yinfa.normalize.shifted.search import Page, repair
from yinfa.normalize.shifted.table import GLOSS, OPEN_GLOSS, Table, is_toned
from yinfa.patterns import compiled

_LEAST_GLOSSES = 3
_CLEAR = 7.0  # bits by which a reading must lead to be certain: of such one in a hundred is wrong,
_STRANGE = 8.5  # and hardly any whose characters are less surprising than this on the average, in bits
_SPLIT_BRACKET = rf".(?=[{''.join(bracketed())}][^\W\d_]{{0,5}}[)）])"
_CERTAIN, _UNCERTAIN = 0.95, 0.7
_EVEN, _A_BIT = 0.25, 0.2  # the confidence in one of two equal readings, and what a bit of lead adds to it


def gbk(text: str) -> Iterator[Proposal]:
    """Characters that were read one byte off are read in step again: 販?zhǔn)掷镔I → 手里買."""
    if not any(letter in text for letter in TONED):
        return
    text = text.replace("\N{LATIN SMALL LETTER SCRIPT G}", "g")  # some pages write the g of phonetics
    toned = (gloss for gloss in compiled(OPEN_GLOSS).finditer(text) if is_toned(gloss[1]))
    if len(list(islice(toned, _LEAST_GLOSSES))) < _LEAST_GLOSSES:
        return
    text = _without_codes(text)
    sites = list(compiled(_sites()).finditer(text))
    if not sites:
        return
    starts = [site.start() for site in sites]
    page = Page(Table(text), Language(text, starts), starts)
    position, mark, line = 0, -1, ""
    for site in sites:
        if site.start() < position:
            continue
        line = (line + text[position : site.start()]).rpartition("\n")[2]
        position = site.start()
        if _ends_line(site):
            proposal = _closing_mark(text, site.start(), mark, page, line)
        else:
            proposal = _proposal(text, site, page, line)
        if proposal:
            yield proposal
            start, position, after, _ = proposal
            line += text[site.start() : start] + after
            if site[0][-1] in ")）" and text[position : position + 1] in MARKS:
                mark = position


def _without_codes(text: str) -> str:
    """The text with line ends for the random signs of a forum before one: they came after the damage."""
    pieces: list[str] = []
    behind = 0
    for start, end, *_ in jammer.signs(text):
        if end == len(text) or text[end] == "\n":
            pieces += text[behind:start], "\n" * (end - start)
            behind = end
    return "".join(pieces) + text[behind:]


def _sites() -> str:
    """Where damage may begin: a lost byte, a split full-width bracket, a gloss behind a Latin letter."""
    # A mark before a gloss that lost its bracket is the mark's own site no more.
    lost = rf"[{LOST}](?:{OPEN_GLOSS}|(?=[{''.join(MARKS)}\n](?!{SYLLABLE}[)）]))|$)"
    return rf"{lost}|{_SPLIT_BRACKET}|[@-~]{GLOSS}"


def _ends_line(site: re.Match[str]) -> bool:
    return site[0] in LOST and site.string[site.end() : site.end() + 1] in "\n"


def _closing_mark(text: str, at: int, mark: int, page: Page, line: str) -> Proposal | None:
    """The mark at a line's end, lost as a whole.

    Where a gloss had split a character and a mark ended the run for the second reader, the
    first one went on one byte off, up to the next ASCII byte: here the line's end.
    """
    if mark < 0 or compiled(rf"[!-+\--:<->@-~\n]|{GLOSS}").search(text[mark + 1 : at]):
        return None
    closing = closing_mark(page.language, line)
    return (at, at + 1, closing, _EVEN) if closing != "？" else None


def _proposal(text: str, site: re.Match[str], page: Page, line: str) -> Proposal | None:
    if site[0][-1] in ")）" and site[0][0] not in LOST:
        return _behind_letter(text, site, page)
    repaired = repair(text, site.start(), page, line)
    if not repaired:
        return None
    # A gloss that lost its bracket and stands beside this one was not understood.
    before = compiled(rf"[{LOST}]{SYLLABLE}[)）]$").search(line[-8:])
    behind = compiled(rf"[{LOST}]{SYLLABLE}[)）]|{_SPLIT_BRACKET}").match(text, repaired.end)
    clear = repaired.lead >= _CLEAR and repaired.strange <= _STRANGE
    if clear and "?" not in repaired.text and not before and not behind:
        confidence = _CERTAIN
    else:
        confidence = min(_EVEN + _A_BIT * repaired.lead, _UNCERTAIN)
    return site.start(), repaired.end, repaired.text, confidence


def _behind_letter(text: str, site: re.Match[str], page: Page) -> Proposal | None:
    """The gloss of a character that is made of the end of one character and a Latin letter: 市g(shù)dp."""
    read = encode(text[site.start() - 1]) if site.start() else ()
    character = decode(read[-1][1], ord(site[0][0])) if read else ""
    gloss = compiled(GLOSS).fullmatch(site[0][1:])
    if not character or not gloss or not page.table.has(character, gloss[1]):
        return None
    return site.start() + 1, site.end(), "", _CERTAIN
