"""A new publication: what stands in its way is said in a sentence."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from factpress.core.diagnostics import ToolError
from factpress.workflows.scaffold import create_publication


def test_the_files_of_an_editor_are_named(tmp_path: Path) -> None:
    written = create_publication(tmp_path / "mine")
    assert tmp_path / "mine" / "data" / "publication.yaml" in written
    assert all(path.is_file() for path in written)


def test_a_folder_that_may_not_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(ToolError, match=f"cannot write .*: {os.strerror(errno.EACCES)}") as error:
        create_publication(tmp_path)
    assert error.value.hint == "check the free space and the permissions"


def test_files_that_cannot_be_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ToolError, match=os.strerror(errno.ENOSPC)) as error:
        create_publication(tmp_path / "mine")
    assert "None" not in str(error.value)
    assert "Errno" not in str(error.value)
