"""What several workers share is made by one of them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from workshop import once


def test_files_are_made_once_for_all_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    made: list[Path] = []

    def make(folder: Path) -> Mapping[str, Path]:
        made.append(folder)
        return {"slides": folder / "slides.pptx"}

    with ThreadPoolExecutor() as workers:
        got = list(workers.map(lambda i: once(tmp_path / f"popen-gw{i}", "built", make), range(4)))
    assert made == [tmp_path / "built" / "files"]
    assert got == [{"slides": made[0] / "slides.pptx"}] * 4


def test_what_failed_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)

    def fails(_folder: Path) -> Mapping[str, Path]:
        raise AssertionError

    with pytest.raises(AssertionError):
        once(tmp_path, "built", fails)
    assert once(tmp_path, "built", lambda folder: {"a": folder / "a"}) == {"a": tmp_path / "built" / "files" / "a"}
