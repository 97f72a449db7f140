"""The command line: parse, call, print. No logic.

stdout carries results, stderr everything else. Rooms are imported inside the
commands, so that ``--help`` and ``--version`` cost next to nothing.
"""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Sequence

import click

import yinfa
from yinfa.cli import documents, fonts, styles
from yinfa.cli.options import CONTEXT
from yinfa.errors import ExitCode, YinfaError


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


_CLI_EXAMPLES = """\b
Examples:
yinfa export speech.txt             out/speech.docx and out/speech.pdf
yinfa export speeches/ -o issued    a whole folder, its tree kept
yinfa clean speech.txt              the repaired text
"""


@click.group(context_settings=CONTEXT, epilog=_CLI_EXAMPLES)
@click.version_option(yinfa.__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Issue raw Chinese speeches as official documents (DOCX and PDF).

    Options can also be set in yinfa.toml (style = "office") or in the
    environment (YINFA_STYLE=office).
    """


for command in (
    documents.export,
    documents.clean,
    documents.restore,
    styles.styles,
    fonts.fonts,
    documents.check,
):
    cli.add_command(command)
