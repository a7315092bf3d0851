"""Only regular files are opened."""

from __future__ import annotations

import errno
import os
import socket
import time
from pathlib import Path

import pytest

from factpress.core.regular_files import NotRegularError, read_regular, shown_size


def test_a_file_is_read_whole_and_up_to_the_limit(tmp_path: Path) -> None:
    content = os.urandom(3_000_001)
    (tmp_path / "a").write_bytes(content)
    (tmp_path / "link").symlink_to("a")
    assert read_regular(tmp_path / "a", len(content)) == content
    assert read_regular(tmp_path / "link", len(content)) == content
    with pytest.raises(OSError, match="larger than 3 MB") as error:
        read_regular(tmp_path / "a", len(content) - 1)
    assert error.value.errno == errno.EFBIG
    (tmp_path / "empty").touch()
    assert read_regular(tmp_path / "empty", 0) == b""


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        begun = time.monotonic()
        for path in (tmp_path / "pipe", tmp_path / "link", tmp_path / "socket", tmp_path, Path("/dev/zero")):
            with pytest.raises(NotRegularError):
                read_regular(path, 1000)
        assert time.monotonic() - begun < 5


def test_a_pipe_that_came_after_the_look_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").touch()
    before = (tmp_path / "file").stat()
    monkeypatch.setattr(Path, "stat", lambda _: before)
    with pytest.raises(NotRegularError):
        read_regular(tmp_path / "pipe", 1000)


def test_a_file_that_hides_its_size_is_limited() -> None:
    path = Path("/proc/self/maps")
    if not path.exists():
        pytest.skip("needs Linux")
    assert path.stat().st_size == 0
    assert len(read_regular(path, 10_000_000)) > 100
    with pytest.raises(OSError, match="larger than 100 bytes"):
        read_regular(path, 100)


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b", "x" * 5000, "nothing"])
def test_a_name_that_leads_nowhere_is_an_os_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match=r"."):
        read_regular(tmp_path / name, 1000)


def test_sizes_are_shown_in_the_unit_of_their_magnitude() -> None:
    assert [shown_size(n) for n in (999, 2000, 8_000_000)] == ["999 bytes", "2 kB", "8 MB"]
