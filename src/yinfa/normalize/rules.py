"""The ordered table of rules: what is repaired, and in which order.

A rule is a function from the text as it stands to proposals; it never builds the
text itself. To add one, write the function in the module of its family and put
one line into `RULES`.

The order: first what hides characters from all later rules (controls, widths,
script), then what is no part of the speech (the page around it), then lines,
then marks within lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from yinfa.ledger import Edit
from yinfa.normalize import (
    alike,
    breaks,
    characters,
    chat,
    chrome,
    contents,
    counts,
    forum_code,
    gaps,
    gloss,
    glued,
    jammer,
    letterhead,
    link_lists,
    markup,
    mojibake,
    mojibake_pairs,
    names,
    numbering,
    parts,
    pieces,
    punctuation,
    quotes,
    repeats,
    scattered,
    script,
    shifted,
    spaces,
    speakers,
    spelled,
    stops,
    summaries,
    title_halves,
    titles,
    told_titles,
    truncation,
    watermark,
)
from yinfa.normalize.lines import Proposal


class Rule(NamedTuple):
    """One repair: its name (family.repair) and the function that proposes it."""

    name: str
    propose: Callable[[str], Iterable[Proposal]]

    @property
    def family(self) -> str:
        """The part of the name before the full stop."""
        return self.name.partition(".")[0]

    @property
    def description(self) -> str:
        """The first line of the function's docstring."""
        return (self.propose.__doc__ or "").partition("\n")[0]

    def edits(self, text: str) -> Iterator[Edit]:
        """The proposals as edits of this rule."""
        for start, end, after, confidence in self.propose(text):
            yield Edit(self.name, start, end, text[start:end], after, confidence)


RULES = (
    Rule("mojibake.utf8_as_gbk", mojibake.utf8_as_gbk),
    Rule("mojibake.utf8_as_latin", mojibake.utf8_as_latin),
    Rule("mojibake.big5_as_latin", mojibake_pairs.big5_as_latin),
    Rule("mojibake.gbk_as_latin", mojibake_pairs.gbk_as_latin),
    Rule("mojibake.big5_as_gbk", mojibake_pairs.big5_as_gbk),
    Rule("characters.line_ends", characters.line_ends),
    Rule("lines.glossed", gloss.joined),
    Rule("mojibake.shifted", shifted.gbk),
    Rule("markup.tags", markup.tags),
    Rule("markup.entities", markup.entities),
    Rule("markup.forum_code", forum_code.tags),
    Rule("markup.styles", markup.styles),
    Rule("markup.scripts", markup.scripts),
    Rule("markup.placeholders", markup.placeholders),
    Rule("chat.messages", chat.messages),
    Rule("markup.cues", markup.cues),
    Rule("characters.hidden", characters.hidden),
    Rule("characters.combining", characters.combining),
    Rule("characters.private", characters.private),
    Rule("characters.compatibility", characters.compatibility),
    Rule("characters.widths", characters.widths),
    Rule("jammer.signs", jammer.signs),
    Rule("jammer.glued", jammer.glued),
    Rule("lines.pieces", scattered.pieces),
    Rule("lines.marks", scattered.marks),
    Rule("collection.glued", pieces.glued),
    Rule("lines.gaps", gaps.borders),
    Rule("lines.numbers", scattered.numbers),
    Rule("characters.spaces", characters.spaces),
    Rule("characters.lost", characters.lost),
    Rule("watermark.spelled", spelled.spelled),
    Rule("markup.markdown", markup.markdown),
    Rule("markup.cells", markup.cells),
    Rule("gloss.pinyin", gloss.pinyin),
    Rule("numbering.bare", numbering.bare),
    Rule("spaces.spread", spaces.spread),
    Rule("script.simplified", script.simplified),
    Rule("spaces.dots", spaces.dots),
    Rule("punctuation.full_stops", stops.points),
    Rule("punctuation.decimals", stops.decimals),
    Rule("punctuation.doubled", punctuation.doubled),
    Rule("truncation.inside", truncation.inside),
    Rule("truncation.line", truncation.line),
    Rule("lines.tails", parts.tails),
    Rule("lines.dated", parts.dated),
    Rule("lines.repeated", repeats.words),
    Rule("watermark.dropped", watermark.dropped),
    Rule("watermark.credited", watermark.credited),
    Rule("title.contents", contents.table),
    Rule("collection.counted", counts.marks),
    Rule("lines.pages", repeats.pages),
    Rule("title.cut", told_titles.cut),
    Rule("title.counted", titles.counted),
    Rule("title.proper", titles.proper),
    Rule("title.below", told_titles.below),
    Rule("title.offered", told_titles.offered),
    Rule("collection.border", pieces.border),
    Rule("chrome.summary", summaries.above),
    Rule("chrome.abstract", summaries.below),
    Rule("chrome.lesson", summaries.lesson),
    Rule("chrome.credit", chrome.credit),
    Rule("chrome.above", chrome.above),
    Rule("chrome.frame", chrome.frame),
    Rule("chrome.tail", link_lists.tail),
    Rule("chrome.line", chrome.line),
    Rule("collection.preface", pieces.preface),
    Rule("collection.marker", pieces.marker),
    Rule("spaces.inner", spaces.inner),
    Rule("chrome.alike", alike.alike),
    Rule("title.doubled", glued.doubled),
    Rule("lines.turns", speakers.turns),
    Rule("title.glued", glued.head),
    Rule("title.letterhead", letterhead.lines),
    Rule("title.broken", title_halves.broken),
    Rule("title.signed", title_halves.signed),
    Rule("title.repeated", titles.repeated),
    Rule("lines.whole", repeats.whole),
    Rule("lines.broken", breaks.broken),
    Rule("lines.blank", breaks.blank),
    Rule("names.hidden", names.hidden),
    Rule("punctuation.dashes", punctuation.dashes),
    Rule("punctuation.ellipses", punctuation.ellipses),
    Rule("punctuation.points", punctuation.points),
    Rule("punctuation.full_width", punctuation.full_width),
    Rule("punctuation.book_titles", punctuation.book_titles),
    Rule("punctuation.brackets", punctuation.brackets),
    Rule("punctuation.ranges", punctuation.ranges),
    Rule("quotes.form", quotes.form),
    Rule("quotes.paired", quotes.paired),
    Rule("numbering.marks", numbering.marks),
    Rule("lines.glued", parts.parts),
    Rule("lines.headings", parts.headings),
    Rule("title.draft", titles.draft),
    Rule("title.bracketed", titles.bracketed),
    Rule("script.traditional", script.traditional),
    Rule("script.traditional-tw", script.traditional_tw),
    Rule("script.traditional-hk", script.traditional_hk),
)
"""Every rule, in the order in which they are applied."""

PARTING = ("collection.counted", "collection.marker", "collection.border")
"""The rules that take out what stands between two speeches: a speech begins where one acted."""
