"""The styles of a DOCX: one paragraph style an element, one character style a run-in heading.

In come a document without styles and a `Sheet`, out come the styles, and the
measures of the page that the document needs as well. No paragraph of the
document has formatting of its own, so whoever edits it changes a style and the
whole text follows.

Half of what a Chinese paragraph needs is out of reach of python-docx's style
objects, so styles are built of its XML elements, in the order of the schema.
Lengths are twips (1/20 pt), sizes of characters half points.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import SubElement

from yinfa.flow import FlowBlock, Keep
from yinfa.running import LINE_HEIGHT, RULE_SPACE, alternates, room_between_feet, style_of, used
from yinfa.style.sheet import (
    ELEMENTS,
    ElementStyle,
    LineNumberStyle,
    PageNumberStyle,
    PageStyle,
    RunningStyle,
    Sheet,
)

STYLES: Mapping[str, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "speaker": "讲话人",
    "date": "Date",
    "salutation": "Salutation",
    "body": "Body Text",
    "heading1": "heading 1",
    "heading2": "heading 2",
    "heading3": "heading 3",
    "heading4": "heading 4",
    "closing": "Closing",
}
"""The paragraph style of each element. Word knows its built-in styles by their English names."""

LATIN = "西文"
"""The character style of Latin letters and digits, where the sheet has another font for them."""
KEPT: Mapping[Keep, str] = {Keep.WITH_NEXT: "正文（与下段同页）", Keep.PAIRS: "正文（末段）"}
"""The paragraph styles of body text whose lines stay together at a page's end."""

MARKS, MARKS_FONT = "标点", "宋体"
"""The character style of marks that have the width of Latin type in some fonts, and its font."""

BLANK_LINE = "空行"
"""The paragraph style of blank lines."""

RUNNING_STYLES: Mapping[str, str] = {"header": "header", "footer": "页脚文字", "page_number": "footer"}
"""The paragraph style of each element that runs along the pages."""

_NORMAL, _CHARACTERS, _LINE_NUMBER = "Normal", "Default Paragraph Font", "line number"
_NARROW_MARKS = ("仿宋", "楷体")  # open fonts that stand for these have marks of a third of an em
_MARKS_SCALE = 97
_ALIGNMENTS = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def append(parent: Any, tag: str, **attributes: object) -> Any:
    """A new last child of an element; tag and attributes are those of the prefix ``w:``."""
    return SubElement(parent, _qn(tag), {_qn(name): str(value) for name, value in attributes.items()})


@cache
def _qn(name: str) -> str:
    """A name with the namespace of ``w:``."""
    qualified: str = qn(f"w:{name}")
    return qualified


def add_styles(document: Document, sheet: Sheet) -> None:
    """Add all styles that a speech under the sheet may use."""
    styles = document.styles.element
    _add_defaults(styles, sheet)
    for name in ELEMENTS:
        _add_element(styles, name, sheet)
    for keep, name in KEPT.items():
        paragraph = append(_add_style(styles, name, based_on=STYLES["body"]), "pPr")
        append(paragraph, "keepNext" if keep is Keep.WITH_NEXT else "widowControl", val=1)
    append(append(_add_style(styles, BLANK_LINE, based_on=_NORMAL), "pPr"), "suppressLineNumbers")
    _add_marks(styles, MARKS, _CHARACTERS, sheet)
    asked = [*sheet.elements.values(), *(style_of(element, sheet) for element in used(sheet))]
    for latin, font in {latin_style(style.font, sheet): style.font for style in asked}.items():
        _add_latin(styles, latin, _CHARACTERS, font, sheet)
    for level in range(1, 5):
        if sheet.lead.extent(level) != "none":
            _add_lead(styles, f"heading{level}", sheet)
    for element in used(sheet):
        _add_running(styles, element, sheet)
    if sheet.line_numbers.every:
        _append_type(
            append(_add_style(styles, _LINE_NUMBER, kind="character", based_on=_CHARACTERS), "rPr"),
            sheet.line_numbers, sheet,
        )  # fmt: skip


def style_id(name: str) -> str:
    """The id by which paragraphs and runs refer to a style: Heading1 for heading 1, as Word has it."""
    return name.title().replace(" ", "")


def lead_style(heading: str) -> str:
    """The character style in which a run-in heading is set, by the element whose face it takes."""
    return f"段首标题 {heading.removeprefix('heading')}"


def paragraph_style(block: FlowBlock) -> str:
    """The paragraph style of a block."""
    return KEPT.get(block.keep, STYLES[block.element])


def marks_style(element: str, sheet: Sheet, base: str | None = None) -> str | None:
    """The character style of the marks “”‘’·× in an element, on top of another one, or that one alone."""
    if sheet.elements[element].font not in _NARROW_MARKS:
        return base
    return f"{base} {MARKS}" if base else MARKS


def latin_style(font: str, sheet: Sheet, base: str | None = None) -> str | None:
    """The character style of Latin letters and digits in a font, on top of another one, or that one alone."""
    latin = sheet.stack(font).latin
    if not latin:
        return base
    return f"{base} {LATIN}" if base else f"{LATIN} {sheet.stack(latin).docx}"


def grid_pitch(page: PageStyle) -> int:
    """The pitch of the lines, downward so that exactly `lines` fit a page."""
    return int(page.line_pitch * 20 + 0.001)


def running_style(element: str, side: str, sheet: Sheet) -> str:
    """The paragraph style of a running line that stands at a side."""
    style = RUNNING_STYLES[element]
    return f"{style}（双页）" if side == "left" and alternates(element, sheet) else style


def running_pitch(element: str, sheet: Sheet) -> int:
    """The height of a running line."""
    return round(twips(style_of(element, sheet).size) * LINE_HEIGHT)


def feet(sheet: Sheet) -> list[str]:
    """The elements below the text, from top to bottom."""
    below = [element for element in used(sheet) if element != "header"]
    return sorted(below, key=lambda element: style_of(element, sheet).distance)


def named_fonts(sheet: Sheet) -> list[str]:
    """The fonts (roles or families of the sheet) that a document names, each once."""
    fonts = [*(style.font for style in sheet.elements.values()), MARKS_FONT]
    fonts += [style_of(element, sheet).font for element in used(sheet)]
    fonts += [sheet.line_numbers.font] * bool(sheet.line_numbers.every)
    latin = [sheet.stack(font).latin for font in fonts if sheet.stack(font).latin]
    return list(dict.fromkeys([*fonts, *latin]))


def twips(points: float) -> int:
    """Points in twips."""
    return round(points * 20)


def _add_style(
    styles: Any, name: str, *, kind: str = "paragraph", based_on: str = "", following: str = ""
) -> Any:
    """A new style, to which its properties are yet to be appended. Its name in Chinese is one of ours."""
    style = append(styles, "style", type=kind, styleId=style_id(name))
    if not name.isascii():
        style.set(qn("w:customStyle"), "1")
    append(style, "name", val=name)
    if based_on:
        append(style, "basedOn", val=style_id(based_on))
    if following:
        append(style, "next", val=style_id(following))
    append(style, "semiHidden" if name == _CHARACTERS else "qFormat")  # whether Word offers it to choose
    return style


def _add_defaults(styles: Any, sheet: Sheet) -> None:
    """What all runs have, and what the grid and Chinese line breaking need in all paragraphs."""
    body = sheet.elements["body"]
    run = append(append(append(styles, "docDefaults"), "rPrDefault"), "rPr")
    _append_fonts(run, body.font, sheet)
    _append_size(run, body.size)
    # Latin text is in no language, so that no speller marks it. Where it is in Chinese,
    # LibreOffice breaks a number between any two digits.
    append(run, "lang", val="x-none", eastAsia=sheet.language)
    normal, characters = _add_style(styles, _NORMAL), _add_style(styles, _CHARACTERS, kind="character")
    for style in (normal, characters):
        style.set(qn("w:default"), "1")
    paragraph = append(normal, "pPr")
    flags = {
        "widowControl": 0,  # or 22 lines do not fill a page
        "kinsoku": 1,
        "overflowPunct": 0,
        "topLinePunct": 0,
        "autoSpaceDE": 0,  # no gap between Chinese and Latin or digits, so that lines stay on the grid
        "autoSpaceDN": 0,
        "snapToGrid": 0,  # with it fonts other than the body's stand off their rows
    }
    for name, value in flags.items():
        append(paragraph, name, val=value)
    _append_pitch(paragraph, grid_pitch(sheet.page))


def _add_element(styles: Any, name: str, sheet: Sheet) -> None:
    style, page = sheet.elements[name], sheet.page
    level = int(name[-1]) if name.startswith("heading") else 0
    body = STYLES["body"] if level else ""
    added = _add_style(styles, STYLES[name], based_on=body or _NORMAL, following=body)
    paragraph, run = append(added, "pPr"), append(added, "rPr")
    append(paragraph, "keepNext", val=int(style.keep_with_next))
    for tag in ("autoSpaceDE", "autoSpaceDN"):
        append(paragraph, tag, val=int(style.auto_space))
    pitch = twips(style.line_pitch) or grid_pitch(page)
    _append_pitch(paragraph, pitch, before=twips(style.space_before), after=twips(style.space_after))
    cell = page.character_pitch if style.on_grid else style.size
    _append_indents(
        paragraph, cell, left=style.indent_left, right=style.indent_right, firstLine=style.first_line_indent
    )
    append(paragraph, "jc", val=_ALIGNMENTS[style.align])
    if level:
        append(paragraph, "outlineLvl", val=level - 1)
    _append_face(run, style, sheet)
    append(run, "spacing", val=_letter_spacing(style, page))
    _append_size(run, style.size)


def _add_lead(styles: Any, heading: str, sheet: Sheet) -> None:
    """The character style of a run-in heading: the face of its level in the size of the paragraph."""
    name, style = lead_style(heading), sheet.elements[heading]
    added = _add_style(styles, name, kind="character", based_on=_CHARACTERS)
    # Bold is a toggle: set in the paragraph's and the run's style it is off (ISO/IEC 29500-1, 17.7.3).
    toggled = style.bold != sheet.elements["body"].bold
    _append_face(append(added, "rPr"), style._replace(bold=toggled), sheet)
    if style.font in _NARROW_MARKS:
        _add_marks(styles, f"{lead_style(heading)} {MARKS}", lead_style(heading), sheet)
    if sheet.stack(style.font).latin:
        _add_latin(
            styles,
            latin_style(style.font, sheet, lead_style(heading)),
            lead_style(heading),
            style.font,
            sheet,
        )


def _add_marks(styles: Any, name: str, based_on: str, sheet: Sheet) -> None:
    """The style of marks that are one em wide in Word and in offices' fonts, but narrow in open ones.

    LibreOffice adds no letter spacing at the end of a run, neither behind such a mark nor behind
    the text before it. The scale makes up for both, so that 28 characters still fit on the line.
    """
    run = append(_add_style(styles, name, kind="character", based_on=based_on), "rPr")
    _append_family(run, sheet.stack(MARKS_FONT).docx)
    append(run, "w", val=_MARKS_SCALE)


def _add_latin(styles: Any, name: str | None, based_on: str, font: str, sheet: Sheet) -> None:
    """The style of Latin letters and digits in a font; what is Chinese keeps the paragraph's family."""
    if name:
        family = sheet.stack(sheet.stack(font).latin).docx
        run = append(_add_style(styles, name, kind="character", based_on=based_on), "rPr")
        append(run, "rFonts", ascii=family, hAnsi=family, cs=family)


def _add_running(styles: Any, element: str, sheet: Sheet) -> None:
    """The style of a running line, and that of even pages where it stands at their other side."""
    style = style_of(element, sheet)
    added = _add_style(styles, RUNNING_STYLES[element], based_on=_NORMAL)
    paragraph, run = append(added, "pPr"), append(added, "rPr")
    if isinstance(style, RunningStyle) and style.rule:
        _append_rule(paragraph, "bottom" if element == "header" else "top", style)
    after = twips(room_between_feet(sheet)) if element in feet(sheet)[:-1] else 0
    _append_pitch(paragraph, running_pitch(element, sheet), after=after)
    _append_side(paragraph, "right" if style.position == "outside" else style.position, style)
    _append_type(run, style, sheet)
    if alternates(element, sheet):
        even = _add_style(styles, running_style(element, "left", sheet), based_on=RUNNING_STYLES[element])
        _append_side(append(even, "pPr"), "left", style)


def _append_rule(paragraph: Any, edge: str, style: RunningStyle) -> None:
    """A border, whose width Word takes in eighths of a point, from 2 to 96."""
    append(
        append(paragraph, "pBdr"), edge,
        val="single", sz=max(2, round(style.rule * 8)), space=round(RULE_SPACE), color=style.rule_color[1:],
    )  # fmt: skip


def _append_pitch(paragraph: Any, pitch: int, *, before: int = 0, after: int = 0) -> None:
    append(paragraph, "spacing", before=before, after=after, line=pitch, lineRule="exact")


def _append_indents(paragraph: Any, cell: float, **indents: float) -> None:
    """Indents in points, as twips and, where they are whole characters, in these too, which Word prefers."""
    values: dict[str, int] = {}
    for side, indent in indents.items():
        characters = round(indent / cell)
        whole = abs(indent - characters * cell) < 0.01
        values |= {f"{side}Chars": characters * 100 * whole, side: twips(indent)}
    append(paragraph, "ind", **values)


def _append_side(paragraph: Any, side: str, style: RunningStyle | PageNumberStyle) -> None:
    indent = style.indent if isinstance(style, PageNumberStyle) else 0.0
    indents = {at: indent if at == side else 0.0 for at in ("left", "right")}
    _append_indents(paragraph, style.size, **indents)
    append(paragraph, "jc", val=side)


def _append_type(run: Any, style: RunningStyle | PageNumberStyle | LineNumberStyle, sheet: Sheet) -> None:
    _append_fonts(run, style.font, sheet)
    _append_color(run, style.color)
    _append_size(run, style.size)


def _append_face(run: Any, style: ElementStyle, sheet: Sheet) -> None:
    _append_fonts(run, style.font, sheet)
    for tag in ("b", "bCs"):
        append(run, tag, val=int(style.bold))
    _append_color(run, style.color)


def _append_fonts(run: Any, font: str, sheet: Sheet) -> None:
    _append_family(run, sheet.stack(font).docx)


def _append_family(run: Any, family: str) -> None:
    """One family for all scripts: quotation marks and dashes count as Latin in some programs."""
    append(run, "rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)


def _append_color(run: Any, color: str) -> None:
    append(run, "color", val=color.removeprefix("#"))


def _append_size(run: Any, points: float) -> None:
    for tag in ("sz", "szCs"):
        append(run, tag, val=_half_points(points))


def _half_points(points: float) -> int:
    return round(points * 2)


def _letter_spacing(style: ElementStyle, page: PageStyle) -> int:
    """What is added to each character; on the grid downward, so that exactly `characters` fit a line."""
    if not style.on_grid:
        return twips(style.letter_spacing)
    return twips(page.text_width) // page.characters - _half_points(style.size) * 10
