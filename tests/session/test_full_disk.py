"""A disk that is full, or a folder in which nothing can be written: the change is refused as a whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from factpress.core.diagnostics import ToolError
from factpress.publication.editing import files
from factpress.session import history
from factpress.session.history import HISTORY
from factpress.session.session import Session
from tests.desk.conftest import desk_client
from tests.publications import publication

FACTS = "data/facts/library.yaml"


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("where", ["file", "history", "begin of the history"])
def test_a_change_is_in_its_file_and_in_the_history_or_in_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    root = publication(tmp_path / "library")
    session = Session(root)
    session.change_field("readers", "claim", "Who reads", None, write=True)
    before, kept = (root / FACTS).read_bytes(), (root / HISTORY).read_bytes()
    with monkeypatch.context() as patch:
        if where == "file":
            patch.setattr(files, "place_files", full)
        elif where == "history":
            patch.setattr(history.os, "fsync", full)
        else:
            (root / ".factpress/.gitignore").unlink()
            patch.setattr(Path, "write_bytes", full)
        with pytest.raises(ToolError, match="No space left"):
            session.change_field("readers", "claim", "Who reads here", None, write=True)
    assert ((root / FACTS).read_bytes(), (root / HISTORY).read_bytes()) == (before, kept)
    assert len(session.history.entries) == 1
    assert session.change_field("readers", "claim", "Who reads here", None, write=True).saved
    assert [entry.number for entry in Session(root).history.entries] == [0, 1]
    session.undo()
    assert (root / FACTS).read_bytes() == before


def test_the_page_says_so_at_the_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk_client(publication(tmp_path / "library")) as browser:
        before = browser.facts
        monkeypatch.setattr(files, "place_files", full)
        status, answer = browser.send("PUT", "/claims/readers/claim", value="Who reads", write="1")
        assert status == 422
        for words in ('id="find-f-claim"', "No space left on device.", "Check the free space", "1 field is not saved"):
            assert words in answer
        assert browser.facts == before
