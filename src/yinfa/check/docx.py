"""A DOCX becomes paragraphs with their resolved looks, sections with their pages, and footers.

Everything is taken from the XML as it stands; a DOCX has no lines until a word
processor sets it, so what a page or a line would hold is worked out from margins,
sizes and pitches by the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from yinfa.check.docx_formatting import Formatting, Properties, is_on, look, number
from yinfa.check.docx_numbering import Labels
from yinfa.check.docx_package import Package, W
from yinfa.check.findings import Place
from yinfa.check.measured import Footer, Look, Metadata, Paragraph, Piece, Section, Written
from yinfa.check.roles import cast
from yinfa.errors import InputError
from yinfa.layout.characters import is_latin

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TWIPS = 1 / 20
_UNSEEN = tuple(f"{W}{tag}" for tag in ("del", "moveFrom", "txbxContent", "pict", "drawing", "object"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KINDS = {
    f"{W}tbl": "tables",
    f"{W}txbxContent": "text boxes",
    f"{W}drawing": "pictures",
    f"{W}pict": "pictures",
    f"{W}object": "objects",
    f"{W}footnoteReference": "notes",
    f"{W}endnoteReference": "notes",
}
_JUSTIFIED = {
    "both": "justify", "distribute": "justify", "center": "center",
    "right": "right", "end": "right", "left": "left", "start": "left", "outside": "right", "inside": "left",
}  # fmt: skip
_FIELDS = {"PAGE": "{page}", "NUMPAGES": "{pages}", "TITLE": "{title}", "AUTHOR": "{speaker}"}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLANKS = " \t\u3000\u00a0"


def read(data: bytes, name: str) -> Written:
    """A DOCX, measured. Raises InputError where it cannot be used."""
    package = Package(data, name)
    body = package.part(package.main).find(f"{W}body")
    formatting = Formatting(package)
    labels = Labels(package)
    sections = tuple(_sections(package, body, formatting))
    row = sections[-1].row if sections else None
    paragraphs, unruled, widowed = [], [], []
    for count, element in enumerate(_paragraphs(body), 1):
        properties = formatting.paragraph(element)
        found = _paragraph(element, formatting, labels.next(properties), count, row)
        if found:
            paragraphs.append(found)
            if not is_on(properties, "kinsoku", default=True):
                unruled.append(found.place)
            if is_on(properties, "widowControl", default=True):
                widowed.append(found.place)
    if not paragraphs:
        raise InputError(
            "There is no text in this DOCX.", place=name, remedy="Check the file you mean to issue."
        )
    settings = package.optional("settings")
    return Written(
        sections,
        cast(paragraphs),
        _is_set(settings, "evenAndOddHeaders"),
        _is_set(settings, "mirrorMargins"),
        tuple(unruled),
        tuple(widowed),
        _embedded(package),
        _metadata(package, formatting),
        _unseen(body),
    )


def _unseen(body: Any) -> Mapping[str, tuple[Place, ...]]:
    """Where there is what is not looked at, by kind; what stands twice for old programs counts once."""
    found: dict[str, list[Place]] = {}
    for element in body.iter(*_KINDS):
        above = {one.tag for one in element.iterancestors()}
        if above.isdisjoint((_FALLBACK, f"{W}tbl", f"{W}txbxContent")) and not _is_box(element):
            quoted = "".join(element.itertext(f"{W}t"))
            found.setdefault(_KINDS[element.tag], []).append(Place(text=quoted))
    return {kind: tuple(places) for kind, places in found.items()}


def _is_box(element: Any) -> bool:
    """Whether a drawing is the frame of a text box, which counts by what it holds."""
    framed = element.tag not in (f"{W}txbxContent", f"{W}tbl")
    return framed and next(element.iter(f"{W}txbxContent"), None) is not None


def _paragraphs(container: Any) -> Iterator[Any]:
    """The paragraphs of a body in order, those in content controls among them; tables are left out."""
    for child in () if container is None else container.iterchildren():
        if child.tag == f"{W}p":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}customXml", f"{W}ins"):
            content = child.find(f"{W}sdtContent") if child.tag == f"{W}sdt" else child
            yield from _paragraphs(content)


def _paragraph(
    element: Any, formatting: Formatting, label: str, place: int, row: float | None
) -> Paragraph | None:
    """A paragraph of the text; None where it is blank. `row` is the height of the grid's rows."""
    properties = formatting.paragraph(element)
    style = formatting.style_of(element)
    pieces: list[Piece] = []
    spacings: Counter[float] = Counter()
    latins: Counter[str] = Counter()
    for run in _runs(element):
        text = _text(run)
        resolved = formatting.run(run, style)
        if text and not is_on(resolved, "vanish"):
            pieces.append(Piece(text, look(resolved)))
            spacings[number(resolved, "spacing", "val", _TWIPS)] += len(text)
            latins[resolved.get("latin", {}).get("val", "")] += sum(map(is_latin, text))
    if label and pieces:
        pieces.insert(0, Piece(label, pieces[0].look))
    blanks, pieces = _stripped(pieces)
    if not pieces:
        return None
    size = pieces[0].look.size or 0.0
    cell = size + (max(spacings, key=lambda spacing: spacings[spacing]))
    left = _indent(properties, ("left", "start"), cell)
    first = _indent(properties, ("firstLine",), cell) - _indent(properties, ("hanging",), cell)
    return Paragraph(
        tuple(pieces),
        Place(paragraph=place, text="".join(piece.text for piece in pieces)),
        align=alignment(properties),
        first_indent=left + first + blanks * size,
        rest_indent=left,
        line_pitch=pitch(properties, row),
        letter_spacing=cell - size,
        right_indent=_indent(properties, ("right", "end"), cell),
        space_before=number(properties, "spacing", "before", _TWIPS),
        space_after=number(properties, "spacing", "after", _TWIPS),
        auto_space=_auto_space(properties),
        latin=max(+latins, key=lambda family: latins[family], default=""),
        kept=is_on(properties, "keepNext"),
    )


def _auto_space(properties: Properties) -> bool | None:
    said = [is_on(properties, tag) for tag in ("autoSpaceDE", "autoSpaceDN") if tag in properties]
    return all(said) if said else None


def _runs(element: Any) -> Iterator[Any]:
    """The runs that are seen: none that was deleted, none in a text box or a picture."""
    for run in element.iter(f"{W}r"):
        above = run.getparent()
        while above is not element and above.tag not in _UNSEEN:
            above = above.getparent()
        if above is element:
            yield run


def _text(run: Any) -> str:
    """The characters of a run; a line break within it is none."""
    parts = []
    for child in run.iterchildren(f"{W}*"):
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag == f"{W}tab":
            parts.append("\t")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _stripped(pieces: list[Piece]) -> tuple[float, list[Piece]]:
    """How many em of blanks stand before a text, and the text without its outer blanks."""
    text = "".join(piece.text for piece in pieces)
    start = len(text) - len(text.lstrip(_BLANKS))
    end = len(text.rstrip(_BLANKS))
    em = sum(1.0 if blank == "\u3000" else 0.5 for blank in text[:start]) if start < end else 0.0
    kept, at = [], 0
    for piece in pieces:
        seen = piece.text[max(start - at, 0) : max(end - at, 0)]
        at += len(piece.text)
        if seen:
            kept.append(piece._replace(text=seen))
    return em, kept


def _indent(properties: Properties, sides: tuple[str, ...], cell: float) -> float:
    """An indent in points; one given in characters counts more (ISO/IEC 29500-1, 17.3.1.12)."""
    for side in sides:
        if characters := number(properties, "ind", f"{side}Chars", 1 / 100):
            return characters * cell
    return next((given for side in sides if (given := number(properties, "ind", side, _TWIPS))), 0.0)


def alignment(properties: Properties) -> str:
    """Left, center, right or justify; empty for any other."""
    framed = properties.get("framePr", {}).get("xAlign", "")
    return _JUSTIFIED.get(framed or properties.get("jc", {}).get("val", "left"), "")


def pitch(properties: Properties, row: float | None) -> float | None:
    """The distance of lines where it is fixed or a grid's; None where it hangs on the font."""
    if properties.get("spacing", {}).get("lineRule") in ("exact", "atLeast"):
        return number(properties, "spacing", "line", _TWIPS) or None
    if row is None or not is_on(properties, "snapToGrid", default=True):
        return None
    return row * number(properties, "spacing", "line", 1 / 240, 1.0)


def _sections(package: Package, body: Any, formatting: Formatting) -> Iterator[Section]:
    footers: dict[str, Footer] = {}
    for properties in body.iter(f"{W}sectPr"):
        footers = {**footers, **_footers(package, properties, formatting)}
        page, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
        if page is not None and margins is not None:
            grid = _grid(properties.find(f"{W}docGrid"), formatting)
            yield _section(page, margins, grid, footers, first_page=_is_set(properties, "titlePg"))


def _section(
    page: Any,
    margins: Any,
    grid: tuple[float | None, float | None],
    footers: Mapping[str, Footer],
    *,
    first_page: bool,
) -> Section:
    gutter = _points(margins, "gutter")
    return Section(
        width=_points(page, "w"),
        height=_points(page, "h"),
        top=abs(_points(margins, "top")),
        bottom=abs(_points(margins, "bottom")),
        left=_points(margins, "left") + gutter,
        right=_points(margins, "right"),
        footer_distance=_points(margins, "footer"),
        row=grid[0],
        cell=grid[1],
        footers=dict(footers),
        first_page=first_page,
    )


def _points(element: Any, attribute: str) -> float:
    try:
        return float(element.get(f"{W}{attribute}", "0")) * _TWIPS
    except ValueError:
        return 0.0


def _grid(grid: Any, formatting: Formatting) -> tuple[float | None, float | None]:
    """Height and width of the grid's cells (ISO/IEC 29500-1, 17.6.5).

    A cell is as wide as Normal's size and what the grid adds, in 1/4096 pt.
    """
    kind = grid.get(f"{W}type", "default") if grid is not None else "default"
    if kind == "default":
        return None, None
    row = _points(grid, "linePitch") or None
    if kind == "lines":
        return row, None
    normal = look(formatting.normal()).size or 0.0
    return row, normal + _points(grid, "charSpace") / _TWIPS / 4096


def _footers(package: Package, properties: Any, formatting: Formatting) -> dict[str, Footer]:
    """The footers of a section that hold a page number, by kind; the others as empty ones."""
    found = {}
    for reference in properties.iter(f"{W}footerReference"):
        path = package.by_id(package.main, reference.get(f"{_R}id", ""))
        footer = _numbered(package.part(path), formatting) if path else None
        kind = reference.get(f"{W}type", "default")
        found[kind] = footer or Footer(Paragraph((), Place(text=kind)), "")
    return found


def _numbered(part: Any, formatting: Formatting) -> Footer | None:
    """The paragraph of a footer that holds a PAGE field, wherever it stands in it."""
    paragraphs = [element for element in part.iter(f"{W}p") if is_first(element)]
    for place, element in enumerate(paragraphs):
        text, looks = with_fields(element, formatting)
        if "{page}" in text:
            properties = formatting.paragraph(element)
            lower = [pitch(formatting.paragraph(one), None) or 0.0 for one in paragraphs[place + 1 :]]
            room = number(properties, "spacing", "after", _TWIPS) if lower else 0.0
            size = looks[0].size or 0.0 if looks else 0.0
            paragraph = Paragraph(
                tuple(Piece("0", one) for one in looks),
                Place(text=text),
                align=_anchored(element) or alignment(properties),
                first_indent=_indent(properties, ("left", "start"), size),
                rest_indent=_indent(properties, ("right", "end"), size),
                line_pitch=pitch(properties, None),
            )
            return Footer(paragraph, text.strip(_BLANKS), sum(lower) + room)
    return None


def is_first(element: Any) -> bool:
    """Whether an element is not one that stands for another in old programs."""
    return next(element.iterancestors(f"{_MC}Fallback"), None) is None


def _anchored(element: Any) -> str:
    """Where the text box stands in which a paragraph is, as WPS makes them; empty for none that says so."""
    anchor = next(element.iterancestors(f"{_WP}anchor"), None)
    side = None if anchor is None else anchor.find(f"{_WP}positionH/{_WP}align")
    return "" if side is None else _JUSTIFIED.get((side.text or "").strip(), "")


def with_fields(element: Any, formatting: Formatting) -> tuple[str, list[Look]]:
    """The text of a header's or footer's paragraph with its fields in braces, and the looks of its runs."""
    style = formatting.style_of(element)
    text, looks, state, code = "", [], "", ""
    for node in element.iter(f"{W}r", f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        if next(node.iterancestors(f"{W}p")) is not element:
            continue  # in a text box that stands in the paragraph
        if node.tag == f"{W}fldSimple":
            text += _field(node.get(f"{W}instr", ""))
        elif node.tag == f"{W}fldChar":
            state = node.get(f"{W}fldCharType", "")
            if state == "end":
                text, code = text + _field(code), ""
        elif node.tag == f"{W}instrText":
            code += node.text or ""
        elif _text(node):
            looks.append(look(formatting.run(node, style)))
            within = node.getparent().tag == f"{W}fldSimple" or state in ("begin", "separate")
            text += "" if within else _text(node)
    return text, looks


def _field(instruction: str) -> str:
    """What a field is called in a style sheet; empty for any that it has no name for."""
    return _FIELDS.get(next(iter(instruction.split()), ""), "")


def _is_set(settings: Any, tag: str) -> bool:
    flag = settings.find(f"{W}{tag}") if settings is not None else None
    return flag is not None and flag.get(f"{W}val", "1") not in ("0", "false", "off")


def _embedded(package: Package) -> tuple[str, ...]:
    table = package.optional("fontTable")
    fonts = () if table is None else table.iter(f"{W}font")
    return tuple(font.get(f"{W}name", "") for font in fonts if font.find(f"{W}embedRegular") is not None)


def _metadata(package: Package, formatting: Formatting) -> Metadata:
    core = package.core()
    said = {}
    for key in ("title", "creator", "language"):
        element = None if core is None else core.find(f"{_DC}{key}")
        said[key] = (element.text or "").strip() if element is not None else ""
    language = said["language"] or formatting.language()
    return Metadata(said["title"] or None, said["creator"] or None, language or None)
