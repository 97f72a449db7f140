"""Text copied out of a printed page becomes the speech again: our own PDF, read by pdftotext."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import yinfa

COLLECTIONS = {"06-three-speeches", "08-school-opening"}
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
SINGLE = [seed for seed in SEEDS if seed.stem not in COLLECTIONS]
AMBIGUOUS = {"11-commendation"}
"""A paragraph's last line is as full as the others there: without indents nothing shows its end."""


def _rows(copied: str) -> list[str]:
    return [row.strip() for row in copied.replace("\f", "\n").split("\n") if row.strip()]


COPIES: dict[str, Callable[[str], str]] = {
    "without indents": lambda copied: "\n".join(_rows(copied)),
    "without indents, marks narrowed": lambda copied: "\n".join(_rows(copied)).translate(
        str.maketrans("，：；？！（）", ",:;?!()")
    ),
    "blanks for line ends": lambda copied: " ".join(_rows(copied)),
}


@pytest.mark.judge("pdftotext")
@pytest.mark.parametrize("seed", SINGLE, ids=lambda seed: seed.stem)
def test_a_speech_copied_out_of_its_pdf_is_the_speech(tmp_path: Path, seed: Path) -> None:
    """Every character is there; the paragraphs too, where their ends can be seen."""
    (pdf,) = yinfa.export(seed, tmp_path, formats=("pdf",))
    copied = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    speech = yinfa.clean(seed).text
    for way, change in COPIES.items():
        text = yinfa.clean(change(copied)).text
        assert text.replace("\n", "") == speech.replace("\n", ""), way
        if seed.stem not in AMBIGUOUS:
            assert text == speech, way
