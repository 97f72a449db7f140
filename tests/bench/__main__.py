"""``python -m tests.bench``: print the table of rates; write examples of failures to a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


KNOWN = Path(__file__).resolve().parents[1] / "cases" / "known_failures.toml"


@click.command()
@click.option("--size", default=100, show_default=True, help="Documents a family.")
@click.option("--seed", default=0, show_default=True, help="Another seed: other documents, other damage.")
@click.option(
    "--only", multiple=True, metavar="FAMILY", help="These families alone; `stacks` for the stacks."
)
@click.option(
    "--failures", "target", type=click.Path(path_type=Path), help="Write what went wrong to this file."
)
@click.option(
    "--known", is_flag=True, help="Renew the list of known failures among the tests' samples instead."
)
@click.option("--most", default=6, show_default=True, help="Failures shown of a family.")
def main(size: int, seed: int, only: tuple[str, ...], target: Path | None, known: bool, most: int) -> None:
    """Exact-document rates by family of damage."""
    from bench.rates import HEADER, all_rates, failures, known_failures
    from damage import STAGES

    unknown = sorted({*only} - {*STAGES, "stacks"})
    if unknown:
        raise click.BadParameter(
            f"no family is called {', '.join(unknown)}; there are: {', '.join((*STAGES, 'stacks'))}"
        )
    if known:
        head, mark, _ = KNOWN.read_text("utf-8").partition("[damage]\n")
        KNOWN.write_text(head + mark + "".join(f"{row}\n" for row in known_failures()), "utf-8")
        return
    click.echo(HEADER)
    shown = []
    for rate in all_rates(size, seed, only):
        if rate.verdicts:
            click.echo(rate.row())
            shown.append((rate.row(), failures(rate, most)))
    if target:
        rows, texts = zip(*shown, strict=True)
        target.write_text("\n".join([HEADER, *rows, *texts]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
