"""The clean text for programs: one JSON object a source, from which the source can be rebuilt.

`dumps` writes it; `loads` reads one or several of them back and checks what
rebuilding relies on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol, TypeVar

import yinfa
from yinfa.cleaned import Cleaned
from yinfa.errors import InputError
from yinfa.ledger import Edit, undo
from yinfa.source import RawBytes, restore
from yinfa.speech import Heading, Paragraph, Salutation, Speech

SCHEMA_VERSION = 1

_T = TypeVar("_T")


class _Span(Protocol):
    """A part of the source's text, in code points."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Restored:
    """A source rebuilt: the path it was read from and its bytes."""

    path: str
    data: bytes


def dumps(cleaned: Cleaned) -> str:
    """One line of JSON, closed by a line end."""
    source = cleaned.source
    record = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "yinfa", "version": yinfa.__version__},
        "source": {
            "path": source.path,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "bom": source.bom,
            "raw_bytes": [
                {"start": start, "end": end, "bytes": data.hex()} for start, end, data in source.raw
            ],
            **({"text_sha256": source.text_sha256} if source.text_sha256 else {}),
        },
        "text": cleaned.text,
        "edits": [edit._asdict() for edit in cleaned.edits],
        "speeches": [_speech(speech) for speech in cleaned.speeches],
        "warnings": [asdict(warning) for warning in cleaned.warnings],
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _speech(speech: Speech) -> dict[str, Any]:
    return {
        "title": speech.title,
        "subtitle": speech.subtitle,
        "speaker": speech.speaker,
        "date": speech.date,
        "date_text": speech.date_text,
        "salutation": list(speech.salutation),
        "body": [_block(block) for block in speech.body],
        "closing": speech.closing,
        "warnings": [asdict(warning) for warning in speech.warnings],
    }


def _block(block: Heading | Paragraph | Salutation) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "level": level, "text": text}
        case Salutation(text):
            return {"kind": "salutation", "text": text}
        case Paragraph(text, leads):
            return {"kind": "paragraph", "text": text, "leads": [asdict(lead) for lead in leads]}


def loads(data: bytes, place: str) -> list[Restored]:
    """The sources rebuilt from one JSON object, or from JSON Lines.

    Raises InputError, with the line, where it is not what `dumps` writes or what
    comes out is not what was read (by its sha256).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "This is not JSON in UTF-8.", place=place, remedy="Give what clean --format json wrote."
        ) from error
    return [_restored(record, where) for record, where in _records(text, place)]


def _records(text: str, place: str) -> Iterator[tuple[Any, str]]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2:
            raise _malformed(error, f"{place}:{error.lineno}:{error.colno}") from error
    else:
        yield whole, place
        return
    for number, line in lines:
        try:
            yield json.loads(line), f"{place}:{number}"
        except json.JSONDecodeError as error:
            raise _malformed(error, f"{place}:{number}:{error.colno}") from error


def _malformed(error: json.JSONDecodeError, place: str) -> InputError:
    return InputError(
        f"This is not JSON: {error.msg}.", place=place, remedy="Give what clean --format json wrote."
    )


def _restored(record: Any, place: str) -> Restored:
    fields = _Fields(record, "", place)
    version = fields.get("schema_version", int)
    if version != SCHEMA_VERSION:
        raise InputError(
            f"schema_version is {version}, but this Yinfa reads {SCHEMA_VERSION}.",
            place=place,
            remedy="Restore it with the Yinfa that wrote it.",
        )
    source = fields.within("source")
    edits = [_edit(item) for item in fields.each("edits")]
    raw = [_raw(item) for item in source.each("raw_bytes")]
    _check_order(edits, "edits", place)
    _check_order(raw, "source.raw_bytes", place)
    try:
        decoded = undo(fields.get("text", str), edits)
        data = restore(decoded, source.get("encoding", str), bom=source.get("bom", bool), raw=raw)
    except (ValueError, LookupError) as error:
        raise InputError(
            f"The source cannot be rebuilt: {error}.", place=place, remedy="The file has been changed."
        ) from error
    extracted = source.has("text_sha256")
    if hashlib.sha256(data).hexdigest() != source.get("text_sha256" if extracted else "sha256", str):
        raise InputError(
            "What is rebuilt has not the sha256 of the source.",
            place=place,
            remedy="The file has been changed; nothing was written.",
        )
    # The text of a page or a Word document is no page and no Word document.
    return Restored(source.get("path", str) + (".txt" if extracted else ""), data)


def _edit(item: _Fields) -> Edit:
    return Edit(
        rule=item.get("rule", str),
        start=item.get("start", int),
        end=item.get("end", int),
        before=item.get("before", str),
        after=item.get("after", str),
        confidence=item.number("confidence"),
    )


def _raw(item: _Fields) -> RawBytes:
    return RawBytes(item.get("start", int), item.get("end", int), item.bytes("bytes"))


def _check_order(spans: Sequence[_Span], name: str, place: str) -> None:
    """Offsets must rise from 0 on and not overlap."""
    end = 0
    for number, span in enumerate(spans):
        if not end <= span.start <= span.end:
            raise InputError(
                f"The offsets of {name}[{number}] are out of order.",
                place=place,
                remedy="The file has been changed.",
            )
        end = span.end


class _Fields:
    """Reads typed fields of a JSON object; what is missing or of another type is an InputError."""

    def __init__(self, record: Any, path: str, place: str) -> None:
        if not isinstance(record, dict):
            raise self._wrong(path or "the JSON", "an object", place)
        self._record: Mapping[str, Any] = record
        self._path = path
        self._place = place

    def get(self, key: str, kind: type[_T]) -> _T:
        value = self._record.get(key)
        # bool is an int in Python, but true is no offset
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self._wrong(self._path + key, kind.__name__, self._place)
        return value

    def has(self, key: str) -> bool:
        return key in self._record

    def within(self, key: str) -> _Fields:
        return _Fields(self._record.get(key), f"{self._path}{key}.", self._place)

    def each(self, key: str) -> list[_Fields]:
        items = self.get(key, list)
        return [_Fields(item, f"{self._path}{key}[{n}].", self._place) for n, item in enumerate(items)]

    def bytes(self, key: str) -> bytes:
        try:
            return bytes.fromhex(self.get(key, str))
        except ValueError as error:
            raise self._wrong(self._path + key, "hexadecimal digits", self._place) from error

    def number(self, key: str) -> float:
        value = self._record.get(key)
        return float(value) if isinstance(value, float) else float(self.get(key, int))

    @staticmethod
    def _wrong(name: str, wanted: str, place: str) -> InputError:
        return InputError(
            f"{name.rstrip('.')} is missing or not of the type {wanted}.",
            place=place,
            remedy="Give what clean --format json wrote.",
        )
