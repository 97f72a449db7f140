"""A style sheet, resolved: every value checked and every length in points.

The declarations below are the one place where an attribute is known. Each field
carries its kind, range, default, clause and description; parsing, validation,
the published schema and ``yinfa styles show`` are derived from them. So annotations
are evaluated here, as they are nowhere else.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple, get_args

ELEMENTS: Mapping[str, str] = {
    "title": "标题: the title.",
    "subtitle": "副标题: the line under the title, ——在…会议上的讲话.",
    "speaker": "讲话人: post and name of the speaker.",
    "date": "日期: the date of the speech, （2022年5月14日）.",
    "salutation": "称呼: 同志们：, at the head and wherever it comes again.",
    "body": "正文: the paragraphs.",
    "heading1": "一级标题: 一、",
    "heading2": "二级标题: （一）",
    "heading3": "三级标题: 1.",
    "heading4": "四级标题: （1）",
    "closing": "结束语: a line of thanks that stands alone at the end, 谢谢大家！",
}
"""The elements of a speech, in the order in which a sheet lists them, and what each one is."""

Kind = Literal["length", "count", "flag", "choice", "text", "font", "fonts", "color", "words"]


class Declared(NamedTuple):
    """What is known of an attribute apart from its Python type.

    A length is written as a string with a unit and resolved to points; its
    `minimum` and `maximum` are points. `default` is written as in a sheet; an
    attribute without one must be written. `clause` names the place in the
    standard that rules the attribute.
    """

    kind: Kind
    description: str
    default: Any = None
    clause: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """The description, with the clause behind it where there is one."""
        return f"{self.description} ({self.clause})" if self.clause else self.description


_MARGINS = "GB/T 9704-2012, 5.2.1"
_FACES = "GB/T 9704-2012, 5.2.2"
_GRID = "GB/T 9704-2012, 5.2.3"
_COLOR = "GB/T 9704-2012, 5.2.4"
_TEXT = "GB/T 9704-2012, 7.3"
_NUMBER = "GB/T 9704-2012, 7.5"

_Script = Literal["simplified", "traditional", "traditional-tw", "traditional-hk", "keep"]
_LANGUAGES = {"traditional": "zh-TW", "traditional-tw": "zh-TW", "traditional-hk": "zh-HK"}

_POSITIONS = ("outside", "left", "center", "right")


class PageStyle(NamedTuple):
    """The `[page]` table: paper, margins, grid.

    A sheet gives either the number of lines that fill the text area or their pitch; once it is
    loaded, `lines` and `line_pitch` both hold what is true of the page.
    """

    width: Annotated[float, Declared(
        "length", "Width of the paper.", "210mm", clause="GB/T 9704-2012, 5.1", minimum=100, maximum=3000
    )]  # fmt: skip
    height: Annotated[float, Declared(
        "length", "Height of the paper.", "297mm", clause="GB/T 9704-2012, 5.1", minimum=100, maximum=3000
    )]  # fmt: skip
    margin_top: Annotated[float, Declared(
        "length", "Paper's edge to text area.", "37mm", clause=_MARGINS, minimum=0, maximum=1000
    )]  # fmt: skip
    margin_bottom: Annotated[float, Declared(
        "length", "Text area to paper's edge.", "35mm", clause=_MARGINS, minimum=0, maximum=1000
    )]  # fmt: skip
    margin_left: Annotated[float, Declared(
        "length", "The binding margin (订口, 左白边).", "28mm", clause=_MARGINS, minimum=0, maximum=1000
    )]  # fmt: skip
    margin_right: Annotated[float, Declared(
        "length", "The outer margin.", "26mm", clause=_MARGINS, minimum=0, maximum=1000
    )]  # fmt: skip
    lines: Annotated[int, Declared(
        "count", "Lines a page; under a line_pitch, as many as fit.", 22, clause=_GRID, minimum=1,
        maximum=100,
    )]  # fmt: skip
    characters: Annotated[int, Declared(
        "count", "Characters a line.", 28, clause=_GRID, minimum=5, maximum=100
    )]  # fmt: skip
    two_sided: Annotated[bool, Declared(
        "flag", "Printed on both sides: page numbers stand outside.", True, clause="GB/T 9704-2012, 6.2"
    )]  # fmt: skip
    mirrored: Annotated[bool, Declared("flag", "Even pages exchange their left and right margins.", False)]
    line_pitch: Annotated[float, Declared(
        "length", "Distance between the lines of the grid; 0pt: they fill the text area.", "0pt",
        clause=_GRID, minimum=0, maximum=500,
    )] = 0.0  # fmt: skip

    @property
    def text_width(self) -> float:
        """Width of the text area (版心)."""
        return self.width - self.margin_left - self.margin_right

    @property
    def text_height(self) -> float:
        """Height of the text area (版心)."""
        return self.height - self.margin_top - self.margin_bottom

    @property
    def character_pitch(self) -> float:
        """Width of a cell of the grid: what the unit 字 stands for."""
        return self.text_width / self.characters


class ElementStyle(NamedTuple):
    """One element of the speech.

    `font` is a role (a key of the sheet's fonts) or a family name. `line_pitch`
    0 means the pitch of the page's grid. On the grid (`on_grid`) a hanzi is as
    wide as a cell; off it, as wide as its size.
    """

    font: Annotated[
        str, Declared("font", "Role (仿宋, 黑体, 楷体, 小标宋, 宋体) or family name.", "仿宋", clause=_FACES)
    ]
    size: Annotated[float, Declared(
        "length", "Size of the characters.", "三号", clause=_FACES, minimum=4, maximum=200
    )]  # fmt: skip
    bold: Annotated[bool, Declared("flag", "Bold.", False, clause=_TEXT)]
    color: Annotated[str, Declared("color", "Colour of the characters, #RRGGBB.", "#000000", clause=_COLOR)]
    align: Annotated[str, Declared(
        "choice", "Alignment.", "justify", clause=_TEXT, choices=("left", "center", "right", "justify")
    )]  # fmt: skip
    first_line_indent: Annotated[float, Declared(
        "length", "Indent of the first line.", "2字", clause=_TEXT, minimum=0, maximum=500
    )]  # fmt: skip
    indent_left: Annotated[float, Declared(
        "length", "Indent of all lines, left.", "0字", minimum=0, maximum=500
    )]  # fmt: skip
    indent_right: Annotated[float, Declared(
        "length", "Indent of all lines, right.", "0字", minimum=0, maximum=500
    )]  # fmt: skip
    line_pitch: Annotated[float, Declared(
        "length", "Distance between lines; 0pt is the grid's.", "0pt", clause=_GRID, minimum=0, maximum=500
    )]  # fmt: skip
    blank_before: Annotated[int, Declared(
        "count", "Blank lines of the grid before it.", 0, minimum=0, maximum=20
    )]  # fmt: skip
    blank_after: Annotated[int, Declared(
        "count", "Blank lines of the grid after it; in the head, only where it is the last.", 0, minimum=0,
        maximum=20,
    )]  # fmt: skip
    space_before: Annotated[float, Declared(
        "length", "Space before it, beside blank lines; none at the top of a page.", "0pt", minimum=0,
        maximum=500,
    )]  # fmt: skip
    space_after: Annotated[float, Declared(
        "length", "Space after it; between elements the larger one counts, with blank lines both.", "0pt",
        minimum=0, maximum=500,
    )]  # fmt: skip
    on_grid: Annotated[bool, Declared(
        "flag", "Whether a hanzi is as wide as a cell of the grid.", True, clause=_GRID
    )]  # fmt: skip
    letter_spacing: Annotated[float, Declared(
        "length", "Space behind each character off the grid; on it the cells rule.", "0pt", minimum=-20,
        maximum=100,
    )]  # fmt: skip
    auto_space: Annotated[bool, Declared(
        "flag", "A quarter of an em between hanzi and Latin letters or digits (CLREQ, 3.2.2).", False
    )]  # fmt: skip
    keep_with_next: Annotated[bool, Declared("flag", "Never the last line of a page.", False)]
    balanced: Annotated[bool, Declared("flag", "Lines broken between words and balanced.", False)]


def _extent(number: str, default: str) -> Declared:
    return Declared(
        "choice", f"What of a lead {number} is set apart: nothing, its number or its sentence.", default,
        choices=("none", "marker", "sentence"),
    )  # fmt: skip


class LeadStyle(NamedTuple):
    """The `[lead]` table: run-in headings that open a paragraph, in the look of their level."""

    level1: Annotated[str, _extent("一、", "none")]
    level2: Annotated[str, _extent("（一）", "sentence")]
    level3: Annotated[str, _extent("1.", "none")]
    level4: Annotated[str, _extent("（1）", "none")]

    def extent(self, level: int) -> str:
        """What of a lead of a level, from 1, is set apart."""
        extent: str = getattr(self, f"level{level}")
        return extent


class RunningStyle(NamedTuple):
    """The `[header]` and the `[footer]` table: a line above or below the text of every page."""

    text: Annotated[str, Declared(
        "text", "The text; {title}, {speaker}, {date}, {page} and {pages} are filled in, empty for none.",
        "",
    )]  # fmt: skip
    even_text: Annotated[str, Declared(
        "text", "The text of even pages of two-sided print; empty for the same as on odd ones.", ""
    )]  # fmt: skip
    first_page: Annotated[bool, Declared("flag", "On the first page as well.", True)]
    font: Annotated[str, Declared("font", "Role or family name.", "宋体", clause=_FACES)]
    size: Annotated[float, Declared("length", "Size of the characters.", "小五", minimum=4, maximum=200)]
    color: Annotated[str, Declared("color", "Colour of the characters, #RRGGBB.", "#000000", clause=_COLOR)]
    position: Annotated[str, Declared(
        "choice", "Where it stands; outside: odd pages right, even pages left.", "center",
        choices=_POSITIONS,
    )]  # fmt: skip
    distance: Annotated[float, Declared(
        "length", "Text area to the middle of the characters.", "14mm", minimum=0, maximum=500
    )]  # fmt: skip
    rule: Annotated[float, Declared(
        "length", "Width of a rule between it and the text; 0pt for none.", "0pt", minimum=0, maximum=12
    )]  # fmt: skip
    rule_color: Annotated[str, Declared("color", "Colour of the rule, #RRGGBB.", "#000000", clause=_COLOR)]


class PageNumberStyle(NamedTuple):
    """The `[page_number]` table."""

    form: Annotated[str, Declared(
        "text", "The text; {page} is the number, {pages} the number of all pages, empty for none.",
        "— {page} —", clause=_NUMBER,
    )]  # fmt: skip
    start: Annotated[int, Declared("count", "The number of the first page.", 1, minimum=1, maximum=9999)]
    first_page: Annotated[bool, Declared("flag", "On the first page as well.", True, clause=_NUMBER)]
    font: Annotated[str, Declared("font", "Role or family name.", "宋体", clause=_NUMBER)]
    size: Annotated[float, Declared(
        "length", "Size of the characters.", "四号", clause=_NUMBER, minimum=4, maximum=200
    )]  # fmt: skip
    color: Annotated[str, Declared("color", "Colour of the characters, #RRGGBB.", "#000000", clause=_COLOR)]
    position: Annotated[str, Declared(
        "choice", "Where it stands; outside: odd pages right, even pages left.", "outside", clause=_NUMBER,
        choices=_POSITIONS,
    )]  # fmt: skip
    distance: Annotated[float, Declared(
        "length", "Text area to the number's 一字线.", "7mm", clause=_NUMBER, minimum=0, maximum=500
    )]  # fmt: skip
    indent: Annotated[float, Declared(
        "length", "Indent from the edge it stands at.", "四号", clause=_NUMBER, minimum=0, maximum=500
    )]  # fmt: skip


class LineNumberStyle(NamedTuple):
    """The `[line_numbers]` table: numbers in the left margin, by which comments find their line."""

    every: Annotated[int, Declared(
        "count", "Which lines bear a number: 1 for all, 5 for every fifth, 0 for none.", 0, minimum=0,
        maximum=100,
    )]  # fmt: skip
    restart: Annotated[str, Declared(
        "choice", "Whether lines are counted anew on each page or through the document.", "page",
        choices=("page", "document"),
    )]  # fmt: skip
    font: Annotated[str, Declared("font", "Role or family name.", "宋体", clause=_FACES)]
    size: Annotated[float, Declared("length", "Size of the digits.", "小五", minimum=4, maximum=200)]
    color: Annotated[str, Declared("color", "Colour of the digits, #RRGGBB.", "#000000", clause=_COLOR)]
    distance: Annotated[float, Declared("length", "Numbers to text area.", "6mm", minimum=0, maximum=500)]


class TextStyle(NamedTuple):
    """The `[text]` table: how the text is cleaned and written; the command line counts more."""

    script: Annotated[
        _Script, Declared("choice", "Characters to write in.", "simplified", choices=get_args(_Script))
    ]
    quotes: Annotated[str, Declared(
        "choice", "Quotation marks in both outputs; the clean text has “” ‘’ whatever they are.", "“”",
        choices=("“”", "「」"),
    )]  # fmt: skip
    rules: Annotated[tuple[str, ...], Declared(
        "words", "Rules or families to apply alone; empty for all.", []
    )]  # fmt: skip
    no_rules: Annotated[tuple[str, ...], Declared("words", "Rules or families to leave out.", [])]


class OutputStyle(NamedTuple):
    """The `[output]` table: what becomes of the files, whatever they look like."""

    formats: Annotated[tuple[str, ...], Declared(
        "words", "The documents that are made; --to and the name of OUT count more.", ["docx", "pdf"],
        choices=("docx", "pdf"),
    )]  # fmt: skip
    embed_fonts: Annotated[bool, Declared(
        "flag", "A DOCX carries the fonts of the PDF with it, instead of naming those that offices have.",
        False,
    )]  # fmt: skip


class FontStack(NamedTuple):
    """What a role stands for: the family named in a DOCX, the families tried for a PDF in turn."""

    docx: Annotated[str, Declared("font", "Family that a DOCX names.")]
    pdf: Annotated[tuple[str, ...], Declared("fonts", "Families tried for a PDF, in turn.")]
    docx_substitute: Annotated[str, Declared(
        "text", "Family that a DOCX names for computers without the first; empty for none.", ""
    )] = ""  # fmt: skip
    latin: Annotated[str, Declared(
        "text", "Role or family of Latin letters and digits; empty for those of its own.", ""
    )] = ""  # fmt: skip


class Sheet(NamedTuple):
    """A whole style sheet. `elements` has every name of `ELEMENTS`."""

    name: str
    description: str
    page: PageStyle
    elements: Mapping[str, ElementStyle]
    lead: LeadStyle
    header: RunningStyle
    footer: RunningStyle
    page_number: PageNumberStyle
    line_numbers: LineNumberStyle
    text: TextStyle
    output: OutputStyle
    fonts: Mapping[str, FontStack]

    @property
    def language(self) -> str:
        """The language of the documents, as their metadata name it."""
        return _LANGUAGES.get(self.text.script, "zh-CN")

    def stack(self, font: str) -> FontStack:
        """The stack of a role, or of a family that is named directly."""
        return self.fonts.get(font) or FontStack(docx=font, pdf=(font,))


TABLES: Mapping[str, type] = {
    "page": PageStyle,
    **dict.fromkeys(ELEMENTS, ElementStyle),
    "lead": LeadStyle,
    "header": RunningStyle,
    "footer": RunningStyle,
    "page_number": PageNumberStyle,
    "line_numbers": LineNumberStyle,
    "text": TextStyle,
    "output": OutputStyle,
}
"""The tables of attributes, in the order in which a sheet lists them, and what each one becomes.

Beside them stands ``[fonts]``, whose keys are roles and whose values become `FontStack`s.
"""


_DECLARATIONS: Mapping[type, Mapping[str, Declared]] = {
    style: {name: hint.__metadata__[0] for name, hint in style.__annotations__.items()}
    for style in (*TABLES.values(), FontStack)
}


def declarations(style: type) -> Mapping[str, Declared]:
    """The declared attributes of a style class, in order."""
    return _DECLARATIONS[style]
