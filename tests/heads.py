"""``python tests/heads.py``: learn the weights of ``yinfa.normalize.whole_heads`` anew.

In: the files of ``tests/heads``, all invented: titles, subtitles, speakers (a post and a name
with a blank between), audiences, first sentences. Heads are composed of them at random, and
what speakers say in ``tests/page_lines`` are texts without a head. Out: ``head_weights.txt``.
Needs scikit-learn, as ``headings.py`` does, whose model this is.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import headings
import page_lines
from yinfa.normalize import whole_heads

HEADS = Path(__file__).with_name("heads")
WEIGHTS = Path(whole_heads.__file__).with_name("head_weights.txt")
KINDS = ("titles", "subtitles", "speakers", "audiences", "sentences")

_MADE = 3000
_SAID = 1200
"""Heads that are composed, and texts without one."""
_STRENGTH = 0.5
"""The inverse of the regularisation."""
_LEAST_SAID = 25
"""Characters of a paragraph that is learnt as such."""


def read(kind: str) -> list[str]:
    """The lines of a file."""
    return (HEADS / f"{kind}.txt").read_text("utf-8").split("\n")[:-1]


def fingerprint() -> str:
    """A digest of the pieces that the weights are learnt from."""
    files = b"".join((HEADS / f"{kind}.txt").read_bytes() for kind in KINDS)
    return hashlib.sha256(files).hexdigest()[:16]


class Composer:
    """Makes heads of the pieces."""

    _posts: Sequence[str]
    _names: Sequence[str]

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._pieces = {kind: read(kind) for kind in KINDS}
        pairs = [line.partition(" ")[::2] for line in self._pieces["speakers"] if " " in line]
        self._posts, self._names = zip(
            *((post, name) for post, name in pairs if "：" not in post), strict=True
        )

    def head(self) -> tuple[list[str], str]:
        """The pieces of a head, and how the speech goes on; the last piece is no salutation in one of eight."""
        rng = self._rng
        pick = {kind: rng.choice(lines) for kind, lines in self._pieces.items()}
        head = [pick["titles"]]
        if rng.random() < 0.3 and "——" not in head[0]:
            head.append(pick["subtitles"])
        beside = [self._speaker(pick["speakers"])] if rng.random() < 0.55 else []
        if rng.random() < 0.45:
            beside.insert(rng.random() < 0.65 and len(beside), self._day())
        head += beside
        if rng.random() < 0.88:
            head.append(pick["audiences"])
        return head, pick["sentences"] + rng.choice(self._pieces["sentences"])

    def _speaker(self, line: str) -> str:
        rng = self._rng
        post, name = rng.choice(self._posts), rng.choice(self._names)
        way = rng.random()
        if way < 0.06:
            return rng.choice(("主讲人：", "演讲人：", "主持人：", "汇报人：", "述职人：")) + post + name
        if way < 0.4:
            return line.replace(" ", "")
        if way < 0.82:
            return post + name
        if way < 0.94:
            return name
        return rng.choice((f"（{post}{name}）", f"{name}（{post}）"))

    def _day(self) -> str:
        rng = self._rng
        year, month, day = rng.randint(1950, 2025), rng.randint(1, 12), rng.randint(1, 28)
        spelt = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
        numbers = ("", *"一二三四五六七八九十", "十一", "十二")
        return rng.choice(
            (
                f"{year}年{month}月{day}日",
                f"{year}年{month}月{day}日",
                f"（{year}年{month}月{day}日）",
                f"（{year}年{month}月{day}日）",
                f"{year}年{month}月",
                f"（{year}年{month}月）",
                f"{spelt}年{numbers[month]}月{numbers[day % 10 + 1]}日",
                f"（{spelt}年{numbers[month]}月{numbers[day % 10 + 1]}日）",
                f"{year}.{month}.{day}",
                f"（{year}.{month}.{day}）",
                f"{year}-{month:02d}-{day:02d}",
                f"{year}年{month}月{day}日{rng.choice(('上午', '下午', '晚', '夜', '上午9时', '下午3:00'))}",
                f"{year}年{month}月{day}日于{rng.choice(('县礼堂', '柳河', '桂林', '镇文化站', '省城'))}",
                f"{year}年{month}月{day}日{rng.choice('，·')}{rng.choice(('杭州', '青石镇', '成都', '镇礼堂'))}",
                f"（{year}年{month}月{day}日，{rng.choice(('杭州', '县礼堂', '市会议中心', '根据录音整理'))}）",
            )
        )


def examples() -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Texts, where the pieces of their heads end, and of what kind the last one is; none where no head is."""
    composer = Composer(1)
    for _ in range(_MADE):
        head, behind = composer.head()
        ends = [sum(map(len, head[:count])) for count in range(1, len(head) + 1)]
        called = head[-1][-1] in "：！" and len(head) > 1
        yield "".join(head) + behind, tuple(ends), "A" if called else "B"
    said = [line for line in page_lines.read("said") if len(line) >= _LEAST_SAID and line[-1] in "。！？"]
    rng = random.Random(1)
    for _ in range(_SAID):
        yield rng.choice(said) + rng.choice(said), (), ""


def learn() -> dict[str, float]:
    """The weights of the signs."""
    groups = []
    for text, ends, last in examples():
        found = list(whole_heads.readings(text))
        right = [at for at, own in enumerate(found) if own.places == ends and own.kinds[-1] == last]
        if right or not ends:
            alternatives = [
                {sign: float(count) for sign, count in own.signs.items() if count} for own in found
            ]
            groups.append(headings.Group([*alternatives, {}], right[0] if right else len(found), 1.0))
    return headings.fit(groups, _STRENGTH)


if __name__ == "__main__":
    rows = headings.rows(learn())
    WEIGHTS.write_text("\n".join((fingerprint(), *rows)) + "\n", encoding="utf-8")
