"""What commands share: arguments, options, and where options that are not given come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from yinfa.overrides import Overrides

SCRIPTS = ("simplified", "traditional", "traditional-tw", "traditional-hk", "keep")


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


class Command(click.Command):
    """A command whose options take their defaults from the settings files."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the settings files first, unless only help is asked for."""
        if not {"-h", "--help"}.intersection(args):
            ctx.default_map = self._defaults()
        return super().parse_args(ctx, args)

    def _defaults(self) -> dict[str, Any]:
        from yinfa import settings

        given = settings.load(Path.cwd())
        names = {str(option.name) for option in self.params if getattr(option, "allow_from_autoenv", False)}
        return {key: value for key, value in given.items() if key in names}


CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "YINFA"}

inputs = click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
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


def cleaning(function: Callable[..., int]) -> Callable[..., int]:
    """Give the function of a command the options of cleaning."""
    for option in (_overrides, _protect, _no_rule, _rule, _script):
        function = option(function)
    return function


style = click.option(
    "--style", default="official", show_default=True, metavar="NAME|FILE.toml", help="Style sheet."
)
setting = click.option("--set", multiple=True, metavar="KEY=VALUE", help="Change a value of the style sheet.")
force = click.option("--force", is_flag=True, help="Replace files that Yinfa did not write.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Say what was done to each file.")
stdout = click.option(
    "-o",
    "--out",
    default="-",
    show_default=True,
    allow_from_autoenv=False,
    help="Folder, file, or - for stdout.",
)
