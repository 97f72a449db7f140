"""Bytes → Source: what a file says, in which encoding, and how to get its bytes back.

In: the path of a text file, a web page or a Word document, or bytes. Out: the
decoded text without a byte order mark, its line ends kept, with all that rebuilds
the file byte for byte: the encoding, whether there was a mark, and the bytes of
the few places that the codec alone would not give back. Of a page or a Word
document the source is the text extracted from it.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from yinfa import extract
from yinfa.detect import detect, is_frequent, mark, may_be_mixed, of_line
from yinfa.errors import InputError
from yinfa.speech import TextWarning

SUFFIXES = frozenset({".txt", ".text", ".md", ""}) | extract.SUFFIXES
"""The kinds of file that are read, in lower case."""

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest source that is read: some four hundred times a long speech."""

STDIN = "-"

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_TEXT_CONTROLS = frozenset("\t\n\v\f\r")
_FEW_CONTROLS = 2  # in 100 characters; damaged texts have some, binary files many
_MOST_CONTROLS = 20  # in 100 Chinese characters, of which no binary file has many
_QUOTED = 12  # characters quoted on each side of a place

_ZIP = b"PK\x03\x04"


class _Kind(NamedTuple):
    """A kind of file that is not read: the ends of its name, its first bytes, what to do with it."""

    name: str
    suffixes: frozenset[str]
    begins: tuple[bytes, ...]
    remedy: str


_KINDS = (
    _Kind(
        "a PDF document",
        frozenset({".pdf"}),
        (b"%PDF-",),
        "Copy its text into a .txt file; that of a scanned one must be recognised (OCR) first.",
    ),
    _Kind(
        "a Word document of the old kind, or one with a password",
        frozenset({".doc", ".dot", ".wps", ".wpt"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
        "Open it in Word or WPS and save it as .docx, without a password.",
    ),
    _Kind(
        "a document of another word processor",
        frozenset({".rtf", ".odt", ".docm", ".dotx"}),
        (b"{\\rtf",),
        "Open it in Word or WPS and save it as .docx.",
    ),
    _Kind(
        "a picture",
        frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"}),
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
        "Recognise its text (OCR), and save that as a .txt file.",
    ),
    _Kind(
        "an archive",
        frozenset({".zip", ".rar", ".7z", ".gz", ".tar"}),
        (_ZIP, b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"),
        "Unpack it and name the files in it; a Word document must be called .docx.",
    ),
)
"""The kinds of file that are met beside texts and have a way to become one."""

_UNREADABLE = {
    errno.ELOOP: "It is a link that leads to itself: remove it.",
    errno.EISDIR: "It is a folder that could not be searched.",
    errno.ENAMETOOLONG: "Give it a shorter name.",
}
"""What to do where a file cannot be read for another reason than its permissions."""


class RawBytes(NamedTuple):
    """Bytes that read ``text[start:end]`` and that encoding those characters would not give back."""

    start: int
    end: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """One source as it was found.

    `path` is as the user named it, ``-`` for stdin. `sha256` is the hexadecimal
    digest of the file's bytes. `raw` is sorted and does not overlap. `text_sha256` is
    the digest of the text in UTF-8 where it was extracted from a page or a Word
    document, which cannot be rebuilt from it; else None.
    """

    path: str
    text: str
    encoding: str
    bom: bool
    sha256: str
    raw: tuple[RawBytes, ...]
    warnings: tuple[TextWarning, ...] = ()
    text_sha256: str | None = None


def read(origin: Path | bytes, name: str | None = None) -> Source:
    """The source in a file or in bytes; `name` is what it is called in messages.

    Raises InputError where it cannot be read, is empty, larger than `LARGEST`,
    not text, in an encoding that cannot be told, or a document that holds no text.
    """
    name = name or (STDIN if isinstance(origin, bytes) else str(origin))
    data = origin if isinstance(origin, bytes) else _bytes(origin, name)
    _check_size(len(data), name)
    suffix = _document(origin, data)
    if not (suffix == ".docx" and data.startswith(_ZIP)):
        _check_kind(data, name)
    if suffix:
        return _extracted(data, suffix, name)
    encoding = detect(data)
    if encoding is None:
        raise InputError(
            "This is not Chinese text in UTF-8, GB18030 (GBK), Big5 or UTF-16.",
            place=name,
            remedy="If it is text, open it in an editor and save it as UTF-8.",
        )
    text, raw = decode(data[encoding.mark :], encoding.name)
    _check_text(text, name)
    return Source(
        path=name,
        text=text,
        encoding=encoding.name,
        bom=encoding.mark > 0,
        sha256=hashlib.sha256(data).hexdigest(),
        raw=raw,
        warnings=tuple(undecodable(text, raw)),
    )


def _document(origin: Path | bytes, data: bytes) -> str:
    """The kind of document to be extracted, '' for plain text; of bytes only a Word document is told."""
    if isinstance(origin, bytes):
        return ".docx" if data.startswith(_ZIP) else ""
    suffix = origin.suffix.lower()
    return suffix if suffix in extract.SUFFIXES else ""


def _extracted(data: bytes, suffix: str, name: str) -> Source:
    found = extract.extract(data, suffix, name)
    _check_text(found.text, name)
    return Source(
        path=name,
        text=found.text,
        encoding="utf-8",
        bom=False,
        sha256=hashlib.sha256(data).hexdigest(),
        raw=(),
        warnings=found.warnings,
        text_sha256=hashlib.sha256(found.text.encode()).hexdigest(),
    )


def decode(data: bytes, encoding: str) -> tuple[str, tuple[RawBytes, ...]]:
    """The text of bytes without a mark, and the places from which encoding would not give them back.

    A line that another program wrote in its own encoding is read in that. What cannot be
    decoded becomes U+FFFD, as with the error handler ``replace``.
    """
    text = data.decode(encoding, errors="replace")
    if _encodes(text, encoding, data):
        return text, ()
    texts: list[str] = []
    raw: list[RawBytes] = []
    position = 0
    for codec, part in _by_encoding(data, encoding):
        text = part.decode(codec, errors="replace")
        kept = [RawBytes(0, len(text), part)] if codec != encoding else _not_given_back(part, encoding)
        raw += (RawBytes(position + start, position + end, own) for start, end, own in kept)
        texts.append(text)
        position += len(text)
    return "".join(texts), tuple(raw)


def _by_encoding(data: bytes, encoding: str) -> Iterator[tuple[str, bytes]]:
    """The bytes in turn, cut between lines that are in different encodings, each with its codec."""
    if not may_be_mixed(encoding):
        yield encoding, data
        return
    for codec, run in groupby(data.splitlines(keepends=True), lambda line: of_line(line, encoding)):
        yield codec, b"".join(run)


def _not_given_back(data: bytes, encoding: str) -> Iterator[RawBytes]:
    """The places of bytes in one encoding from which it would not give them back."""
    position = 0
    for piece, damaged in _pieces(data, encoding):
        if damaged:
            yield RawBytes(position, position + 1, piece)
            position += 1
            continue
        decoded = piece.decode(encoding)
        if not _encodes(decoded, encoding, piece):
            for start, end, own in _duplicates(piece, encoding):
                yield RawBytes(position + start, position + end, own)
        position += len(decoded)


def restore(text: str, encoding: str, *, bom: bool, raw: Sequence[RawBytes]) -> bytes:
    """The bytes of the file that was read as `text`.

    Raises LookupError for an unknown encoding and ValueError where the text
    cannot have been read in it.
    """
    pieces = [mark(encoding)] if bom else []
    position = 0
    for start, end, data in raw:
        pieces += (text[position:start].encode(encoding), data)
        position = end
    pieces.append(text[position:].encode(encoding))
    return b"".join(pieces)


def _bytes(path: Path, name: str) -> bytes:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        kind = next((kind for kind in _KINDS if suffix in kind.suffixes), None)
        raise InputError(
            f"Files of the kind {path.suffix} are not read{f': this is {kind.name}' if kind else ''}.",
            place=name,
            remedy=kind.remedy if kind else "Save the text as a .txt, .md, .html or .docx file.",
        )
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise InputError("There is no such file.", place=name, remedy="Check the name.") from error
    except OSError as error:
        raise InputError(
            f"The file cannot be read: {error.strerror}.",
            place=name,
            remedy=_UNREADABLE.get(error.errno or 0, "Check its permissions."),
        ) from error


def _check_size(size: int, name: str) -> None:
    if size == 0:
        raise InputError("The file is empty.", place=name, remedy="Check that it is the one you meant.")
    if size > LARGEST:
        raise InputError(
            f"The file is larger than {LARGEST // 1024**2} MB.",
            place=name,
            remedy="A speech is much smaller: divide the file.",
        )


def _check_kind(data: bytes, name: str) -> None:
    for kind in _KINDS:
        if data.startswith(kind.begins):
            raise InputError(f"This is {kind.name}, not a text file.", place=name, remedy=kind.remedy)


def _check_text(text: str, name: str) -> None:
    if not text.strip("\ufeff\u200b \t\r\n\v\f\u3000\xa0"):
        raise InputError("The file holds nothing but white space.", place=name, remedy="Check its content.")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in _TEXT_CONTROLS)
    if controls <= max(2, len(text) * _FEW_CONTROLS // 100):
        return
    if controls * 100 > sum(map(is_frequent, text)) * _MOST_CONTROLS:
        raise InputError(
            f"This is not a text file: {controls} of its {len(text)} characters are control characters.",
            place=name,
            remedy="Save its text as a .txt file.",
        )


def _encodes(text: str, encoding: str, data: bytes) -> bool:
    try:
        return text.encode(encoding) == data
    except UnicodeEncodeError:
        return False


def _pieces(data: bytes, encoding: str) -> Iterator[tuple[bytes, bool]]:
    """The bytes in turn, cut into what can be decoded and what cannot (True)."""
    view = memoryview(data)
    start = 0
    while start < len(data):
        try:
            str(view[start:], encoding)
        except UnicodeDecodeError as error:
            bad, end = start + error.start, start + error.end
            if bad > start:
                yield data[start:bad], False
            yield data[bad:end], True
            start = end
        else:
            yield data[start:], False
            return


def _duplicates(data: bytes, encoding: str) -> Iterator[tuple[int, int, bytes]]:
    """The characters for which the codec has other bytes than those that stand here.

    Big5 holds some characters twice. Offsets are within the decoded bytes.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    position = start = 0
    for index in range(len(data)):
        characters = decoder.decode(data[index : index + 1])
        if not characters:
            continue
        code = data[start : index + 1]
        if not _encodes(characters, encoding, code):
            yield position, position + len(characters), code
        position += len(characters)
        start = index + 1


def undecodable(text: str, raw: Iterable[RawBytes]) -> Iterator[TextWarning]:
    """A warning for each place that could not be decoded, neighbouring ones together."""
    behind, line, counted = -1, 1, 0
    for start, end, data in raw:
        if text[start:end] == _REPLACEMENT and start != behind:
            line += text.count("\n", counted, start)
            counted = start
            around = text[max(0, start - _QUOTED) : end + _QUOTED].replace("\r", " ").replace("\n", " ")
            yield TextWarning(
                "undecodable", f"line {line}: the bytes {data.hex(' ')} cannot be read: “{around.strip()}”"
            )
        behind = end
