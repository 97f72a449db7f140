"""The commands about fonts: fonts list, check."""

from __future__ import annotations

from typing import Any

import click

from yinfa.cli import options
from yinfa.errors import ExitCode


@click.group(context_settings=options.CONTEXT)
def fonts() -> None:
    """List the fonts, and check what they can draw."""


@fonts.command("list", context_settings=options.CONTEXT)
def list_fonts() -> None:
    """Print the fonts that come with Yinfa: role, family, version, licence, file."""
    from yinfa.fonts import bundled

    for font in bundled():
        click.echo("\t".join((font.role, font.family, font.version, font.licence, str(font.path))))


@fonts.command("check", cls=options.Command, context_settings=options.CONTEXT)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@options.style
@options.setting
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
