"""A speech as a DOCX: named styles that follow the sheet, and text without any formatting of its own.

In come a `Speech` and a `Sheet`, out come the bytes of the file, the same on
every run. python-docx makes the parts and the package. The package begins empty
instead of as python-docx's template: what that brings along (theme fonts, unused
styles, another language, another author) would all have to be found and removed
again, and reading it takes longer than all the rest.

Lengths in the file are twips (1/20 pt).
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from docx.section import _Footer, _Header
from docx.shared import Twips

from yinfa import __version__
from yinfa.errors import InputError
from yinfa.flow import FlowBlock, drawn, flow
from yinfa.formats.docx_fonts import EmbeddedFont
from yinfa.formats.docx_styles import (
    BLANK_LINE,
    add_styles,
    append,
    feet,
    grid_pitch,
    latin_style,
    lead_style,
    marks_style,
    named_fonts,
    paragraph_style,
    running_pitch,
    running_style,
    style_id,
    twips,
)
from yinfa.formats.timestamp import timestamp
from yinfa.layout.characters import is_latin, latin_signs, western_marks
from yinfa.running import (
    COUNTED,
    DASH,
    RunningLine,
    has_even_pages,
    has_first_page,
    running_lines,
    style_of,
    used,
)
from yinfa.speech import Speech
from yinfa.style.sheet import Sheet

APPLICATION = "Yinfa"
"""What the extended properties name as the program; by it Yinfa knows a file of its own."""

LONGEST_PROPERTY = 255
"""Characters that a property of the file, such as its title, may have."""

# What no XML 1.0 document may hold, escaped or not (production 2, Char), and what ends a line.
_ILLEGAL = re.compile("[\x00-\x08\n-\x1f\ud800-\udfff\ufffe\uffff]")

_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"

_PRESERVE = qn("xml:space")

_MARKS = re.compile("[“”‘’·×]")

_HEADER = 851  # distance of a header that is empty from the paper's edge

_FIELDS = {"page": "PAGE", "pages": "NUMPAGES", "title": "TITLE", "speaker": "AUTHOR"}
"""The fields that the word processor fills in itself; a date is plain text."""

# Word's own lists for Chinese, with — added so that —— is not cut.
_NEVER_FIRST = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—"
)
_NEVER_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"


def render(
    speech: Speech,
    sheet: Sheet,
    lines: Mapping[int, Sequence[str]] | None = None,
    fonts: Sequence[EmbeddedFont] = (),
) -> bytes:
    """The DOCX of a speech.

    `lines` holds the lines of the blocks that layout balances (a title, a
    subtitle), by the block's place in the flow, from 0. The file breaks these
    blocks as they say; any other is for the word processor to break. `fonts` are
    those that the file carries with it.

    Raises InputError where the text holds a character that no XML document may
    hold, ValueError where lines do not add up to the text they break, UsageError
    where SOURCE_DATE_EPOCH is no point in time.
    """
    document = _empty_document(sheet, fonts)
    add_styles(document, sheet)
    _add_settings(document, sheet, embedding=bool(fonts))
    blocks = flow(speech, sheet)
    _set_page(document, sheet)
    _add_running(document, blocks, sheet)
    for index, block in enumerate(blocks):
        _add_block(document, block, sheet, (lines or {}).get(index, ()))
    _describe(document, speech, sheet)
    return _packed(document)


def _empty_document(sheet: Sheet, embedded: Sequence[EmbeddedFont]) -> Document:
    """A package of the parts that every document has, with nothing in them but the fonts' names."""
    package = Package()
    root = OxmlElement("w:document", nsdecls={prefix: nsmap[prefix] for prefix in ("w", "r")})
    append(append(root, "body"), "sectPr")
    main = DocumentPart(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, root, package)
    styles = StylesPart(
        PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, OxmlElement("w:styles"), package
    )
    settings = SettingsPart(
        PackURI("/word/settings.xml"), CONTENT_TYPE.WML_SETTINGS, OxmlElement("w:settings"), package
    )
    fonts = XmlPart(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, _fonts(sheet), package)
    _embed(fonts, embedded)
    core = CorePropertiesPart(
        PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, CT_CoreProperties.new(), package
    )
    app = Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _app(), package)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    main.relate_to(styles, RELATIONSHIP_TYPE.STYLES)
    main.relate_to(settings, RELATIONSHIP_TYPE.SETTINGS)
    main.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    document: Document = main.document
    return document


def _add_block(document: Document, block: FlowBlock, sheet: Sheet, lines: Sequence[str]) -> None:
    """Add the paragraph of a block, under the empty paragraphs that are its blank lines."""
    illegal = _ILLEGAL.search(block.text)
    if illegal:
        around = block.text[max(0, illegal.start() - 8) : illegal.start()]
        raise InputError(
            f"The {block.element} holds U+{ord(illegal[0]):04X} after {around!r}, which a DOCX cannot hold.",
            remedy="Remove the character from the source.",
        )
    for _ in range(block.blank_before):
        _add_paragraph(document, BLANK_LINE)
    paragraph = _add_paragraph(document, paragraph_style(block))
    breaks = _breaks(block, lines)
    styles = _character_styles(block, sheet)
    changes = {at for at, (left, right) in enumerate(pairwise(styles), 1) if left != right}
    for start, end in pairwise(sorted({0, len(block.text)} | changes | breaks)):
        _append_run(paragraph, block.text[start:end], styles[start], broken=start in breaks)


def _character_styles(block: FlowBlock, sheet: Sheet) -> list[str | None]:
    """The character style of each character of a block: that of its run-in heading, or of its mark."""
    elements = [block.element] * len(block.text)
    styles: list[str | None] = [None] * len(block.text)
    for span in block.spans:
        styles[span.start : span.end] = [lead_style(span.element)] * (span.end - span.start)
        elements[span.start : span.end] = [span.element] * (span.end - span.start)
    western = set(western_marks(block.text))
    for match in _MARKS.finditer(block.text):
        at = match.start()
        if at not in western:
            styles[at] = marks_style(elements[at], sheet, styles[at])
    for at in latin_signs(block.text):
        styles[at] = latin_style(sheet.elements[elements[at]].font, sheet, styles[at])
    return styles


def _breaks(block: FlowBlock, lines: Sequence[str]) -> set[int]:
    """Where lines begin, the first apart. A blank at the end of a line may be missing from it."""
    if not lines:
        return set()
    pattern = r"\s*".join(f"({re.escape(line)})" for line in lines)
    match = re.fullmatch(pattern, block.text)
    if match is None:
        raise ValueError(f"the lines {list(lines)} do not give the {block.element} {block.text!r}")
    return {match.start(number) for number in range(2, len(lines) + 1)}


def _add_paragraph(document: Document, style: str) -> BaseOxmlElement:
    """Add an empty paragraph. python-docx seeks a style by its name so long that its id is set here."""
    paragraph = document.add_paragraph()._p
    append(append(paragraph, "pPr"), "pStyle", val=style_id(style))
    return paragraph


def _append_run(parent: BaseOxmlElement, text: str, style: str | None, *, broken: bool = False) -> None:
    """Append a run, in a new line of the paragraph where it is `broken` off the run before.

    python-docx seeks the place of each child of a run so long that they are appended here in the
    order of the schema.
    """
    run = append(parent, "r")
    # Without the hint Word takes “”‘’—…· for Latin, however Chinese their fonts are.
    hinted = "A" in map(unicodedata.east_asian_width, text)
    if style or hinted:
        properties = append(run, "rPr")
        if style:
            append(properties, "rStyle", val=style_id(style))
        if hinted:
            append(properties, "rFonts", hint="eastAsia")
    if broken:
        append(run, "br")
    written = append(run, "t")
    written.text = text
    if text != text.strip():
        written.set(_PRESERVE, "preserve")


def _set_page(document: Document, sheet: Sheet) -> None:
    page, section = sheet.page, document.sections[0]
    width, height = twips(page.width), twips(page.height)
    right, bottom = twips(page.margin_right), twips(page.margin_bottom)
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.right_margin, section.bottom_margin = Twips(right), Twips(bottom)
    # The text area is what counts, so the margins before it take up what rounding leaves.
    section.left_margin = Twips(width - right - twips(page.text_width))
    section.top_margin = Twips(height - bottom - twips(page.text_height))
    section.header_distance, section.footer_distance = (
        Twips(_header_distance(sheet)),
        Twips(_footer_distance(sheet)),
    )
    section.gutter = Twips(0)
    if sheet.line_numbers.every:
        restart = "newPage" if sheet.line_numbers.restart == "page" else "continuous"
        distance = twips(sheet.line_numbers.distance)
        append(
            document.element.body.sectPr, "lnNumType",
            countBy=sheet.line_numbers.every, distance=distance, restart=restart,
        )  # fmt: skip
    if sheet.page_number.start > 1:
        append(document.element.body.sectPr, "pgNumType", start=sheet.page_number.start)
    append(document.element.body.sectPr, "docGrid", type="lines", linePitch=grid_pitch(page))


def _header_distance(sheet: Sheet) -> int:
    """From the paper's edge to the header's line, so that its middle stands `distance` over the text."""
    if "header" not in used(sheet):
        return _HEADER
    above = round(running_pitch("header", sheet) * (1 - DASH))
    return max(0, twips(sheet.page.margin_top) - twips(sheet.header.distance) - above)


def _footer_distance(sheet: Sheet) -> int:
    """From the paper's edge to the lowest line, so that its middle stands `distance` under the text."""
    lowest = (feet(sheet) or ["page_number"])[-1]
    below = round(running_pitch(lowest, sheet) * DASH)
    return max(0, twips(sheet.page.margin_bottom) - twips(style_of(lowest, sheet).distance) - below)


def _add_running(document: Document, blocks: Sequence[FlowBlock], sheet: Sheet) -> None:
    """Add the headers and footers: those of all pages, or those of odd, of even and of the first ones."""
    section = document.sections[0]
    parity = sheet.page_number.start % 2 == 0
    kinds = [(section.header, section.footer, running_lines(sheet, blocks, even=False, first=False))]
    if has_even_pages(sheet):
        document.settings.odd_and_even_pages_header_footer = True
        lines = running_lines(sheet, blocks, even=True, first=False)
        kinds.append((section.even_page_header, section.even_page_footer, lines))
    if has_first_page(sheet):
        section.different_first_page_header_footer = True
        lines = running_lines(sheet, blocks, even=parity, first=True)
        kinds.append((section.first_page_header, section.first_page_footer, lines))
    for header, footer, lines in kinds:
        shown = {line.element: line for line in lines}
        for part, elements in ((header, ["header"]), (footer, feet(sheet))):
            if not shown.keys().isdisjoint(elements):
                _fill(part, [(element, shown.get(element)) for element in elements], sheet)


def _fill(part: _Header | _Footer, lines: Sequence[tuple[str, RunningLine | None]], sheet: Sheet) -> None:
    """Fill a header or footer with its lines; one that is missing keeps its place, or others would move."""
    part.is_linked_to_previous = False
    for index, (element, line) in enumerate(lines):
        paragraph = part.add_paragraph() if index else part.paragraphs[0]
        paragraph._p.style = style_id(running_style(element, line.side if line else "", sheet))
        for piece in line.parts if line else ():
            text = "1" if piece.field in COUNTED else piece.text
            if not text:
                continue
            parent = paragraph._p
            if piece.field in _FIELDS:
                parent = append(parent, "fldSimple", instr=_FIELDS[piece.field])
            for latin, group in groupby(text, key=is_latin):
                style = latin_style(style_of(element, sheet).font, sheet) if latin else None
                _append_run(parent, "".join(group), style)


def _add_settings(document: Document, sheet: Sheet, *, embedding: bool) -> None:
    settings = document.settings.element
    if embedding:
        append(settings, "embedTrueTypeFonts")
        append(settings, "saveSubsetFonts")
    if sheet.page.mirrored:
        append(settings, "mirrorMargins")
    append(settings, "characterSpacingControl", val="compressPunctuation")
    append(settings, "noLineBreaksAfter", lang=sheet.language, val=_NEVER_LAST)
    append(settings, "noLineBreaksBefore", lang=sheet.language, val=_NEVER_FIRST)
    append(
        append(settings, "compat"), "compatSetting",
        name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15,
    )  # fmt: skip
    append(settings, "themeFontLang", val="x-none", eastAsia=sheet.language)


def _fonts(sheet: Sheet) -> BaseOxmlElement:
    """The fonts that are named, each with what stands in for it.

    Charset 86 is GB 2312, 88 is Big5, 00 is that of Latin letters.
    """
    roles = named_fonts(sheet)
    latin = {sheet.stack(role).latin for role in roles}
    charsets = {sheet.stack(role).docx: "00" for role in roles if role in latin}
    chinese = "86" if sheet.language == "zh-CN" else "88"
    charsets |= {sheet.stack(role).docx: chinese for role in roles if role not in latin}
    stacks = {sheet.stack(role).docx: sheet.stack(role).docx_substitute for role in roles}
    fonts = OxmlElement("w:fonts", nsdecls={prefix: nsmap[prefix] for prefix in ("w", "r")})
    for family, substitute in sorted(stacks.items()):
        font = append(fonts, "font", name=family)
        if substitute:
            append(font, "altName", val=substitute)
        append(font, "charset", val=charsets[family])
        append(font, "family", val="auto")
        append(font, "pitch", val="variable")
    return fonts


def _embed(table: XmlPart, fonts: Sequence[EmbeddedFont]) -> None:
    """Add the font files to the package, each at its family in the table of fonts."""
    families = {family.get(qn("w:name")): family for family in table.element}
    for number, font in enumerate(fonts, 1):
        name = PackURI(f"/word/fonts/font{number}.odttf")
        file = Part(name, _FONT_TYPE, font.data, table.package)
        entry = append(families[font.family], "embedRegular", fontKey=font.key)
        entry.set(qn("r:id"), table.relate_to(file, RELATIONSHIP_TYPE.FONT))


def _describe(document: Document, speech: Speech, sheet: Sheet) -> None:
    properties, moment = document.core_properties, timestamp()
    properties.language = sheet.language
    if speech.title:
        properties.title = drawn(speech.title, sheet.text)[:LONGEST_PROPERTY]
    if speech.speaker:
        properties.author = drawn(speech.speaker, sheet.text)[:LONGEST_PROPERTY]
    if moment:
        properties.created = properties.modified = moment


def _app() -> bytes:
    """The extended properties; their version is written XX.YYYY."""
    major, minor, *_ = __version__.split(".")
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{namespace}"><Application>{APPLICATION}</Application>'
        f"<AppVersion>{int(major):02d}.{int(minor):04d}</AppVersion></Properties>"
    ).encode()


def _packed(document: Document) -> bytes:
    """The file without the time and the system it is saved on, which python-docx puts into its zip."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as archive:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01, the earliest day a zip can name
            entry.create_system = 3  # Unix
            archive.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
