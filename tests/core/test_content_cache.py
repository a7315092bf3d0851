"""An entry of a cache is given back for its own key, or not at all."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.content_cache import ContentCache, file_digest, key_of

KEYS = ("ab12", "ab34", "cd56")


def filled(folder: Path) -> ContentCache:
    cache = ContentCache(folder, "sample-1")
    for key in KEYS:
        cache.put(key, b"content of " + key.encode())
    return cache


def entry(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.sample-1"


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    cache = filled(tmp_path / "new" / "folder")
    assert [cache.get(key) for key in KEYS] == [b"content of " + key.encode() for key in KEYS]
    assert cache.get("none") is None
    cache.put("ab12", b"")
    assert cache.get("ab12") == b""
    assert not list((tmp_path / "new").rglob(".new-*"))


def test_entries_exchanged_for_one_another_are_no_entries(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    contents = [entry(tmp_path, key).read_bytes() for key in KEYS]
    for one, two in itertools.permutations(range(3), 2):
        entry(tmp_path, KEYS[one]).write_bytes(contents[two])
        assert cache.get(KEYS[one]) is None


def test_entries_of_another_kind_or_version_are_no_entries(tmp_path: Path) -> None:
    filled(tmp_path)
    other = ContentCache(tmp_path, "sample-2")
    entry(tmp_path, "ab12").rename(tmp_path / "ab" / "ab12.sample-2")
    assert other.get("ab12") is None


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_entry_is_no_entry(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("cache")
    cache, path = filled(folder), entry(folder, "ab12")
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    part = data.draw(st.binary(max_size=8).filter(lambda part: part != whole[at : at + len(part)] or not part))
    damaged = data.draw(st.sampled_from([whole[:at], whole + b"\0", whole[:at] + part + whole[at + len(part) :]]))
    path.write_bytes(damaged)
    assert (cache.get("ab12") is None) == (damaged != whole)
    cache.put("ab12", b"new")
    assert cache.get("ab12") == b"new"


def test_an_entry_that_is_no_file_is_never_opened(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    for key, make in zip(KEYS, (os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")), strict=True):
        entry(tmp_path, key).unlink()
        make(entry(tmp_path, key))
    begun = time.monotonic()
    assert [cache.get(key) for key in KEYS] == [None] * 3
    for key in KEYS:
        cache.put(key, b"new")
    assert time.monotonic() - begun < 5
    assert [cache.get(key) for key in KEYS] == [b"new", None, b"new"]  # a folder is not replaced


@pytest.mark.parametrize("way", ["file", "pipe", "link", "circle", "closed", "no-name"])
def test_a_folder_that_cannot_be_used_is_no_error(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "cache"
    match way:
        case "file":
            folder.write_text("in the way")
        case "pipe":
            os.mkfifo(folder)
        case "link":
            folder.symlink_to(tmp_path / "gone" / "far")
        case "circle":
            folder.symlink_to(folder)
        case "closed":
            folder.mkdir(mode=0o500)
        case _:
            folder = tmp_path / ("n" * 300)
    cache = ContentCache(folder, "sample-1")
    cache.put("ab12", b"content")
    assert cache.get("ab12") in (None, b"content")  # root may write everywhere
    assert cache.prune() == 0


def test_a_full_disk_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    cache = filled(tmp_path)
    monkeypatch.setattr(os, "fdopen", fail)
    cache.put("ab12", b"new")
    monkeypatch.undo()
    assert cache.get("ab12") == b"content of ab12"
    assert not list(tmp_path.rglob(".new-*"))


def test_prune_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    for n, key in enumerate(KEYS):
        os.utime(entry(tmp_path, key), (n, n))
    cache.get("ab12")
    assert cache.prune(keep=2) == 1
    assert [cache.get(key) is not None for key in KEYS] == [True, False, True]


def test_prune_deletes_temporary_files_of_killed_processes(tmp_path: Path) -> None:
    cache = filled(tmp_path)
    (tmp_path / "ab" / ".new-old").touch()
    (tmp_path / "ab" / ".new-now").touch()
    os.utime(tmp_path / "ab" / ".new-old", (1, 1))
    cache.prune()
    assert [path.name for path in tmp_path.rglob(".new-*")] == [".new-now"]
    shutil.rmtree(tmp_path / "ab")
    assert cache.prune() == 0


@dataclass(frozen=True)
class Node:
    words: str
    origin: int = field(default=0, compare=False)


def test_a_key_has_all_but_the_origin() -> None:
    assert key_of(Node("a", 1), ("b",)) == key_of(Node("a", 2), ["b"])
    keys = {key_of(Node("a")), key_of(Node("b")), key_of("a"), key_of("a", ""), key_of(("a", "")), key_of("\ud800")}
    assert len(keys) == 6


def test_a_file_that_changed_has_another_digest(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    first = file_digest(path)
    path.write_bytes(b"12")
    assert file_digest(path) != first


def test_the_key_of_a_set_is_that_of_its_members_in_any_process() -> None:
    code = "from factpress.core.content_cache import key_of; print(key_of(frozenset(map(str, range(40)))), key_of({1}))"
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1
    assert len(set(made.pop().split())) == 2
