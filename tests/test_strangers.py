"""A stranger's file neither ends the program nor holds it up."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from factpress.diagnostics import ToolError
from factpress.strangers import apart, contents


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "nowhere.pdf").symlink_to(tmp_path / "gone.pdf")
    (tmp_path / "round.pdf").symlink_to(tmp_path / "round.pdf")
    begun = time.monotonic()
    for path, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "pipe.pdf", "no file that can be read"),
        (Path("/dev/zero"), "no file that can be read"),
        (tmp_path / "nowhere.pdf", "leads to nothing"),
        (tmp_path / "round.pdf", "leads to nothing"),
        (tmp_path / "gone.pdf", "cannot be read"),
        (tmp_path / "a\0b.pdf", "is no file name"),
    ):
        with pytest.raises(ToolError, match=said) as error:
            contents(path, 1_000, "give a .pdf")
        assert error.value.hint
    assert time.monotonic() - begun < 5


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"12345")
    assert contents(tmp_path / "a.pdf", 5, "") == b"12345"
    with pytest.raises(ToolError, match="too large"):
        contents(tmp_path / "a.pdf", 4, "")


def test_what_was_found_comes_back(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"12345")
    assert apart(Path.read_bytes, tmp_path / "a.pdf") == b"12345"


def _refuse(path: Path) -> bytes:
    raise ToolError(f"{path.name} is refused", "take another")


@pytest.mark.parametrize(("work", "longest", "said"), [
    (lambda _: time.sleep(60), 0.3, "takes longer than 0 seconds"),
    (lambda _: os._exit(11), 60, "ended the program"),
    (lambda _: bytearray(10**13), 60, "more memory"),
    (lambda _: int("a wheel"), 60, "ValueError"),
    (_refuse, 60, "a.pdf is refused"),
])  # fmt: skip
def test_work_that_hangs_or_dies_is_ended(tmp_path: Path, work: object, longest: float, said: str) -> None:
    with pytest.raises(ToolError, match=said) as error:
        apart(work, tmp_path / "a.pdf", longest)  # pyright: ignore[reportArgumentType]
    assert error.value.hint
