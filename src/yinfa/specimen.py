"""`styles specimen`: a page that shows every element of a style sheet.

In come a sheet and settings, out comes a PDF or DOCX. It is set as any speech is; the
speech says of each element how it is set. A PDF shows the grid and the measures besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yinfa.errors import UsageError
from yinfa.files import check_replaceable, make_folder, write
from yinfa.flow import flow
from yinfa.formats import DOCUMENTS, Typeset, is_own
from yinfa.layout.pages import paginate
from yinfa.specimen_layer import annotated
from yinfa.speech import Heading, Lead, Paragraph, Speech
from yinfa.style.checking import ready
from yinfa.style.sheet import ELEMENTS, Sheet
from yinfa.style.values import NAMED_SIZES

_NUMBERS = {1: "二、", 2: "（二）", 3: "2.", 4: "（2）"}


def create(style: str, settings: Sequence[str], out: Path, *, force: bool) -> None:
    """Write the specimen of a sheet to a file, whose suffix names its format.

    Raises UsageError for another suffix, StyleError and FontError where the sheet cannot
    be used, OutputError where the file cannot be written or must not be replaced.
    """
    suffix = out.suffix.lower().removeprefix(".")
    if suffix not in DOCUMENTS:
        known = " or ".join(f".{name}" for name in DOCUMENTS)
        raise UsageError("This is no format of a specimen.", place=str(out), remedy=f"Name a file {known}.")
    check_replaceable(out, is_own, force=force)
    data = specimen(style, settings, suffix)
    make_folder(out.parent)
    write(out, data)


def specimen(style: str, settings: Sequence[str], made: str) -> bytes:
    """The specimen of a sheet in a document format. Raises StyleError and FontError."""
    examined, fonts = ready(style, settings)
    sheet = examined.sheet
    speech = _speech(sheet)
    pages = paginate(flow(speech, sheet), sheet, fonts)
    return DOCUMENTS[made](Typeset(speech, sheet, fonts, annotated(pages, sheet, examined.written, fonts)))


def _speech(sheet: Sheet) -> Speech:
    """A speech of all elements, each of which says how it is set."""
    page = sheet.page
    level = next((level for level in _NUMBERS if sheet.lead.extent(level) != "none"), 2)
    lead = f"{_NUMBERS[level]}段首标题。"
    return Speech(
        title=_said("title", sheet),
        subtitle=f"——{_said('subtitle', sheet)}",
        speaker=_said("speaker", sheet),
        date_text=f"（{_said('date', sheet)}）",
        salutation=(f"{_said('salutation', sheet)}：",),
        body=(
            Paragraph(
                f"{_said('body', sheet)}，一行汉字，字字落在格中。"
                f"每页{page.lines}行，每行{page.characters}字，行距{page.line_pitch:.4g}磅，字距{page.character_pitch:.4g}磅。"
            ),
            Heading(f"一、{_said('heading1', sheet)}", 1),
            Heading(f"（一）{_said('heading2', sheet)}", 2),
            Heading(f"1.{_said('heading3', sheet)}", 3),
            Heading(f"（1）{_said('heading4', sheet)}", 4),
            Paragraph(f"{lead}句号以后是正文。", (Lead(0, len(lead), level),)),
        ),
        closing=f"{_said('closing', sheet)}！",
    )


def _said(element: str, sheet: Sheet) -> str:
    """What an element is, its font and size, without Latin letters, which leave the grid."""
    style = sheet.elements[element]
    name = ELEMENTS[element].partition(":")[0]
    size = next((named for named, points in NAMED_SIZES.items() if points == style.size), f"{style.size:g}磅")
    return f"{name}，{style.font}，{size}"
