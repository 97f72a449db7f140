"""The command line: parse, call, print. No logic.

stdout carries results, stderr everything else. Rooms are imported inside the
commands, so that ``--help`` and ``--version`` cost next to nothing.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import yinfa
from yinfa.errors import ExitCode, UsageError, YinfaError

if TYPE_CHECKING:
    from yinfa.normalize import Options
    from yinfa.overrides import Overrides

SCRIPTS = ("simplified", "traditional", "traditional-tw", "traditional-hk", "keep")
DOCUMENTS = ("docx", "pdf")
TEXTS = ("text", "json", "diff", "html")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. The one place where errors become messages."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a console in another encoding, or a file name in none, must not end the run
            stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end by the system: as by Ctrl-C
    try:
        code = cli.main(arguments, prog_name="yinfa", standalone_mode=False)
    except YinfaError as error:
        from yinfa.console import printable

        click.echo(f"yinfa: {printable(str(error))}", err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        click.echo(_whence(error), err=True, nl=False)
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            "yinfa: interrupted; the files that were written are whole. export --resume goes on.", err=True
        )
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        from yinfa.console import discard_stdout

        discard_stdout()
        return ExitCode.OK
    return code if isinstance(code, int) else ExitCode.OK


def _whence(error: click.ClickException) -> str:
    """Where a value that is refused was set, if not on the command line."""
    if not isinstance(error, click.BadParameter) or not error.ctx or not error.param or not error.param.name:
        return ""
    match error.ctx.get_parameter_source(error.param.name):
        case click.core.ParameterSource.ENVIRONMENT:
            return f"It is set in the environment: YINFA_{error.param.name.upper()}.\n"
        case click.core.ParameterSource.DEFAULT_MAP:
            return "It is set in yinfa.toml.\n"
    return ""


def _parse_formats(
    _ctx: click.Context, _option: click.Parameter, value: str | None
) -> tuple[str, ...] | None:
    """Document formats with commas between them."""
    if value is None:
        return None
    formats = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",")))
    for name in formats:
        if name not in DOCUMENTS:
            raise click.BadParameter(f"there is no format {name!r}; choose from {', '.join(DOCUMENTS)}.")
    return formats


def _parse_words(
    _ctx: click.Context, _option: click.Parameter, value: str | Sequence[str] | None
) -> frozenset[str]:
    """The words of a file, or of a settings file's list."""
    if not isinstance(value, str):
        return frozenset(word for word in value or () if word)
    from yinfa.normalize import protect

    return frozenset(protect.load(Path(value)))


def _parse_overrides(_ctx: click.Context, _option: click.Parameter, value: Path | None) -> Overrides:
    """The corrections in a file."""
    from yinfa import overrides

    return overrides.load(value) if value else overrides.UNCORRECTED


def _list_rules(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    """Print the rules and end."""
    if not value or ctx.resilient_parsing:
        return
    from yinfa.normalize import RULES

    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        click.echo(f"{rule.name:<{width}}  {rule.description}")
    ctx.exit()


class _Command(click.Command):
    """A command whose options take their defaults from the settings files."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not {"-h", "--help"}.intersection(args):
            ctx.default_map = self._defaults()
        return super().parse_args(ctx, args)

    def _defaults(self) -> dict[str, Any]:
        from yinfa import settings

        given = settings.load(Path.cwd())
        names = {str(option.name) for option in self.params if getattr(option, "allow_from_autoenv", False)}
        return {key: value for key, value in given.items() if key in names}


_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "YINFA"}

_inputs = click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
_script = click.option(
    "--script",
    type=click.Choice(SCRIPTS),
    help="Characters to write in.  [default: those of the style sheet; simplified]",
)
_rule = click.option("--rule", multiple=True, metavar="NAME", help="Apply this rule or family only.")
_no_rule = click.option("--no-rule", multiple=True, metavar="NAME", help="Leave this rule or family out.")
_protect = click.option(
    "--protect",
    type=click.UNPROCESSED,
    metavar="FILE",
    callback=_parse_words,
    help="Words whose script is left as it is, one a line.",
)
_overrides = click.option(
    "--overrides",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.toml",
    callback=_parse_overrides,
    help="Correct which line is the title, a heading, ...",
)
_style = click.option(
    "--style", default="official", show_default=True, metavar="NAME|FILE.toml", help="Style sheet."
)
_set = click.option("--set", multiple=True, metavar="KEY=VALUE", help="Change a value of the style sheet.")
_force = click.option("--force", is_flag=True, help="Replace files that Yinfa did not write.")
_quiet = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
_verbose = click.option("-v", "--verbose", is_flag=True, help="Say what was done to each file.")
_stdout = click.option(
    "-o",
    "--out",
    default="-",
    show_default=True,
    allow_from_autoenv=False,
    help="Folder, file, or - for stdout.",
)


_CLI_EXAMPLES = """\b
Examples:
yinfa export speech.txt             out/speech.docx and out/speech.pdf
yinfa export speeches/ -o issued    a whole folder, its tree kept
yinfa clean speech.txt              the repaired text
"""


@click.group(context_settings=_CONTEXT, epilog=_CLI_EXAMPLES)
@click.version_option(yinfa.__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Issue raw Chinese speeches as official documents (DOCX and PDF).

    Options can also be set in yinfa.toml (style = "office") or in the
    environment (YINFA_STYLE=office).
    """


_EXPORT_EXAMPLES = """\b
Examples:
yinfa export speech.txt --to pdf --style office
yinfa export "raw/*.txt" -o issued -j 0 --report issued.json
cat speech.txt | yinfa export - -o speech.pdf
"""


@cli.command(cls=_Command, context_settings=_CONTEXT, epilog=_EXPORT_EXAMPLES)
@_inputs
@click.option("-o", "--out", default="out", show_default=True, help="Folder, file, or - for stdout.")
@click.option(
    "--to",
    metavar="FORMATS",
    callback=_parse_formats,
    help="docx, pdf, or both with a comma between.  [default: docx,pdf]",
)
@_style
@_set
@_script
@_rule
@_no_rule
@_protect
@_overrides
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="N",
    help="Files worked on at once; 0: one a processor.",
)
@_force
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@click.option("--resume", is_flag=True, help="Leave out what an earlier run has done and is unchanged.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.json",
    help="Write what became of each file.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="S",
    help="Give up a file after so many seconds.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first file that fails.")
@click.option("--open", is_flag=True, help="Open what was written.")
@_quiet
@_verbose
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
def export(*, to: tuple[str, ...] | None, style: str, **given: Any) -> int:
    """Write each speech of INPUT as a document.

    INPUT is a file, a folder, a glob or - (stdin). The paths written are printed.
    """
    from yinfa import pipeline, run
    from yinfa.outputs import formats

    settings = tuple(given.pop("set"))
    if given["script"]:
        settings += (f"text.script={given['script']}",)
    sheet, _ = pipeline.workshop(style, settings)
    given["script"] = sheet.text.script
    given["rule"] = given["rule"] or sheet.text.rules
    given["no_rule"] = given["no_rule"] or sheet.text.no_rules
    order = pipeline.Documents(
        formats(given["out"], to, DOCUMENTS, sheet.output.formats),
        style,
        settings,
        _options(given),
        given["overrides"],
    )
    suffixes = [f".{name}" for name in order.formats]
    return run.run(
        run.Asked(**given),
        partial(pipeline.export, order=order),
        suffixes,
        streams=False,
        fingerprint=partial(pipeline.fingerprint, order=order),
    )


_CLEAN_EXAMPLES = """\b
Examples:
yinfa clean speech.txt --format diff                  what was changed
yinfa clean speech.txt -o check.html                  the same, beside the source
yinfa clean speeches/ --format json > cleaned.jsonl
yinfa clean speech.txt --no-rule quotes
"""


@cli.command(cls=_Command, context_settings=_CONTEXT, epilog=_CLEAN_EXAMPLES)
@_inputs
@_stdout
@click.option("--format", type=click.Choice(TEXTS), help="What to print.  [default: that of OUT, or text]")
@_script
@_rule
@_no_rule
@_protect
@_overrides
@click.option(
    "--rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    allow_from_autoenv=False,
    callback=_list_rules,
    help="List the rules and end.",
)
@_force
@_quiet
@_verbose
def clean(**given: Any) -> int:
    """Print the repaired text of INPUT, or what was changed.

    With json the source can be rebuilt from the output (see restore); html is a
    page with source and result side by side.
    """
    from yinfa import pipeline, run
    from yinfa.formats import TEXTS as MAKERS
    from yinfa.outputs import text_format

    given["script"] = given["script"] or "simplified"
    colour = given["out"] == "-" and _is_coloured()
    wanted = text_format(given["out"], given.pop("format"))
    order = pipeline.Text(wanted, _options(given), given["overrides"], colour)
    made = MAKERS[order.format]
    work = partial(pipeline.clean, order=order)
    return run.run(run.Asked(**given), work, [made.suffix], streams=made.streams, edited=True)


_RESTORE_EXAMPLES = """\b
Examples:
yinfa clean speech.txt --format json -o speech.json
yinfa restore speech.json -o original.txt
"""


@cli.command(context_settings=_CONTEXT, epilog=_RESTORE_EXAMPLES)
@click.argument("cleaned", metavar="CLEANED.json")
@click.option(
    "-o",
    "--out",
    default="out",
    show_default=True,
    allow_from_autoenv=False,
    help="Folder, file, or - for stdout.",
)
@_force
def restore(*, cleaned: str, out: str, force: bool) -> None:
    """Rebuild the source files from what clean --format json wrote, byte for byte."""
    from yinfa.restoring import restore_all

    for path in restore_all(cleaned, out, force=force):
        click.echo(path)


@cli.group(context_settings=_CONTEXT)
def styles() -> None:
    """List, show, check, begin, learn and print style sheets.

    Sheets are found by name in the folder styles of the working folder, then of
    the user's configuration folder, then among those that come with Yinfa.
    """


@styles.command("list", context_settings=_CONTEXT)
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


@styles.command("show", context_settings=_CONTEXT, epilog=_SHOW_STYLE_EXAMPLES)
@click.argument("name", metavar="NAME|FILE.toml")
def show_style(*, name: str) -> None:
    """Print a style sheet with all it inherits.

    Each value stands with what it means and, in brackets, where it was written.
    """
    from yinfa import style

    click.echo(style.show(name), nl=False)


@styles.command("check", context_settings=_CONTEXT)
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


@styles.command("new", context_settings=_CONTEXT, epilog=_NEW_STYLE_EXAMPLES)
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


@styles.command("specimen", context_settings=_CONTEXT, epilog=_SPECIMEN_EXAMPLES)
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
@_set
@_force
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


@styles.command("learn", context_settings=_CONTEXT, epilog=_LEARN_STYLE_EXAMPLES)
@click.argument("file", metavar="FILE.docx", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", default="-", show_default=True, allow_from_autoenv=False, help="File, or - for stdout."
)
@_force
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


@styles.command("schema", context_settings=_CONTEXT)
def print_schema() -> None:
    """Print the JSON Schema of style sheets, for editors that check TOML by one."""
    import json

    from yinfa.style.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))


@cli.group(context_settings=_CONTEXT)
def fonts() -> None:
    """List the fonts, and check what they can draw."""


@fonts.command("list", context_settings=_CONTEXT)
def list_fonts() -> None:
    """Print the fonts that come with Yinfa: role, family, version, licence, file."""
    from yinfa.fonts import bundled

    for font in bundled():
        click.echo("\t".join((font.role, font.family, font.version, font.licence, str(font.path))))


@fonts.command("check", cls=_Command, context_settings=_CONTEXT)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@_style
@_set
def check_fonts(*, files: tuple[str, ...], style: str, **given: Any) -> int:
    """Say which characters of FILE the fonts of a style sheet lack.

    Prints a line for each role whose first font does not draw all of them.
    """
    from yinfa.coverage import report

    complete = True
    for line, drawn in report(files, style, tuple(given["set"])):
        click.echo(line)
        complete = complete and drawn
    return ExitCode.OK if complete else ExitCode.FONT


_CHECK_EXAMPLES = """\b
Examples:
yinfa check out/speech.docx out/speech.pdf
yinfa check received.pdf --style office --json
"""


@cli.command(cls=_Command, context_settings=_CONTEXT, epilog=_CHECK_EXAMPLES)
@click.argument("files", metavar="FILE.docx|FILE.pdf...", nargs=-1, required=True)
@_style
@click.option("--json", "as_json", is_flag=True, allow_from_autoenv=False, help="Print JSON, a line a file.")
def check(*, files: tuple[str, ...], style: str, as_json: bool) -> int:
    """Say where finished documents, anyone's, depart from a style sheet.

    Everything is measured in the file itself. Exit code 1: there are faults.
    """
    from yinfa.check import report
    from yinfa.check.files import verdict

    show = report.dumps if as_json else report.table
    return verdict(files, style, lambda one: click.echo(show(one)), lambda text: click.echo(text, err=True))


def _options(given: dict[str, Any]) -> Options:
    """The options of the rules, taken out of those given; raises UsageError for an unknown rule."""
    from yinfa.normalize import Options, rule_names

    only, without = frozenset(given.pop("rule")), frozenset(given.pop("no_rule"))
    if strangers := sorted((only | without) - rule_names()):
        raise UsageError(
            f"There is no rule {strangers[0]}.", remedy="`yinfa clean --rules` lists those there are."
        )
    return Options(given.pop("script"), only, without, given.pop("protect"))


def _is_coloured() -> bool:
    """Whether stdout shows colours and the user has not forbidden them (https://no-color.org)."""
    understands = os.environ.get("TERM") != "dumb" and (os.name != "nt" or "WT_SESSION" in os.environ)
    return sys.stdout is not None and sys.stdout.isatty() and understands and not os.environ.get("NO_COLOR")


if __name__ == "__main__":
    sys.exit(main())
