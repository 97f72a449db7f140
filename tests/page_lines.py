"""``python tests/page_lines.py``: learn the weights of ``yinfa.normalize.likeness`` anew.

In: the lines of ``tests/page_lines``, those of pages and those that speakers say, invented
but for old verses and sayings. Out: ``page_weights.txt``. Needs scikit-learn.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from pathlib import Path

from yinfa.normalize import likeness

LINES = Path(__file__).with_name("page_lines")
WEIGHTS = Path(likeness.__file__).with_name("page_weights.txt")

_STRENGTH = 2.0
"""The inverse of the regularisation."""
_CARE = 3.0
"""How much worse it is to take out a speaker's line than to leave a page's."""
_LEAST_SEEN = 2
"""Lines that a gram must stand in."""
_LEAST_WEIGHT = 0.05


def read(name: str) -> list[str]:
    """The lines of a file, each wording once whatever its numbers."""
    rows = (LINES / f"{name}.txt").read_text("utf-8").splitlines()
    return list({re.sub(r"\d", "0", row): row for row in rows if row.strip()}.values())


def fingerprint() -> str:
    """A digest of the lines that the weights are learnt from."""
    return hashlib.sha256("\n".join(read("page") + read("said")).encode()).hexdigest()[:16]


def learn(page: list[str], said: list[str]) -> tuple[float, dict[str, float]]:
    """The bias and the weights of a logistic regression with L2 regularisation."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    table = CountVectorizer(analyzer=likeness.grams, min_df=_LEAST_SEEN, binary=True)
    seen = table.fit_transform(page + said)
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", class_weight={1: 1.0, 0: _CARE})
    model.fit(seen, [1] * len(page) + [0] * len(said))
    weights = zip(table.get_feature_names_out(), model.coef_[0], strict=True)
    return float(model.intercept_[0]), {str(gram): float(weight) for gram, weight in weights}


def written(bias: float, weights: dict[str, float]) -> str:
    """The file of weights: rounded to tenths, grams of one weight in one row."""
    rows: defaultdict[float, list[str]] = defaultdict(list)
    for gram, weight in sorted(weights.items()):
        if abs(weight) >= _LEAST_WEIGHT:
            rows[round(weight, 1)].append(gram)
    body = (f"{weight} {' '.join(grams)}" for weight, grams in sorted(rows.items()))
    return "\n".join((fingerprint(), f"{bias:.2f}", *body)) + "\n"


if __name__ == "__main__":
    WEIGHTS.write_text(written(*learn(read("page"), read("said"))), encoding="utf-8")
