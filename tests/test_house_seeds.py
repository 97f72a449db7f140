"""The bundled samples: each says, when it is clean, exactly what was written before it was damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from yinfa.cleaned import make_clean
from yinfa.formats.json import dumps
from yinfa.normalize import Options
from yinfa.source import read

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in {".txt", ".html"})
TRUTHS = ROOT / "tests" / "cases" / "seeds"


def truth(seed: Path) -> Any:
    return json.loads((TRUTHS / f"{seed.stem}.expected.json").read_text("utf-8"))


def texts(speech: dict[str, Any]) -> list[str]:
    """Every line of a speech as the JSON gives it."""
    head: list[str] = [
        speech[name] for name in ("title", "subtitle", "speaker", "date_text", "closing") if speech[name]
    ]
    return [*head, *speech["salutation"], *(block["text"] for block in speech["body"])]


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: seed.stem)
def seed(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_sample_has_its_truth_and_every_truth_its_sample() -> None:
    truths = {path.name.removesuffix(".expected.json") for path in TRUTHS.glob("*.json")}
    assert truths == {seed.stem for seed in SEEDS}
    assert len(SEEDS) >= 10


def test_the_truth_keeps_to_the_contract(seed: Path) -> None:
    for speech in truth(seed):
        for text in texts(speech):
            assert text
            assert text == text.strip()
            assert "\n" not in text
        for block in speech["body"]:
            for lead in block.get("leads", ()):
                assert (lead["start"], lead["end"]) == (0, block["text"].index("。") + 1)
                assert lead["end"] < len(block["text"])


def test_a_sample_cleaned_says_what_was_written(seed: Path) -> None:
    speeches = json.loads(dumps(make_clean(read(seed, seed.name), Options())))["speeches"]
    for speech in speeches:
        del speech["warnings"]
    assert speeches == truth(seed)
