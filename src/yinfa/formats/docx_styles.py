"""The styles of a DOCX: one paragraph style an element, one character style a run-in heading.

In comes a `Sheet`, out comes the XML of the styles, and the measures of the page
that the document needs as well. No paragraph of the document has formatting of
its own, so whoever edits it changes a style and the whole text follows.

Lengths are twips (1/20 pt), sizes of characters half points.
"""

from __future__ import annotations

from collections.abc import Mapping

from yinfa.formats.ooxml import element
from yinfa.style.sheet import ELEMENTS, ElementStyle, PageStyle, Sheet

STYLES: Mapping[str, tuple[str, str]] = {
    "title": ("Title", "Title"),
    "subtitle": ("Subtitle", "Subtitle"),
    "speaker": ("Speaker", "讲话人"),
    "date": ("Date", "Date"),
    "salutation": ("Salutation", "Salutation"),
    "body": ("BodyText", "Body Text"),
    "heading1": ("Heading1", "heading 1"),
    "heading2": ("Heading2", "heading 2"),
    "heading3": ("Heading3", "heading 3"),
    "heading4": ("Heading4", "heading 4"),
    "closing": ("Closing", "Closing"),
}
"""Id and name of each element's paragraph style. Word knows its built-in styles by these names."""

BLANK_LINE, FOOTER, FOOTER_EVEN = "BlankLine", "Footer", "FooterEven"
"""Ids of the other paragraph styles: the blank line, the page number, and that of even pages."""

# Latin text is in no language, so that no speller marks it. Where it is in Chinese,
# LibreOffice breaks a number between any two digits.
_LANGUAGE = element("w:lang", val="x-none", eastAsia="zh-CN")
_ALIGNMENTS = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def styles(sheet: Sheet) -> list[str]:
    """The content of the styles' part: defaults, then one ``w:style`` after another."""
    body = sheet.elements["body"]
    fonts = _run_fonts(sheet, body.font)
    defaults = element("w:rPr", fonts, _size(body.size), _LANGUAGE)
    return [
        element(
            "w:docDefaults",
            element("w:rPrDefault", defaults),
            element("w:pPrDefault", element("w:pPr", _spacing(grid_pitch(sheet.page)))),
        ),
        _normal(sheet),
        element(
            "w:style",
            element("w:name", val="Default Paragraph Font"),
            element("w:uiPriority", val=1),
            element("w:semiHidden"),
            type="character", default=True, styleId="DefaultParagraphFont",
        ),
        *(_element_style(name, sheet) for name in ELEMENTS),
        _paragraph_style(BLANK_LINE, "空行", custom=True),
        *(_lead(level, sheet) for level in sheet.lead.levels if sheet.lead.extent != "none"),
        *_footer_styles(sheet),
    ]  # fmt: skip


def _normal(sheet: Sheet) -> str:
    """The base of all paragraphs: what the grid and Chinese line breaking need."""
    flags = {
        "widowControl": False,  # or 22 lines do not fill a page
        "kinsoku": True,
        "overflowPunct": False,
        "topLinePunct": False,
        "autoSpaceDE": False,  # no gap between Chinese and Latin or digits, so that lines stay on the grid
        "autoSpaceDN": False,
        "snapToGrid": False,  # with it fonts other than the body's stand off their rows
    }
    properties = [element(f"w:{name}", val=value) for name, value in flags.items()]
    return element(
        "w:style",
        element("w:name", val="Normal"),
        element("w:qFormat"),
        element("w:pPr", *properties, _spacing(grid_pitch(sheet.page))),
        type="paragraph", default=True, styleId="Normal",
    )  # fmt: skip


def _element_style(name: str, sheet: Sheet) -> str:
    style, page = sheet.elements[name], sheet.page
    pitch = twips(style.line_pitch) if style.line_pitch else grid_pitch(page)
    level = int(name[-1]) if name.startswith("heading") else 0
    spacing = _letter_spacing(style, page) if style.on_grid else 0
    return _paragraph_style(
        *STYLES[name],
        element("w:keepNext", val=style.keep_with_next),
        _spacing(pitch),
        _indents(style, page),
        element("w:jc", val=_ALIGNMENTS[style.align]),
        element("w:outlineLvl", val=level - 1) if level else "",
        run=_face(sheet, style) + element("w:spacing", val=spacing) + _size(style.size),
        based_on="BodyText" if level else "Normal",
        following="BodyText" if level else "",
        custom=name == "speaker",
    )


def _paragraph_style(
    style_id: str,
    name: str,
    *paragraph: str,
    run: str = "",
    based_on: str = "Normal",
    following: str = "",
    custom: bool = False,
) -> str:
    attributes = {"customStyle": True} if custom else {}
    return element(
        "w:style",
        element("w:name", val=name),
        element("w:basedOn", val=based_on),
        element("w:next", val=following) if following else "",
        element("w:qFormat"),
        element("w:pPr", *paragraph) if paragraph else "",
        element("w:rPr", run) if run else "",
        type="paragraph", **attributes, styleId=style_id,
    )  # fmt: skip


def _lead(level: int, sheet: Sheet) -> str:
    """The character style of a run-in heading: the face of its level in the size of the paragraph."""
    return element(
        "w:style",
        element("w:name", val=f"段首标题 {level}"),
        element("w:basedOn", val="DefaultParagraphFont"),
        element("w:qFormat"),
        element("w:rPr", _face(sheet, sheet.elements[f"heading{level}"])),
        type="character", customStyle=True, styleId=lead_style(f"heading{level}"),
    )  # fmt: skip


def lead_style(heading: str) -> str:
    """Id of the character style in which a run-in heading is set, by the element whose face it takes."""
    return f"Lead{heading.removeprefix('heading')}"


def _face(sheet: Sheet, style: ElementStyle) -> str:
    return (
        _run_fonts(sheet, style.font)
        + element("w:b", val=style.bold)
        + element("w:bCs", val=style.bold)
        + element("w:color", val=style.color.removeprefix("#"))
    )


def _run_fonts(sheet: Sheet, font: str) -> str:
    """One family for all scripts: quotation marks and dashes count as Latin in some programs."""
    family = sheet.stack(font).docx
    return element("w:rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)


def _size(points: float) -> str:
    half_points = _half_points(points)
    return element("w:sz", val=half_points) + element("w:szCs", val=half_points)


def _half_points(points: float) -> int:
    return round(points * 2)


def _spacing(pitch: int) -> str:
    return element("w:spacing", before=0, after=0, line=pitch, lineRule="exact")


def _letter_spacing(style: ElementStyle, page: PageStyle) -> int:
    """What is added to each character, downward so that exactly `characters` fit a line."""
    return twips(page.text_width) // page.characters - _half_points(style.size) * 10


def grid_pitch(page: PageStyle) -> int:
    """The pitch of the lines, downward so that exactly `lines` fit a page."""
    return twips(page.text_height) // page.lines


def _indents(style: ElementStyle, page: PageStyle) -> str:
    cell = page.character_pitch if style.on_grid else style.size
    return element(
        "w:ind",
        leftChars=_hundredths(style.indent_left, cell),
        left=twips(style.indent_left),
        rightChars=_hundredths(style.indent_right, cell),
        right=twips(style.indent_right),
        firstLineChars=_hundredths(style.first_line_indent, cell),
        firstLine=twips(style.first_line_indent),
    )


def _hundredths(indent: float, cell: float) -> int:
    """An indent of whole characters in hundredths of them, which Word prefers to twips; 0 for any other."""
    characters = round(indent / cell)
    return characters * 100 if abs(indent - characters * cell) < 0.01 else 0


def twips(points: float) -> int:
    """Points in twips."""
    return round(points * 20)


def alternates(sheet: Sheet) -> bool:
    """Whether the page number stands at one side on odd pages and at the other on even ones."""
    return sheet.page.two_sided and sheet.page_number.position == "outside" and bool(sheet.page_number.form)


def _footer_styles(sheet: Sheet) -> list[str]:
    number = sheet.page_number
    if not number.form:
        return []
    odd = "right" if number.position == "outside" else number.position
    run = (
        _run_fonts(sheet, number.font)
        + element("w:color", val=number.color.removeprefix("#"))
        + _size(number.size)
    )
    pitch = _spacing(footer_pitch(sheet))
    footers = [_paragraph_style(FOOTER, "footer", pitch, *_footer_position(sheet, odd), run=run)]
    if alternates(sheet):
        even = _footer_position(sheet, "left")
        footers.append(_paragraph_style(FOOTER_EVEN, "页码（双页）", *even, based_on=FOOTER, custom=True))
    return footers


def _footer_position(sheet: Sheet, side: str) -> tuple[str, str]:
    number = sheet.page_number
    chars, indent = _hundredths(number.indent, number.size), twips(number.indent)
    at_left, at_right = side == "left", side == "right"
    indents = element(
        "w:ind",
        leftChars=chars * at_left,
        left=indent * at_left,
        rightChars=chars * at_right,
        right=indent * at_right,
    )
    return indents, element("w:jc", val=side)


def footer_pitch(sheet: Sheet) -> int:
    """The height of the page number's line: 20 pt for 14 pt characters."""
    return round(twips(sheet.page_number.size) * 10 / 7)
