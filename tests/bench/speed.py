"""``python -m tests.bench.speed [PART...]``: what a run costs, and how time grows with length.

``start`` measures processes of their own and tells how often the interpreter could
have started in their time; ``stages`` the steps of a document in a process that is
warm; ``wholes`` and ``rules`` all rules and each alone, at n and 4n characters with
their ratio: 4 is linear. The texts are clean speeches and texts made to be hard on
patterns. Nothing is asserted: a machine may be busy.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import click

from yinfa.normalize import Rule

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

_SHORT = 4_000
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
    "drafts": "讲话范文精选3篇",
    "dotted brackets": "【......",
    "selectors": "div.a p:b ",
    "speakers": "男A女B、",
    "feasts": "2024年1月1日农历周一晚",
    "addressed": "老师们、同学们",
    "pieces": "第一篇：在会议上的讲话\n同志们：\n今天开会。\n",
    "lists of links": "相关推荐\n今天我们开会，讲三点意见，请大家认真落实。\n",
    "printed lines": "今天我们开会讲三点意见请大家认真落实好各项工作 ",
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


def start() -> Iterator[str]:
    """A row for each run of a process of its own: `yinfa` as it is called, the speech of a seed."""
    seed = Path(__file__).resolve().parents[2] / "seeds" / "01-flood-dispatch.txt"
    bare = _process("-c", "pass")
    yield f"| python -c pass | {bare * 1000:.0f} | 1 |"
    with TemporaryDirectory() as folder:
        for words in ("--version", "--help", "clean SEED", "export SEED --to docx", "export SEED --to pdf"):
            arguments = [str(seed) if word == "SEED" else word for word in words.split()]
            out = ["-o", folder] if "SEED" in words else []
            took = _process("-m", "yinfa", *arguments, *out)
            yield f"| yinfa {words} | {took * 1000:.0f} | {took / bare:.1f} |"


def _process(*arguments: str) -> float:
    """The shortest of some runs of a process, in seconds; a first one has written what Python caches."""
    run = partial(subprocess.run, [sys.executable, *arguments], check=True, capture_output=True)
    run()
    return min(seconds(run) for _ in range(2))


def stages(length: int) -> Iterator[str]:
    """A row for each step on the way of a speech of n and 4n characters to its documents."""
    short, long = ([*_steps(clean_text(size))] for size in (length, length * 4))
    for (name, at_n), (_, at_4n) in zip(short, long, strict=True):
        yield f"| {name} | clean | {at_n * 1000:.1f} | {at_4n * 1000:.1f} | {at_4n / at_n:.1f} |"


def _steps(text: str) -> Iterator[tuple[str, float]]:
    """The name and the seconds of each step; what comes before it is done."""
    from yinfa.flow import flow
    from yinfa.formats import DOCUMENTS, Typeset
    from yinfa.layout.pages import paginate
    from yinfa.pipeline import workshop
    from yinfa.speech import Paragraph, Speech

    yield "clean", seconds(partial(_clean, text))
    sheet, fonts = workshop("official", ())
    speech = Speech(title="在会议上的讲话", body=tuple(map(Paragraph, text.split())))
    yield "lay out", seconds(lambda: paginate(flow(speech, sheet), sheet, fonts))
    typeset = Typeset(speech, sheet, fonts, tuple(paginate(flow(speech, sheet), sheet, fonts)))
    for name, make in DOCUMENTS.items():
        yield name, seconds(partial(make, typeset))


def shifted() -> Iterator[str]:
    """A row for a page whose bytes were shifted, the hardest of all damage."""
    import yinfa
    from bench.grammar import compose
    from damage import damage, fits

    document = next(made for made in map(compose, range(100)) if fits(made, ("shifted GBK",)))
    sample = damage((document,), ("shifted GBK",), Random(1))
    took = seconds(lambda: yinfa.clean(sample.data))
    yield f"| clean | a shifted page of {len(document.text)} characters | {took * 1000:.0f} |"


_GROWTH = "| what | text | n characters, ms | 4n characters, ms | ratio |\n|---|---|---|---|---|"
_PARTS = ("start", "stages", "shifted", "wholes", "rules")


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(_PARTS))
@click.option("--length", default=_SHORT, show_default=True, help="n, in characters.")
@click.option("--least", default=0.3, show_default=True, help="Show rules that take so many seconds at 4n.")
def main(parts: tuple[str, ...], length: int, least: float) -> None:
    """What a run costs, and how time grows with length; all PARTS if none is named."""
    tables: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
        "start": ("| run | ms | times Python's own start |\n|---|---|---|", start),
        "stages": (_GROWTH, partial(stages, length)),
        "shifted": ("| what | text | ms |\n|---|---|---|", shifted),
        "wholes": (_GROWTH, partial(wholes, length)),
        "rules": (_GROWTH, partial(rules, length, least)),
    }
    for part in parts or _PARTS:
        head, rows = tables[part]
        click.echo(head)
        for row in rows():
            click.echo(row)
        click.echo()


if __name__ == "__main__":
    main()
