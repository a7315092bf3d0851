"""Edits are written whole or not at all, and never outside the publication."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from kill_placing import run_killed

from factpress.core.diagnostics import Findings, ToolError
from factpress.core.placing import WORK, settle
from factpress.publication.editing.edits import Edit, EditConflict, apply_edits, edit_of, inverse
from factpress.publication.editing.files import read_content, write_contents, write_edits
from factpress.publication.editing.yaml_edit import value_change
from tests.publications import publication

FACTS = Path("data/facts/library.yaml")
SOURCES = Path("data/sources.yaml")


def edit(root: Path, file: Path, path: tuple[str | int, ...], value: str | int) -> Edit:
    content = read_content(root, file)
    return edit_of(file, content, value_change(content.decode(), path, value, file=file))


def edits(root: Path) -> tuple[Edit, Edit]:
    return (
        edit(root, FACTS, ("visitors", "values", 0, "exactly"), 12_600),
        edit(root, SOURCES, ("annual-report", "title"), "A new title"),
    )


def test_edits_of_two_files_are_written_and_undone(tmp_path: Path) -> None:
    root = publication(tmp_path)
    old = {file: (root / file).read_bytes() for file in (FACTS, SOURCES)}
    made = edits(root)
    write_edits(root, made)
    assert (root / FACTS).read_bytes() == old[FACTS].replace(b"exactly: 12480", b"exactly: 12600")
    assert b"A new title" in (root / SOURCES).read_bytes()
    write_edits(root, inverse(made))
    assert {file: (root / file).read_bytes() for file in old} == old
    assert not (root / WORK).exists()


def test_a_conflict_in_one_file_leaves_all_as_they_are(tmp_path: Path) -> None:
    root = publication(tmp_path)
    made = edits(root)
    (root / SOURCES).write_bytes((root / SOURCES).read_bytes() + b"# by another program\n")
    before = (root / FACTS).read_bytes()
    with pytest.raises(EditConflict):
        write_edits(root, made)
    assert (root / FACTS).read_bytes() == before


@pytest.mark.parametrize("count", [1, 2])
def test_killed_before_any_step_every_file_is_whole(tmp_path: Path, count: int) -> None:
    root = publication(tmp_path)
    made = edits(root)[:count]
    old = {one.file: (root / one.file).read_bytes() for one in made}
    new = apply_edits(old, made)
    step = 1

    def write() -> None:
        write_edits(root, made)

    while run_killed(step, root, write):
        assert all((root / file).read_bytes() in (old[file], new[file]) for file in old)
        settle(root)
        assert {file: (root / file).read_bytes() for file in old} in (old, new)
        write_contents(root, old)
        step += 1
    assert step > 10 * count
    assert {file: (root / file).read_bytes() for file in old} == new


@pytest.mark.parametrize(
    "name", ["../outside.yaml", "/etc/hostname", "data/link.yaml", "data/folder/a.yaml", "data/circle", "."]
)
def test_nothing_outside_the_folder_is_read_or_written(tmp_path: Path, name: str) -> None:
    root = publication(tmp_path / "publication")
    outside = tmp_path / "outside.yaml"
    outside.write_text("a: 1\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.yaml").write_text("a: 1\n")
    (root / "data" / "link.yaml").symlink_to(outside)
    (root / "data" / "folder").symlink_to(tmp_path / "folder")
    (root / "data" / "circle").symlink_to("circle")
    with pytest.raises(Findings):
        read_content(root, Path(name))
    with pytest.raises(Findings):
        write_contents(root, {Path(name): b"new"})
    assert outside.read_text() == (tmp_path / "folder" / "a.yaml").read_text() == "a: 1\n"


def test_behind_a_link_inside_the_folder_the_file_is_written(tmp_path: Path) -> None:
    root = publication(tmp_path)
    link = Path("data/facts/again.yaml")
    (root / link).symlink_to("library.yaml")
    write_contents(root, {link: b"a: 1\n"})
    assert (root / link).is_symlink()
    assert (root / FACTS).read_bytes() == b"a: 1\n"


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    root = publication(tmp_path)
    (root / FACTS).chmod(0o640)
    write_edits(root, edits(root)[:1])
    assert (root / FACTS).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: \xe9\n", b"{\\rtf1}"])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    root = publication(tmp_path, {"data/facts/library.yaml": content})
    with pytest.raises(Findings):
        read_content(root, FACTS)


@pytest.mark.parametrize(("code", "words"), [(28, "No space left on device"), (13, "Permission denied")])
def test_a_file_that_cannot_be_written_is_reported_and_nothing_is_lost(
    code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = publication(tmp_path)
    made = edits(root)
    before = (root / FACTS).read_bytes()

    def full(*_: object) -> None:
        raise OSError(code, words)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ToolError, match=words):
        write_edits(root, made)
    monkeypatch.undo()
    assert (root / FACTS).read_bytes() == before
    assert not (root / WORK).exists()
