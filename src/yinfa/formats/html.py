"""The check of a source as one page: source on the left, clean text on the right, every edit marked.

In: a cleaned source. Out: HTML that needs nothing from outside, runs nothing and
is safe on any text: all of it is escaped, characters that cannot be seen are
written as their code, and the page's own policy lets nothing but its style in.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

import yinfa
from yinfa.aligned import Piece, Row, rows
from yinfa.cleaned import Cleaned
from yinfa.ledger import JOINT, Edit
from yinfa.normalize import RULES
from yinfa.roles import Placed
from yinfa.rows import UNSURE
from yinfa.speech import Heading, Lead, Paragraph

_MOST_LISTED = 300
"""Doubtful edits that are listed at the top; all are marked in the text."""
_QUOTED = 40
_AROUND = 10
"""Characters, and pieces, shown on each side of a doubtful edit in the list."""

FAMILIES: Mapping[str, str] = {
    "characters": "字符",
    "chat": "聊天记录",
    "chrome": "网页杂质",
    "collection": "合集",
    "gloss": "注音",
    "jammer": "干扰码",
    "lines": "断行",
    "markup": "网页标记",
    "mojibake": "乱码",
    "names": "隐名",
    "numbering": "编号",
    "punctuation": "标点",
    "quotes": "引号",
    "script": "繁简",
    "spaces": "空格",
    "title": "标题",
    "truncation": "截断",
    "watermark": "水印",
}
"""What the families of rules are called on the page."""

_WARNINGS: Mapping[str, str] = {
    "truncated": "原文被截断",
    "mojibake": "有乱码",
    "undecodable": "有无法解码的字节",
    "low_confidence": "改动把握不大",
    "no_title": "没有找到标题",
    "no_salutation": "没有找到称谓",
    "glued": "段落可能粘在一起",
    "not_a_speech": "不像讲话稿",
}
_ROLES: Mapping[str, str] = {
    "title": "标题",
    "subtitle": "副标题",
    "speaker": "讲话人",
    "date": "日期",
    "salutation": "称谓",
    "paragraph": "",
    "closing": "结束语",
}
_LEVELS = ("一级标题", "二级标题", "三级标题", "四级标题")

_STYLE = """
:root { --del: #ffd9d6; --ins: #d3f2d5; --rep: #d9e8ff; --low: #ffd58a; --line: #d8d8d8; --dim: #6b6b6b; }
* { box-sizing: border-box; }
body { margin: 1.5em; font: 16px/1.7 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif;
  color: #1a1a1a; background: #fff; }
h1 { font-size: 1.4em; margin: 0 0 .3em; overflow-wrap: anywhere; }
h2 { font-size: 1.1em; margin: 1.2em 0 .3em; }
ul { margin: 0; padding-left: 1.4em; }
li { overflow-wrap: anywhere; }
.facts, .place, .key, .rules, .role, th { color: var(--dim); font-size: .8rem; }
.facts { margin: 0; }
.key span { margin-right: 1.5em; }
code { font: .85em/1.4 Consolas, Menlo, monospace; }
table { border-collapse: collapse; }
.count td { padding: .1em 1em .1em 0; vertical-align: top; }
.sides { width: 100%; table-layout: fixed; margin-top: 1em; }
.sides th { text-align: left; font-weight: normal; border-bottom: 2px solid var(--line); padding: .2em .6em; }
.sides td { border-bottom: 1px solid var(--line); padding: .35em .6em; vertical-align: top;
  overflow-wrap: anywhere; }
.n { width: 3.6em; }
.sides td.n { color: var(--dim); font-size: .75rem; text-align: right; }
.r { width: 11em; }
.rules span { display: block; line-height: 1.4; cursor: help; }
.out { background: #f6f6f6; }
.part td { background: #ededed; font-weight: bold; }
del, ins { text-decoration: none; border-radius: 2px; }
del { background: var(--del); text-decoration: line-through #c0392b; }
ins { background: var(--ins); border-bottom: 2px solid #2e8b57; }
del.p, ins.p { background: var(--rep); text-decoration: none; border-bottom: 2px dotted #3a6fb5; }
del.w, ins.w { background: var(--low); border-bottom: 2px solid #c77700; }
:target { outline: 3px solid #c77700; }
i { font: .7em Consolas, Menlo, monospace; border: 1px solid #999; border-radius: 3px; padding: 0 .2em; }
.title, .subtitle, .speaker, .date { text-align: center; }
.title { font-size: 1.25em; font-weight: bold; }
.speaker, .date, .h2 { font-family: "Noto Serif CJK SC", KaiTi, STKaiti, serif; }
.h1, .h3, b { font-family: "Noto Sans CJK SC", SimHei, "Microsoft YaHei", sans-serif; }
.h1, .h2, .h3, b { font-weight: bold; }
li a { color: inherit; }
.role { border: 1px solid var(--line); border-radius: 3px; padding: 0 .4em; margin-right: .5em;
  font: .75rem "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; white-space: nowrap; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; font-size: 10pt; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""


class _Doubt(NamedTuple):
    """A doubtful edit's number on the page, and what stands before and behind it."""

    number: int
    before: str
    behind: str


def check(cleaned: Cleaned) -> str:
    """The page, as text for UTF-8."""
    table = [
        row for row in rows(cleaned.source.text, cleaned.text, cleaned.edits) if row.edits or row.is_visible
    ]
    doubtful = _doubtful(table)
    return "".join(
        (
            _head(cleaned.source.path),
            _facts(cleaned, len(doubtful)),
            _warnings(cleaned),
            _doubts(doubtful),
            _counts(cleaned.edits),
            _sides(table, cleaned.lines, doubtful, len(cleaned.speeches)),
            "</body>\n</html>\n",
        )
    )


def _head(path: str) -> str:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="Yinfa {yinfa.__version__}">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_shown(path)} · 整理对照</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )


def _facts(cleaned: Cleaned, doubtful: int) -> str:
    source = cleaned.source
    facts = (
        f"编码 {source.encoding.upper()}",
        f"原文 {len(source.text)} 字符，整理后 {len(cleaned.text)} 字符",
        f"讲话 {len(cleaned.speeches)} 篇",
        f"改动 {len(cleaned.edits)} 处，其中把握不大的 {doubtful} 处",
    )
    return (
        f'<h1>{_shown(source.path)}</h1>\n<p class="facts">{" · ".join(facts)}</p>\n'
        '<p class="key"><span><del>删去</del></span><span><ins>补上</ins></span>'
        '<span><ins class="p">替换</ins></span><span><ins class="w">把握不大，请核对</ins></span>'
        "<span>鼠标停在标记上，可见规则和把握</span></p>\n"
    )


def _warnings(cleaned: Cleaned) -> str:
    """The warnings; those of doubtful edits have a list of their own."""
    items = [
        f'<li>{_WARNINGS[warning.code]}：<span lang="en">{_shown(warning.message)}</span></li>\n'
        for warning in cleaned.all_warnings
        if warning.code != "low_confidence"
    ]
    return f"<h2>请留意</h2>\n<ul>\n{''.join(items)}</ul>\n" if items else ""


def _doubtful(table: Iterable[Row]) -> dict[Edit, _Doubt]:
    """The edits of low confidence that are shown, numbered from 1."""
    doubts: dict[Edit, _Doubt] = {}
    for row in table:
        for side in (row.left, row.right):
            for index, piece in enumerate(side):
                edit = piece.edit
                if edit and not piece.quiet and edit.confidence < UNSURE and edit not in doubts:
                    doubts[edit] = _Doubt(len(doubts) + 1, *_around(side, index))
    return doubts


def _around(side: Sequence[Piece], index: int) -> tuple[str, str]:
    """What stands before and behind a piece, shortened."""
    before = "".join(piece.text for piece in side[max(0, index - _AROUND) : index])
    behind = "".join(piece.text for piece in side[index + 1 : index + 1 + _AROUND])
    return (
        before if len(before) <= _AROUND else "…" + before[-_AROUND:],
        behind if len(behind) <= _AROUND else behind[:_AROUND] + "…",
    )


def _doubts(doubtful: Mapping[Edit, _Doubt]) -> str:
    if not doubtful:
        return ""
    items = [
        f'<li><a href="#e{doubt.number}">{_quoted(doubt.before)}{_change(edit)}{_quoted(doubt.behind)}</a> '
        f'<span class="place">{_rule(edit)}</span></li>\n'
        for edit, doubt in list(doubtful.items())[:_MOST_LISTED]
    ]
    more = len(doubtful) - _MOST_LISTED
    rest = f"<p>另有 {more} 处，在下文中以同样的颜色标出。</p>\n" if more > 0 else ""
    return f"<h2>请核对（{len(doubtful)} 处）</h2>\n<ul>\n{''.join(items)}</ul>\n{rest}"


def _change(edit: Edit) -> str:
    before = f"<del>{_quoted(edit.before)}</del>" if edit.before else ""
    return before + (f"<ins>{_quoted(edit.after)}</ins>" if edit.after else "")


def _quoted(text: str) -> str:
    return _shown(text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…").replace("\n", _END)


def _counts(edits: Iterable[Edit]) -> str:
    counts = Counter(name for edit in edits for name in edit.rule.split(JOINT))
    items = "".join(
        f"<tr><td>{count}</td><td>{_family(name)}</td><td><code>{escape(name)}</code></td>"
        f'<td lang="en">{escape(_DESCRIPTIONS[name])}</td></tr>\n'
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    if not counts:
        return "<p>没有改动。</p>\n"
    table = f'<table class="count">\n{items}</table>'
    return f"<details>\n<summary>用到的规则（{len(counts)} 条）</summary>\n{table}\n</details>\n"


def _sides(
    table: Sequence[Row], lines: Sequence[Placed], doubtful: Mapping[Edit, _Doubt], speeches: int
) -> str:
    head = (
        '<table class="sides">\n<thead><tr><th class="n">行</th><th>原文</th><th class="n">行</th>'
        '<th>整理后</th><th class="r">规则</th></tr></thead>\n<tbody>\n'
    )
    return head + "".join(_rows(table, lines, doubtful, speeches)) + "</tbody>\n</table>\n"


def _rows(
    table: Sequence[Row], lines: Sequence[Placed], doubtful: Mapping[Edit, _Doubt], speeches: int
) -> Iterator[str]:
    places = {line.number: line for line in lines}
    anchored: set[int] = set()
    speech = above = 0
    for row in table:
        place = places.get(row.line)
        if place and place.speech != speech:
            speech = place.speech
            if speeches > 1:
                yield f'<tr class="part"><td colspan="5">第 {speech} 篇（共 {speeches} 篇）</td></tr>\n'
        left = _pieces(row.left, "del", doubtful, anchored)
        right = _right(row.right, place, doubtful, anchored)
        number = row.number if row.left and row.number != above else ""
        above = row.number
        yield (
            f'<tr{"" if row.line else _OUT}><td class="n">{number}</td><td>{left}</td>'
            f'<td class="n">{row.line or ""}</td>{right}<td class="rules">{_rules(row.edits)}</td></tr>\n'
        )


def _right(
    pieces: Sequence[Piece], place: Placed | None, doubtful: Mapping[Edit, _Doubt], anchored: set[int]
) -> str:
    """The cell of a clean line, with the part it plays."""
    lead = None
    kind = name = ""
    if place:
        kind, name = place.role, _ROLES.get(place.role, "")
        if isinstance(place.block, Heading):
            kind, name = f"h{place.block.level}", _LEVELS[place.block.level - 1]
        elif isinstance(place.block, Paragraph) and place.block.leads:
            lead = place.block.leads[0]
    tag = f'<span class="role">{name}</span>' if name else ""
    if lead:
        tag = f'<span class="role">{_LEVELS[lead.level - 1]}·领句</span>'
        text = _led(pieces, lead, doubtful, anchored)
    else:
        text = _pieces(pieces, "ins", doubtful, anchored)
    return f'<td class="{kind}">{tag}{text}</td>' if kind else f"<td>{text}</td>"


def _led(pieces: Sequence[Piece], lead: Lead, doubtful: Mapping[Edit, _Doubt], anchored: set[int]) -> str:
    """A line of which the lead, which opens it, stands out."""
    head: list[Piece] = []
    tail: list[Piece] = []
    left = lead.end
    for piece in pieces:
        first, rest = piece.text[:left], piece.text[left:]
        head += [piece._replace(text=first)] if first else []
        tail += [piece._replace(text=rest)] if rest else []
        left -= len(first)
    return f"<b>{_pieces(head, 'ins', doubtful, anchored)}</b>{_pieces(tail, 'ins', doubtful, anchored)}"


def _pieces(
    pieces: Sequence[Piece], element: str, doubtful: Mapping[Edit, _Doubt], anchored: set[int]
) -> str:
    return "".join(_piece(piece, element, doubtful, anchored) for piece in pieces)


def _piece(piece: Piece, element: str, doubtful: Mapping[Edit, _Doubt], anchored: set[int]) -> str:
    edit = piece.edit
    if edit is None or piece.quiet:
        return _shown(piece.text).replace("\n", "<br>")
    anchor = ""
    doubt = doubtful.get(edit)
    if doubt and doubt.number not in anchored:
        anchored.add(doubt.number)
        anchor = f' id="e{doubt.number}"'
    classes = ("p" if edit.before and edit.after else "") + (" w" if doubt else "")
    kind = f' class="{classes.strip()}"' if classes else ""
    text = _shown(piece.text).replace("\n", f"{_END}<br>" if element == "del" else _END)
    return f'<{element}{anchor}{kind} title="{_rule(edit)}">{text}</{element}>'


def _rules(edits: Sequence[Edit]) -> str:
    """The rules that acted in a row, with their lowest confidence; the description is their tooltip."""
    confidences: dict[str, float] = {}
    for edit in edits:
        for name in edit.rule.split(JOINT):
            confidences[name] = min(edit.confidence, confidences.get(name, 1.0))
    return "".join(
        f'<span title="{escape(name)}: {escape(_DESCRIPTIONS[name])}">'
        f"{_family(name)} <code>{escape(name.partition('.')[2])}</code> {confidence:.0%}</span>"
        for name, confidence in confidences.items()
    )


def _rule(edit: Edit) -> str:
    return f"{escape(edit.rule.replace(JOINT, ' + '))}，把握 {edit.confidence:.0%}"


def _family(name: str) -> str:
    return FAMILIES[name.partition(".")[0]]


def _shown(text: str) -> str:
    """A text as HTML; what cannot be seen is written as its code, a line end stays one."""
    if text.isprintable():
        return escape(text)
    return "".join(
        escape(character) if character.isprintable() or character in "\n\u3000" else _code(character)
        for character in text
    )


def _code(character: str) -> str:
    """A character that cannot be seen: spaces as the plain one, all others as their code."""
    return " " if character.isspace() and character not in _BREAKS else f"<i>{ord(character):04X}</i>"


_END = "<i>↵</i>"
_BREAKS = "\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_OUT = ' class="out"'
_DESCRIPTIONS: Mapping[str, str] = {rule.name: rule.description for rule in RULES}
