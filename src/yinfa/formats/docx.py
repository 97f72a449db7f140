"""A speech as a DOCX: named styles that follow the sheet, and text without any formatting of its own.

In come a `Speech` and a `Sheet`, out come the bytes of the file, the same on
every run. The package is written whole rather than cut from a template: what a
template brings along (theme fonts, unused styles, another language, another
author) would all have to be found and removed again.

Lengths in the file are twips (1/20 pt), sizes of characters half points.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from yinfa import __version__
from yinfa.errors import InputError, UsageError
from yinfa.flow import FlowBlock, flow
from yinfa.formats.docx_styles import (
    BLANK_LINE,
    FOOTER,
    FOOTER_EVEN,
    STYLES,
    alternates,
    footer_pitch,
    grid_pitch,
    lead_style,
    styles,
    twips,
)
from yinfa.formats.ooxml import EARLIEST, ILLEGAL, Part, element, package, root, text
from yinfa.speech import Speech
from yinfa.style.sheet import Sheet

APPLICATION = "Yinfa"
"""What the extended properties name as the program; by it Yinfa knows a file of its own."""

_HEADER = 851  # distance of the header, which is empty, from the paper's edge

# Word's own lists for Chinese, with — added so that —— is not cut.
_NEVER_FIRST = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—"
)
_NEVER_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"


def render(
    speech: Speech,
    sheet: Sheet,
    title_lines: Sequence[str] | None = None,
    subtitle_lines: Sequence[str] | None = None,
) -> bytes:
    """The DOCX of a speech.

    `title_lines` and `subtitle_lines` are the lines into which layout breaks a
    balanced title or subtitle; joined, each must give the speech's own text.

    Raises InputError where the text holds a character that no XML document may
    hold, ValueError where lines do not add up to the text they break, UsageError
    where SOURCE_DATE_EPOCH is no point in time.
    """
    lines = {"title": title_lines, "subtitle": subtitle_lines}
    blocks = flow(speech, sheet)
    for block in blocks:
        _check(block, lines.get(block.element))
    footers = _footers(sheet)
    parts = [
        Part("styles", "styles.xml", root("w:styles", *styles(sheet))),
        Part("settings", "settings.xml", root("w:settings", *_settings(sheet))),
        Part("fontTable", "fontTable.xml", root("w:fonts", *_fonts(sheet))),
        *(Part("footer", f"footer-{pages}.xml", root("w:ftr", ftr)) for pages, ftr in footers.items()),
    ]
    first_footer = len(parts) - len(footers) + 1
    references = "".join(
        f'<w:footerReference w:type="{pages}" r:id="rId{number}"/>'
        for number, pages in enumerate(footers, start=first_footer)
    )
    paragraphs = (_paragraphs(block, lines.get(block.element)) for block in blocks)
    body = element("w:body", *paragraphs, _section(sheet, references))
    return package(root("w:document", body), parts, _core(speech), _app())


def _check(block: FlowBlock, lines: Sequence[str] | None) -> None:
    illegal = ILLEGAL.search(block.text.replace("\n", "\0").replace("\r", "\0"))
    if illegal:
        around = block.text[max(0, illegal.start() - 8) : illegal.start()]
        raise InputError(
            f"The {block.element} holds U+{ord(block.text[illegal.start()]):04X} after {around!r}, "
            "which a DOCX cannot hold.",
            remedy="Remove the character from the source.",
        )
    if lines is not None and "".join(lines) != block.text:
        raise ValueError(f"the lines {list(lines)} do not give the {block.element} {block.text!r}")


def _paragraphs(block: FlowBlock, lines: Sequence[str] | None) -> str:
    """The paragraph of a block, under the empty paragraphs that are its blank lines."""
    blank = _paragraph(BLANK_LINE) * block.blank_before
    return blank + _paragraph(STYLES[block.element][0], *_runs(block, lines))


def _paragraph(style: str, *runs: str) -> str:
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)), *runs)


def _runs(block: FlowBlock, lines: Sequence[str] | None) -> list[str]:
    if lines is not None:
        return [_run(line, broken=number > 0) for number, line in enumerate(lines)]
    runs, position = [], 0
    for span in block.spans:
        runs += [_run(block.text[position : span.start])]
        runs += [_run(block.text[span.start : span.end], style=lead_style(span.element))]
        position = span.end
    return [run for run in (*runs, _run(block.text[position:])) if run]


def _run(characters: str, style: str = "", *, broken: bool = False) -> str:
    """A run, in a new line of the paragraph where it is `broken` off the run before; nothing for no text."""
    if not characters:
        return ""
    properties = []
    if style:
        properties.append(element("w:rStyle", val=style))
    if any(unicodedata.east_asian_width(character) == "A" for character in characters):
        # Without the hint Word takes “”‘’—…· for Latin, however Chinese their fonts are.
        properties.append(element("w:rFonts", hint="eastAsia"))
    formatting = element("w:rPr", *properties) if properties else ""
    return element("w:r", formatting, "<w:br/>" if broken else "", text(characters))


def _section(sheet: Sheet, references: str) -> str:
    page = sheet.page
    width, height = twips(page.width), twips(page.height)
    right, bottom = twips(page.margin_right), twips(page.margin_bottom)
    # The text area is what counts, so the margins before it take up what rounding leaves.
    left, top = width - right - twips(page.text_width), height - bottom - twips(page.text_height)
    return element(
        "w:sectPr",
        references,
        element("w:pgSz", w=width, h=height),
        element(
            "w:pgMar", top=top, right=right, bottom=bottom, left=left,
            header=_HEADER, footer=_footer_distance(sheet), gutter=0,
        ),
        element("w:docGrid", type="lines", linePitch=grid_pitch(page)),
    )  # fmt: skip


def _footers(sheet: Sheet) -> dict[str, str]:
    """The footers' paragraphs by the pages they stand on; ``default`` are all pages, or the odd ones."""
    before, field, after = sheet.page_number.form.partition("{page}")
    if not field:
        return {}
    number = f'<w:fldSimple w:instr="PAGE">{_run("1")}</w:fldSimple>'
    runs = _run(before), number, _run(after)
    footers = {"default": _paragraph(FOOTER, *runs)}
    if alternates(sheet):
        footers["even"] = _paragraph(FOOTER_EVEN, *runs)
    return footers


def _footer_distance(sheet: Sheet) -> int:
    """From the paper's edge to the page number's line, so that its dash stands `distance` under the text."""
    dash = round(footer_pitch(sheet) * 0.48)  # height of the dash over the line's lower edge, as measured
    return max(0, twips(sheet.page.margin_bottom) - twips(sheet.page_number.distance) - dash)


def _settings(sheet: Sheet) -> list[str]:
    return [
        element("w:mirrorMargins") if sheet.page.two_sided else "",
        element("w:evenAndOddHeaders") if alternates(sheet) else "",
        element("w:characterSpacingControl", val="compressPunctuation"),
        element("w:noLineBreaksAfter", lang="zh-CN", val=_NEVER_LAST),
        element("w:noLineBreaksBefore", lang="zh-CN", val=_NEVER_FIRST),
        element(
            "w:compat",
            element(
                "w:compatSetting",
                name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15,
            ),
        ),
        element("w:themeFontLang", val="x-none", eastAsia="zh-CN"),
    ]  # fmt: skip


def _fonts(sheet: Sheet) -> list[str]:
    """The fonts that are named, each with what stands in for it; charset 86 is GB 2312."""
    used = [*(style.font for style in sheet.elements.values()), sheet.page_number.font]
    stacks = {sheet.stack(font).docx: sheet.stack(font).docx_substitute for font in used}
    return [
        element(
            "w:font",
            element("w:altName", val=substitute) if substitute else "",
            element("w:charset", val="86"),
            element("w:family", val="auto"),
            element("w:pitch", val="variable"),
            name=family,
        )
        for family, substitute in sorted(stacks.items())
    ]


def _core(speech: Speech) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{_created().isoformat()}'
    title = f"<dc:title>{escape(speech.title)}</dc:title>" if speech.title else ""
    author = f"<dc:creator>{escape(speech.speaker)}</dc:creator>" if speech.speaker else ""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{title}{author}<dc:language>zh-CN</dc:language>"
        f"<dcterms:created {moment}</dcterms:created><dcterms:modified {moment}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def _created() -> datetime:
    """The moment SOURCE_DATE_EPOCH names (seconds since 1970, UTC), or a fixed one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime(*EARLIEST, tzinfo=UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, which is no moment in time.",
            remedy="Give it as whole seconds since 1970-01-01 UTC, or unset it.",
        ) from error


def _app() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'<Properties xmlns="{namespace}"><Application>{APPLICATION}</Application>'
        f"<AppVersion>{_app_version()}</AppVersion></Properties>"
    )


def _app_version() -> str:
    """The version as the format wants it: XX.YYYY."""
    major, minor, *_ = __version__.split(".")
    return f"{int(major):02d}.{int(minor):04d}"
