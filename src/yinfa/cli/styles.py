"""The commands about style sheets: styles list, show, check, new, specimen, learn, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from yinfa.cli import options
from yinfa.errors import ExitCode


@click.group(context_settings=options.CONTEXT)
def styles() -> None:
    """List, show, check, begin, learn and print style sheets.

    Sheets are found by name in the folder styles of the working folder, then of
    the user's configuration folder, then among those that come with Yinfa.
    """


@styles.command("list", context_settings=options.CONTEXT)
def list_styles() -> None:
    """Print the names of the style sheets, each with what it is for."""
    from yinfa import style

    for name, description in style.names():
        click.echo(f"{name}\t{description}")


_SHOW_STYLE_EXAMPLES = """\b
Examples:
yinfa styles show official
yinfa styles show mine.toml | grep mine.toml     what mine.toml changes
"""


@styles.command("show", context_settings=options.CONTEXT, epilog=_SHOW_STYLE_EXAMPLES)
@click.argument("name", metavar="NAME|FILE.toml")
def show_style(*, name: str) -> None:
    """Print a style sheet with all it inherits.

    Each value stands with what it means and, in brackets, where it was written.
    """
    from yinfa import style

    click.echo(style.show(name), nl=False)


@styles.command("check", context_settings=options.CONTEXT)
@click.argument("file", metavar="FILE")
def check_style(*, file: str) -> int:
    """Check a style sheet, and that its fonts are installed.

    Prints the sheet's page if all is well, else all faults, each with its place.
    """
    from yinfa.style.checking import check

    sheet, faults = check(file)
    for fault in faults:
        click.echo(f"yinfa: {fault}", err=True)
    if faults:
        return faults[0].exit_code
    page = sheet.page
    click.echo(f"{file}: {page.lines} lines of {page.characters} characters a page, no faults")
    return ExitCode.OK


_NEW_STYLE_EXAMPLES = """\b
Examples:
yinfa styles new mine.toml --from office
yinfa styles check mine.toml
yinfa export speech.txt --style mine.toml
"""


@styles.command("new", context_settings=options.CONTEXT, epilog=_NEW_STYLE_EXAMPLES)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "parent",
    default="official",
    show_default=True,
    allow_from_autoenv=False,
    metavar="NAME",
    help="The sheet to begin with.",
)
def new_style(*, file: Path, parent: str) -> None:
    """Begin a style sheet: FILE holds every value of another one, to be changed where wanted."""
    from yinfa.style.starter import create

    create(parent, file)
    click.echo(file)


_SPECIMEN_EXAMPLES = """\b
Examples:
yinfa styles specimen office
yinfa styles specimen mine.toml -o mine.docx
yinfa styles specimen official --set page.lines=20
"""


@styles.command("specimen", context_settings=options.CONTEXT, epilog=_SPECIMEN_EXAMPLES)
@click.argument("style", metavar="NAME|FILE.toml")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default="specimen.pdf",
    show_default=True,
    allow_from_autoenv=False,
    help="File, .pdf or .docx.",
)
@options.setting
@options.force
def style_specimen(*, style: str, out: Path, force: bool, **given: Any) -> None:
    """Write a page that shows every element of a style sheet.

    A PDF shows the grid and the measures as well.
    """
    from yinfa.specimen import create

    create(style, given["set"], out, force=force)
    click.echo(out)


_LEARN_STYLE_EXAMPLES = """\b
Examples:
yinfa styles learn issued.docx -o ours.toml
yinfa export speech.txt --style ours.toml
"""


@styles.command("learn", context_settings=options.CONTEXT, epilog=_LEARN_STYLE_EXAMPLES)
@click.argument("file", metavar="FILE.docx", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", default="-", show_default=True, allow_from_autoenv=False, help="File, or - for stdout."
)
@options.force
def learn_style(*, file: Path, out: str, force: bool) -> None:
    """Write the style sheet by which an issued document was set.

    It extends official and holds what the document has otherwise; what it cannot
    express is said on stderr.
    """
    from yinfa.style.learn import learn_file

    learnt = learn_file(file, out, force=force)
    for sentence in learnt.unexpressed:
        click.echo(f"yinfa: {file}: {sentence}", err=True)
    click.echo(learnt.text if out == "-" else out, nl=out != "-")


@styles.command("schema", context_settings=options.CONTEXT)
def print_schema() -> None:
    """Print the JSON Schema of style sheets, for editors that check TOML by one."""
    import json

    from yinfa.style.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
