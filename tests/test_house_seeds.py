"""The bundled samples: each says, when it is clean, exactly what was written before it was damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from yinfa.cleaned import make_clean
from yinfa.formats.json import record
from yinfa.normalize import Options
from yinfa.source import read

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in {".txt", ".html"})
TRUTHS = ROOT / "tests" / "cases" / "seeds"


def truth(seed: Path) -> Any:
    return json.loads((TRUTHS / f"{seed.stem}.expected.json").read_text("utf-8"))


def texts(speech: dict[str, Any]) -> list[str]:
    """Every line of a speech as the JSON gives it."""
    head = [speech[name] for name in ("title", "subtitle", "speaker", "date_text", "closing") if speech[name]]
    return head + speech["salutation"] + [block["text"] for block in speech["body"]]
