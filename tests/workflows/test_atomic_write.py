"""Files are put in their places all together or not at all, and with the rights that an editor gave them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from factpress.core.diagnostics import ToolError
from factpress.workflows.atomic_write import write_all


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_all_are_put(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write_all({tmp_path / "a": b"new", tmp_path / "below" / "b": b"more"})
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "below" / "b").read_bytes() == b"more"
    assert names(tmp_path) == ["a", "below"]
    assert names(tmp_path / "below") == ["b"]


def test_where_one_cannot_be_written_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(ToolError, match=r"cannot write .*b: ") as error:
        write_all({tmp_path / "a": b"new", tmp_path / "file" / "b": b"more"})
    assert error.value.hint == "check the free space and the permissions"
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a", "file"]


def test_nothing_is_left_where_a_file_cannot_be_renamed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(ToolError, match="cannot write"):
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"more"})
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(os.name != "posix", reason="rights as numbers are POSIX")
def test_a_new_file_has_the_rights_of_the_old_one_or_of_the_umask(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    before = os.umask(0o027)
    try:
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"more"})
    finally:
        os.umask(before)
    assert mode(tmp_path / "a") == 0o640
    assert mode(tmp_path / "b") == 0o666 & ~0o027
