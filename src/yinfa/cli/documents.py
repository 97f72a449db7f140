"""The commands about speeches and their documents: export, clean, restore, check."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yinfa.cli import options
from yinfa.errors import UsageError

if TYPE_CHECKING:
    from yinfa.normalize import Options

DOCUMENTS = ("docx", "pdf")
TEXTS = ("text", "json", "diff", "html")


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


def _list_rules(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    """Print the rules and end."""
    if not value or ctx.resilient_parsing:
        return
    from yinfa.normalize import RULES

    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        click.echo(f"{rule.name:<{width}}  {rule.description}")
    ctx.exit()


_EXPORT_EXAMPLES = """\b
Examples:
yinfa export speech.txt --to pdf --style office
yinfa export "raw/*.txt" -o issued -j 0 --report issued.json
cat speech.txt | yinfa export - -o speech.pdf
"""


@click.command(cls=options.Command, context_settings=options.CONTEXT, epilog=_EXPORT_EXAMPLES)
@options.inputs
@click.option("-o", "--out", default="out", show_default=True, help="Folder, file, or - for stdout.")
@click.option(
    "--to",
    metavar="FORMATS",
    callback=_parse_formats,
    help="docx, pdf, or both with a comma between.  [default: docx,pdf]",
)
@options.style
@options.setting
@options.cleaning
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="N",
    help="Files worked on at once; 0: one a processor.",
)
@options.force
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
@options.quiet
@options.verbose
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
def export(*, to: tuple[str, ...] | None, style: str, **given: Any) -> int:
    """Write each speech of INPUT as a document.

    INPUT is a file, a folder, a glob or - (stdin). The paths written are printed.
    """
    from yinfa import pipeline
    from yinfa.batch import run
    from yinfa.batch.outputs import formats

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
        _cleaning(given),
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


@click.command(cls=options.Command, context_settings=options.CONTEXT, epilog=_CLEAN_EXAMPLES)
@options.inputs
@options.stdout
@click.option("--format", type=click.Choice(TEXTS), help="What to print.  [default: that of OUT, or text]")
@options.cleaning
@click.option(
    "--rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    allow_from_autoenv=False,
    callback=_list_rules,
    help="List the rules and end.",
)
@options.force
@options.quiet
@options.verbose
def clean(**given: Any) -> int:
    """Print the repaired text of INPUT, or what was changed.

    With json the source can be rebuilt from the output (see restore); html is a
    page with source and result side by side.
    """
    from yinfa import pipeline
    from yinfa.batch import run
    from yinfa.batch.outputs import text_format
    from yinfa.formats import TEXTS as MAKERS

    given["script"] = given["script"] or "simplified"
    colour = given["out"] == "-" and _is_coloured()
    wanted = text_format(given["out"], given.pop("format"))
    order = pipeline.Text(wanted, _cleaning(given), given["overrides"], colour)
    made = MAKERS[order.format]
    work = partial(pipeline.clean, order=order)
    return run.run(run.Asked(**given), work, [made.suffix], streams=made.streams, edited=True)


_RESTORE_EXAMPLES = """\b
Examples:
yinfa clean speech.txt --format json -o speech.json
yinfa restore speech.json -o original.txt
"""


@click.command(context_settings=options.CONTEXT, epilog=_RESTORE_EXAMPLES)
@click.argument("cleaned", metavar="CLEANED.json")
@click.option(
    "-o",
    "--out",
    default="out",
    show_default=True,
    allow_from_autoenv=False,
    help="Folder, file, or - for stdout.",
)
@options.force
def restore(*, cleaned: str, out: str, force: bool) -> None:
    """Rebuild the source files from what clean --format json wrote, byte for byte."""
    from yinfa.restoring import restore_all

    for path in restore_all(cleaned, out, force=force):
        click.echo(path)


_CHECK_EXAMPLES = """\b
Examples:
yinfa check out/speech.docx out/speech.pdf
yinfa check received.pdf --style office --json
"""


@click.command(cls=options.Command, context_settings=options.CONTEXT, epilog=_CHECK_EXAMPLES)
@click.argument("files", metavar="FILE.docx|FILE.pdf...", nargs=-1, required=True)
@options.style
@click.option("--json", "as_json", is_flag=True, allow_from_autoenv=False, help="Print JSON, a line a file.")
def check(*, files: tuple[str, ...], style: str, as_json: bool) -> int:
    """Say where finished documents, anyone's, depart from a style sheet.

    Everything is measured in the file itself. Exit code 1: there are faults.
    """
    from yinfa.check import report
    from yinfa.check.files import verdict

    show = report.dumps if as_json else report.table
    return verdict(files, style, lambda one: click.echo(show(one)), lambda text: click.echo(text, err=True))


def _cleaning(given: dict[str, Any]) -> Options:
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
