"""Picture files are stripped in their places: links stay, and one bad file does not stop the others."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from factpress.cli.main import main
from tests.core.image_samples import bare_jpeg, full_jpeg, full_png


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.jpg", tmp_path / "z.jpg"
    for path in (first, second):
        path.write_bytes(full_jpeg())
    bad = {"cut.png": full_png()[:-60], "words.jpg": b"words", "empty.jpg": b""}
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    os.mkfifo(tmp_path / "pipe.jpg")
    files = [first, *(tmp_path / name for name in bad), tmp_path / "pipe.jpg", tmp_path, tmp_path / "gone.jpg", second]
    assert main(["strip", *map(str, files)]) == 1
    said = capsys.readouterr()
    assert [line.split("  ")[1] for line in said.out.splitlines()] == ["metadata removed"] * 2
    for name in (*bad, "pipe.jpg", "gone.jpg"):
        assert str(tmp_path / name) in said.err
    assert first.read_bytes() == second.read_bytes() == bare_jpeg()
    assert {name: (tmp_path / name).read_bytes() for name in bad} == bad
    assert len(list(tmp_path.iterdir())) == 6


def test_failures_are_results_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jpg").write_bytes(full_jpeg())
    assert main(["strip", "--json", str(tmp_path / "gone.jpg"), str(tmp_path / "a.jpg")]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["made"] == [str(tmp_path / "a.jpg")]
    assert "gone.jpg" in said["failed"][0]["message"]


def test_a_link_stays_and_its_target_is_stripped(tmp_path: Path) -> None:
    (tmp_path / "target.jpg").write_bytes(full_jpeg())
    (tmp_path / "link.jpg").symlink_to("target.jpg")
    assert main(["strip", "-q", str(tmp_path / "link.jpg")]) == 0
    assert (tmp_path / "link.jpg").is_symlink()
    assert (tmp_path / "target.jpg").read_bytes() == bare_jpeg()
    (tmp_path / "circle.jpg").symlink_to("circle.jpg")
    assert main(["strip", "-q", str(tmp_path / "circle.jpg")]) == 1


def test_another_name_of_the_file_is_mentioned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jpg").write_bytes(full_jpeg())
    (tmp_path / "b.jpg").hardlink_to(tmp_path / "a.jpg")
    assert main(["strip", str(tmp_path / "a.jpg")]) == 0
    assert "another name of the file (a hard link) leads to the old file" in capsys.readouterr().out
    assert (tmp_path / "b.jpg").read_bytes() == full_jpeg()


@pytest.mark.skipif(os.name != "posix", reason="permissions as numbers are POSIX")
def test_permissions_stay(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(full_jpeg())
    (tmp_path / "a.jpg").chmod(0o440)
    assert main(["strip", "-q", str(tmp_path / "a.jpg")]) == 0
    assert stat.S_IMODE((tmp_path / "a.jpg").stat().st_mode) == 0o440
