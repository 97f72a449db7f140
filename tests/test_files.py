"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from yinfa import files
from yinfa.errors import OutputError


def never(_: bytes) -> bool:
    return False


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    files.write(tmp_path / "a.pdf", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"new"}


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_new_file_has_the_usual_permissions_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        files.write(tmp_path / "new", b"")
    finally:
        os.umask(mask)
    (tmp_path / "old").write_bytes(b"")
    (tmp_path / "old").chmod(0o604)
    files.write(tmp_path / "old", b"new")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"new": 0o640, "old": 0o604}


@pytest.mark.parametrize("seam", ["_fill", "_mode"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seam: str, error: BaseException
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(files, seam, fail)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        files.write(tmp_path / "a.pdf", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"old"}


def test_a_full_disk_is_told_with_the_file_and_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device") as caught:
        files.write(tmp_path / "a.pdf", b"new")
    assert caught.value.place == str(tmp_path / "a.pdf")
    assert "disk" in caught.value.remedy


def test_a_folder_that_is_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError):
        files.make_folder(tmp_path / "out" / "deep")


def test_a_foreign_file_is_not_replaceable_without_force(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"another's")
    with pytest.raises(OutputError, match="did not write"):
        files.check_replaceable(tmp_path / "a.pdf", never, force=False)
    files.check_replaceable(tmp_path / "a.pdf", never, force=True)
    files.check_replaceable(tmp_path / "a.pdf", lambda data: data == b"another's", force=False)
    files.check_replaceable(tmp_path / "none.pdf", never, force=False)


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder"):
        files.check_replaceable(tmp_path, never, force=True)
