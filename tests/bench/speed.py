"""``python -m tests.bench.speed``: how time grows with length, a rule at a time and as a whole.

Printed are milliseconds at n and 4n characters and their ratio: 4 is linear. The
texts are clean speeches and texts made to be hard on patterns. Nothing is
asserted: a machine may be busy.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

import click

from yinfa.normalize import Rule

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

_SHORT = 20_000
_SUSPECT = 5.0
"""A ratio above this is shown with a mark."""

_HARD = {
    "open quotes": "他说：“一是“好‘的",
    "straight quotes": "\"'“",
    "open brackets": "(（[【《",
    "closing brackets": ")）]】》",
    "blanks": " \u3000\xa0",
    "line ends": "\n \r\n",
    "points": "...。。。…",
    "dashes": "—-–─",
    "digits": "1234567890",
    "numbers": "一、（一）1.（1）第一，一是",
    "hidden names": "xX*☆×",
    "labels": "来源时间点击作者编辑打印",
    "breadcrumbs": "首页>讲话>",
    "salutations": "各位领导、同志们",
    "titles": "在会议上的讲话",
    "question marks": "?(？",
    "tags": "<p><&nbsp;&#",
    "misread": "é¢å¯¼Ã¤",
    "glosses": "領(lǐng)",
    "latin": "Hello, world! ",
    "jammer": "/ G- k; W% a% |( ^# n",
    "one word": "的",
    "one line": "同志们今天我们在这里开会",
    "addresses": "www.a.cn/a,b@c.d",
}


def clean_text(length: int) -> str:
    """Composed speeches of about so many characters."""
    from bench.grammar import compose

    pieces: list[str] = []
    seed = 0
    while sum(map(len, pieces)) < length:
        pieces.append(compose(seed).text)
        seed += 1
    return "\n".join(pieces)[:length]


def _texts(length: int, times: int = 1) -> Iterator[tuple[str, str]]:
    """The texts of a length, by name; `times` repeats what they are made of."""
    yield "clean", "\n".join([clean_text(length)] * times)
    for name, piece in _HARD.items():
        yield name, (piece * (length // len(piece) + 1))[:length] * times


def seconds(run: Callable[[], object]) -> float:
    """The shorter of two runs."""
    times = []
    for _ in range(2):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


def rules(length: int, least: float) -> Iterator[str]:
    """A row for each rule and text that takes longer than `least` seconds, or grows faster than its text."""
    from yinfa.normalize import RULES

    short, long = dict(_texts(length)), dict(_texts(length, 4))
    for rule in RULES:
        for name, text in short.items():
            at_n, at_4n = (seconds(partial(_edits, rule, given)) for given in (text, long[name]))
            ratio = at_4n / max(at_n, 1e-5)
            if at_4n > least or (ratio > _SUSPECT and at_4n > 0.02):
                mark = " **" if ratio > _SUSPECT else ""
                yield f"| {rule.name} | {name} | {at_n * 1000:.1f} | {at_4n * 1000:.1f} | {ratio:.1f}{mark} |"


def wholes(length: int) -> Iterator[str]:
    """A row for each text through all rules and the reading of structure."""
    for (name, short), (_, long) in zip(_texts(length), _texts(length, 4), strict=True):
        at_n, at_4n = seconds(partial(_clean, short)), seconds(partial(_clean, long))
        ratio = at_4n / max(at_n, 1e-5)
        mark = " **" if ratio > _SUSPECT else ""
        yield f"| all | {name} | {at_n * 1000:.0f} | {at_4n * 1000:.0f} | {ratio:.1f}{mark} |"


def _edits(rule: Rule, text: str) -> object:
    return list(rule.edits(text))


def _clean(text: str) -> object:
    from yinfa.normalize import normalize
    from yinfa.structure import read

    return read(normalize(text))


def marks() -> Iterator[str]:
    """Times of single runs: a speech, a long text, a shifted page, start-up."""
    import yinfa
    from bench.grammar import compose
    from damage import damage, fits

    _clean("同志们：")
    speech = clean_text(4000)
    yield f"| a speech of 4,000 characters | {seconds(lambda: yinfa.clean(speech)) * 1000:.0f} ms |"
    long = clean_text(1_000_000)
    yield f"| a text of 1,000,000 characters | {seconds(lambda: yinfa.clean(long)):.1f} s |"
    document = next(made for made in map(compose, range(100)) if fits(made, ("shifted GBK",)))
    sample = damage((document,), ("shifted GBK",), Random(1))
    yield f"| a shifted page of {len(document.text)} characters | {seconds(lambda: yinfa.clean(sample.data)) * 1000:.0f} ms |"
    for words in ("--version", "clean --help"):
        command = [sys.executable, "-m", "yinfa", *words.split()]
        took = seconds(partial(subprocess.run, command, check=True, capture_output=True))
        yield f"| yinfa {words} | {took * 1000:.0f} ms |"


@click.command()
@click.option("--length", default=_SHORT, show_default=True, help="n, in characters.")
@click.option("--least", default=0.3, show_default=True, help="Show rules that take so many seconds at 4n.")
def main(length: int, least: float) -> None:
    """How time grows with length."""
    click.echo("| run | time |\n|---|---|")
    for row in marks():
        click.echo(row)
    click.echo(
        f"\n| rule | text | {length:,} characters, ms | {length * 4:,}, ms | ratio |\n|---|---|---|---|---|"
    )
    for row in (*wholes(length), *rules(length, least)):
        click.echo(row)


if __name__ == "__main__":
    main()
