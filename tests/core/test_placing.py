"""Files of one build belong together: a process that is killed leaves the old set or the new one."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from kill_placing import files_of, fill, run_killed, verdict

from factpress.core import placing
from factpress.core.diagnostics import ToolError
from factpress.core.placing import WORK, PlacingError, place_files, settle
from factpress.workflows.atomic_write import write_all

OLD = {"a.pdf": b"old a", "b.pdf": b"old b", "mine.txt": b"an editor's own"}
NEW = {"a.pdf": b"new a", "b.pdf": b"new b", "below/c.txt": b"new c"}

forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked")


@forks
def test_killed_before_any_step_the_old_or_the_new_files_are_there(tmp_path: Path) -> None:
    folder, step, seen = tmp_path / "build", 1, list[str]()
    fill(folder, OLD)
    while run_killed(step, folder, lambda: place_files(folder, NEW)):
        settle(folder)
        (folder / "below").mkdir(exist_ok=True)
        there = {name: content for name, content in files_of(folder).items() if name != "below"}
        seen.append("old" if there == OLD else "new" if there == {**OLD, **NEW} else f"{there}")
        fill(folder, OLD)
        step += 1
    assert step > 20
    commit = seen.index("new")
    assert seen == ["old"] * commit + ["new"] * (len(seen) - commit)


@forks
def test_the_next_process_may_be_killed_too(tmp_path: Path) -> None:
    folder, step = tmp_path / "build", 1
    new = {name: content for name, content in NEW.items() if "/" not in name}
    fill(folder, OLD)
    while run_killed(step, folder, lambda: place_files(folder, new)):
        left, second = files_of(folder), 1
        while run_killed(second, folder, lambda: settle(folder)):
            settle(folder)
            assert verdict(folder, OLD, new) in ("old", "new")
            fill(folder, left)
            second += 2
        fill(folder, OLD)
        step += 3


@forks
def test_a_file_that_cannot_be_placed_undoes_the_others_even_if_killed(tmp_path: Path) -> None:
    folder, step = tmp_path / "build", 1

    def fail() -> None:
        forward = placing._forward

        def stops(*arguments: object) -> None:
            forward(*arguments)  # pyright: ignore[reportArgumentType]
            raise PlacingError(folder / "b.pdf", OSError(16, "in use"))

        placing._forward = stops
        with pytest.raises(PlacingError):
            place_files(folder, {**NEW, "new.txt": b"new"})

    fill(folder, {**OLD, "below/c.txt": b"old c"})
    before, undone = files_of(folder), False
    while run_killed(step, folder, fail):
        undone = undone or (folder / WORK / "undo").exists()
        settle(folder)
        after = files_of(folder)
        assert after == before or (not undone and after == {**OLD, **NEW, "new.txt": b"new"})
        fill(folder, before)
        step += 1
    assert files_of(folder) == before
    assert undone


def test_nothing_is_changed_where_one_file_cannot_be_replaced(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    (tmp_path / "z.pdf").mkdir()
    with pytest.raises(PlacingError) as error:
        place_files(tmp_path, {"a.pdf": b"new", "z.pdf": b"new"})
    assert error.value.path == tmp_path / "z.pdf"
    assert files_of(tmp_path) == {**OLD, "z.pdf": b""}


def test_a_file_in_use_undoes_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, OLD)
    replace = os.replace

    def in_use(source: Path, target: Path) -> None:
        if Path(source).name == "new-1":
            raise PermissionError(13, "The file is used by another program")
        replace(source, target)

    monkeypatch.setattr(os, "replace", in_use)
    with pytest.raises(ToolError, match=r"cannot write .*b\.pdf: The file is used") as error:
        write_all({tmp_path / name: content for name, content in NEW.items()})
    assert error.value.hint == "close it in other programs"
    assert {name: data for name, data in files_of(tmp_path).items() if name != "below"} == OLD


def journal(folder: Path, name: str) -> None:
    (folder / WORK).mkdir()
    (folder / WORK / "journal").write_text(json.dumps([{"name": name, "replaces": True}]))
    (folder / WORK / "new-0").write_bytes(b"foreign")


@pytest.mark.parametrize("name", ["../outside", "/outside", "link/outside", f"{WORK}/x", "a\\b", "", "."])
def test_a_journal_that_names_files_elsewhere_is_not_followed(tmp_path: Path, name: str) -> None:
    folder, outside = tmp_path / "build", tmp_path / "elsewhere"
    outside.mkdir()
    fill(folder, OLD)
    (folder / "link").symlink_to(outside)
    journal(folder, name)
    settle(folder)
    (folder / "link").unlink()
    assert files_of(tmp_path) == {f"build/{name}": data for name, data in OLD.items()} | {"elsewhere": b""}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'[{"name": 1}]', b"\xff", b'{"a": 1}'])
def test_a_damaged_journal_is_removed(tmp_path: Path, content: bytes) -> None:
    fill(tmp_path, OLD)
    journal(tmp_path, "a.pdf")
    (tmp_path / WORK / "journal").write_bytes(content)
    settle(tmp_path)
    assert files_of(tmp_path) == OLD


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    others = {".a.pdf.1f2e3d4c": b"x", "new-0": b"x", "journal": b"x", ".factpress-work.txt": b"x"}
    fill(tmp_path, {**OLD, **others})
    place_files(tmp_path, {"a.pdf": b"new", "b.pdf": b"new"})
    assert files_of(tmp_path) == {**OLD, **others, "a.pdf": b"new", "b.pdf": b"new"}


def test_a_link_in_place_of_the_work_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / WORK).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ToolError, match="is a link"):
        place_files(tmp_path / "build", NEW)


# ── two at once ─────────────────────────────────────────────────────────────────────────────────────────────────


def _place_often(folder: Path, files: Mapping[str, bytes]) -> None:
    for _ in range(20):
        place_files(folder, files)


@forks
def test_two_processes_never_mix_their_files(tmp_path: Path) -> None:
    sets = [{f"{name}.pdf": bytes([65 + number]) * 1000 for name in "abcde"} for number in range(3)]
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=_place_often, args=(tmp_path, files)) for files in sets]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert files_of(tmp_path) in sets


def _hold(folder: Path) -> None:
    placing._with_work_folder(folder, lambda _: time.sleep(60))


@forks
def test_a_process_that_writes_too_long_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = multiprocessing.get_context("fork").Process(target=_hold, args=(tmp_path,))
    holder.start()
    while not (tmp_path / WORK / "lock").exists():
        time.sleep(0.01)
    time.sleep(0.05)
    monkeypatch.setattr(placing, "PATIENCE", 0.2)
    with pytest.raises(ToolError, match="another factpress writes into"):
        place_files(tmp_path, NEW)
    holder.kill()
    holder.join()
    place_files(tmp_path, NEW)
    assert files_of(tmp_path) == NEW
