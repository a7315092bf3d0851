"""No temporary files stay: those of a process that was killed are removed by the next one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from factpress.core import temporary_folder as module
from factpress.core.temporary_folder import remove_abandoned, temporary_files_here, temporary_folder

forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    base = tmp_path / "temporary"
    base.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(base))
    monkeypatch.setattr(module, "_folders", [])
    return base


def _work(end: str) -> None:
    with temporary_files_here():
        (Path(tempfile.mkdtemp(prefix="weasyprint-")) / "font.ttf").write_bytes(b"font")
    if end == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if end == "waiting":
        time.sleep(60)


def run(end: str) -> BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=_work, args=(end,))
    process.start()
    if end != "waiting":
        process.join()
    return process


@forks
def test_a_process_that_ends_removes_its_folder(elsewhere: Path) -> None:
    run("ended")
    assert list(elsewhere.iterdir()) == []


@forks
def test_the_next_process_removes_that_of_a_killed_one(elsewhere: Path) -> None:
    run("killed")
    assert len(list(elsewhere.rglob("font.ttf"))) == 1
    folder = temporary_folder()
    assert sorted(elsewhere.iterdir()) == [folder, folder.with_name(folder.name + ".lock")]
    assert temporary_folder() == folder


@forks
def test_the_folder_of_a_process_that_works_stays(elsewhere: Path) -> None:
    process = run("waiting")
    while not list(elsewhere.rglob("font.ttf")):
        time.sleep(0.01)
    remove_abandoned(elsewhere)
    assert len(list(elsewhere.rglob("font.ttf"))) == 1
    process.kill()
    process.join()
    remove_abandoned(elsewhere)
    assert list(elsewhere.iterdir()) == []


def test_files_of_others_stay(elsewhere: Path) -> None:
    for name in ("factpress-notes.lock", "factpress-0123456789abcdef.txt", "weasyprint-abcdefgh", "factpress-beef"):
        (elsewhere / name).write_bytes(b"mine")
    (elsewhere / "target").write_bytes(b"mine")
    (elsewhere / "factpress-0123.lock").symlink_to(elsewhere / "target")
    before = sorted(elsewhere.iterdir())
    remove_abandoned(elsewhere)
    assert sorted(elsewhere.iterdir()) == before


def test_without_a_writable_folder_work_goes_on(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere / "missing"))
    with temporary_files_here():
        assert tempfile.gettempdir() == str(elsewhere / "missing")
