r"""Yinfa (印发): raw Chinese speeches in, official-document-styled DOCX and PDF out.

    >>> import yinfa
    >>> yinfa.clean("同志们:\n今天开会,很重要。").text
    '同志们：\n今天开会，很重要。'

`clean` and `export` are the commands of the same names. Everything they need is
imported when they are called.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

if TYPE_CHECKING:
    from yinfa.cleaned import Cleaned
    from yinfa.normalize import Options, Script
    from yinfa.overrides import Overrides

__all__ = ["Cleaning", "clean", "export"]

__version__ = "0.1.0"


class Cleaning(TypedDict, total=False):
    """What can be said of the cleaning of a source.

    `script` is the characters to write in, `protect` words whose script is left as
    it is, `overrides` a file of corrections of the structure.
    """

    script: Script
    protect: Iterable[str]
    overrides: Path | None


def clean(source: str | bytes | Path, **cleaning: Unpack[Cleaning]) -> Cleaned:
    """A source made clean: its text, every edit, and its speeches.

    Args:
        source: a text, the bytes of a file in any encoding that Yinfa reads, or a file.
        cleaning: see `Cleaning`.

    Raises InputError where the source, UsageError where the corrections cannot be used.
    """
    from yinfa.cleaned import make_clean
    from yinfa.source import read

    origin = source.encode() if isinstance(source, str) else source
    return make_clean(read(origin), *_told(cleaning))


def export(
    source: str | bytes | Path,
    out: Path | str = "out",
    *,
    name: str = "speech",
    formats: Iterable[str] = (),
    style: str = "official",
    settings: Iterable[str] = (),
    **cleaning: Unpack[Cleaning],
) -> list[Path]:
    """Write each speech of a source as a document; returns the files.

    Args:
        source: as for `clean`.
        out: the folder they are written into.
        name: what they are called where the source is no file with a name.
        formats: ``docx``, ``pdf`` or both; if none is named, those of the style sheet.
        style: a built-in style sheet's name, or a ``.toml`` file.
        settings: values of the sheet to change, KEY=VALUE.
        cleaning: see `Cleaning`; the script, if not given, is that of the style sheet.

    A file that Yinfa did not write is never replaced. Raises InputError, UsageError,
    StyleError, FontError and OutputError.
    """
    from dataclasses import replace

    from yinfa.batch.outputs import Destination, Writer
    from yinfa.pipeline import Documents, workshop
    from yinfa.pipeline import export as make

    origin = source.encode() if isinstance(source, str) else source
    called = str(source) if isinstance(source, Path) else name
    script = [f"text.script={cleaning['script']}"] if "script" in cleaning else []
    changed = (*settings, *script)
    sheet, _ = workshop(style, changed)
    text = sheet.text
    options, overrides = _told(cleaning)
    options = replace(
        options, script=text.script, only=frozenset(text.rules), without=frozenset(text.no_rules)
    )
    order = Documents(tuple(formats) or sheet.output.formats, style, changed, options, overrides)
    result = make(origin, called, order)
    writer = Writer(Destination(folder=Path(out)))
    writer.prepare()
    return writer.write(called, Path(Path(called).stem), result.outputs)


def _told(cleaning: Cleaning) -> tuple[Options, Overrides]:
    """The options of the rules and the corrections that the caller gave."""
    from yinfa.normalize import Options
    from yinfa.overrides import UNCORRECTED, load

    path = cleaning.get("overrides")
    options = Options(
        script=cleaning.get("script", "simplified"), protect=frozenset(cleaning.get("protect", ()))
    )
    return options, load(path) if path else UNCORRECTED
