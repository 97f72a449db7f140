"""Who plays what in a foreign document: title, salutation, headings, told by shape and place.

In come the paragraphs of a document, out comes each with the style element whose
part it plays. Nothing is read from the names of styles: anybody's document is to
be judged. A line of which nobody can say what it is plays no part and is not
measured against one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.check.measured import Cast, Paragraph
from yinfa.normalize.script import shadow

_LONGEST_TITLE = 80
_LONGEST_HEAD = 8  # paragraphs


def cast(paragraphs: Sequence[Paragraph]) -> tuple[Cast, ...]:
    """Each paragraph with its part."""
    head = _head_length(paragraphs)
    return (*_head(paragraphs[:head]), *_rest(paragraphs[head:]))


def size(paragraph: Paragraph) -> float:
    """The size of most of a paragraph's characters in points; 0 where it says none."""
    sizes: Counter[float] = Counter()
    for piece in paragraph.pieces:
        sizes[piece.look.size or 0.0] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _text(paragraph: Paragraph) -> str:
    """The text in simplified characters, whose words the shapes know; as long as it is."""
    return shadow(paragraph.text)


def _head_length(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs stand above the salutation or the first sentence."""
    for number, paragraph in enumerate(paragraphs[:_LONGEST_HEAD]):
        text = _text(paragraph)
        titled = paragraph.align == "center" and len(text) <= _LONGEST_TITLE and not shapes.is_prose(text)
        if not titled and _is_body(text):
            return number
    return min(1, len(paragraphs))


def _is_body(text: str) -> bool:
    return bool(
        len(text) > _LONGEST_TITLE
        or shapes.is_prose(text)
        or shapes.numbering(text)
        or shapes.is_salutation(text)
        or shapes.is_greeting(text)
        or shapes.salutation_end(text)
        or shapes.is_closing(text)
    )


def _head(paragraphs: Sequence[Paragraph]) -> Iterator[Cast]:
    """The title is the first line shaped like one, or else the largest; the rest goes by shape."""
    plain = [p for p in paragraphs if not shapes.is_date(p.text) and not shapes.is_subtitle(_text(p))]
    shaped = (p for p in plain if shapes.is_title(_text(p)))
    title = next(shaped, None) or max(plain, key=size, default=None)
    below = False
    for paragraph in paragraphs:
        yield Cast(paragraph, "title" if paragraph is title else _beside_title(paragraph, below=below))
        below = below or paragraph is title


def _beside_title(paragraph: Paragraph, *, below: bool) -> str:
    """The part of a line of the head that is not the title."""
    text = _text(paragraph)
    if shapes.is_date(text):
        return "date"
    if below and shapes.is_subtitle(text):
        return "subtitle"
    return "speaker" if below and shapes.is_speaker(text) else ""


def _rest(paragraphs: Sequence[Paragraph]) -> Iterator[Cast]:
    signed = _signature(paragraphs)
    numbered = above = 0
    items = shapes.items([_text(paragraph) for paragraph in paragraphs])
    for number, paragraph in enumerate(paragraphs):
        text = _text(paragraph)
        found = shapes.numbering(text)
        if number >= len(paragraphs) - signed:
            yield Cast(paragraph, "")
        elif shapes.is_salutation(text) or (number == 0 and shapes.is_greeting(text)):
            yield Cast(paragraph, "salutation")
        elif number == len(paragraphs) - signed - 1 and shapes.is_closing(text):
            yield Cast(paragraph, "closing")
        elif found and number not in items and shapes.is_heading(text):
            above = found.level or min(numbered + 1, 4)
            numbered = found.level or numbered
            yield Cast(paragraph, f"heading{above}")
        elif found and 0 < (end := text.find("。") + 1) < len(text.rstrip(shapes.CLOSERS)):
            yield Cast(paragraph, "body", f"heading{found.level or min(above + 1, 4)}", end)
        else:
            yield Cast(paragraph, "body")


def _signature(paragraphs: Sequence[Paragraph]) -> int:
    """How many lines at the end are date and name."""
    if not paragraphs or not shapes.is_date(paragraphs[-1].text):
        return 0
    return 2 if len(paragraphs) > 1 and shapes.is_speaker(_text(paragraphs[-2])) else 1
