"""A stranger's file neither ends the program nor holds it up."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factpress.core import untrusted
from factpress.core.diagnostics import ToolError
from factpress.core.untrusted import read_limited, run_confined


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "nowhere.pdf").symlink_to(tmp_path / "gone.pdf")
    (tmp_path / "round.pdf").symlink_to(tmp_path / "round.pdf")
    begun = time.monotonic()
    for path, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "pipe.pdf", "not a regular file"),
        (Path("/dev/zero"), "not a regular file"),
        (tmp_path / "nowhere.pdf", "broken link"),
        (tmp_path / "round.pdf", "broken link"),
        (tmp_path / "gone.pdf", "cannot be read"),
        (tmp_path / "a\0b.pdf", "not a file name"),
    ):
        with pytest.raises(ToolError, match=said) as error:
            read_limited(path, 1_000, "give a .pdf")
        assert error.value.hint
    assert time.monotonic() - begun < 5


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"12345")
    assert read_limited(tmp_path / "a.pdf", 5, "") == b"12345"
    with pytest.raises(ToolError, match="too large"):
        read_limited(tmp_path / "a.pdf", 4, "")


@pytest.fixture(params=["fork", "spawn"])
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to start a process, whichever this system would take."""
    name = str(request.param)
    monkeypatch.setattr(untrusted, "worker_context", lambda: multiprocessing.get_context(name))
    return name


@pytest.mark.usefixtures("method")
def test_what_was_found_comes_back(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"12345")
    assert run_confined(Path.read_bytes, tmp_path / "a.pdf") == b"12345"


# what another process does has to have a name


def _sleep(_: Path) -> None:
    time.sleep(60)


def _end(_: Path) -> None:
    os._exit(11)


def _fail(_: Path) -> int:
    return int("a wheel")


def _unsendable(_: Path) -> object:
    return threading.Lock()


def _refuse(path: Path) -> bytes:
    raise ToolError(f"{path.name} is refused", "take another")


@pytest.mark.parametrize(("work", "longest", "said"), [
    (_sleep, 0.3, "takes longer than 0 seconds"),
    (_end, 60, "process that reads it crashed"),
    (_fail, 60, "ValueError"),
    (_unsendable, 60, "TypeError"),
    (_refuse, 60, "a.pdf is refused"),
])  # fmt: skip
@pytest.mark.usefixtures("method")
def test_work_that_hangs_or_dies_is_ended(
    tmp_path: Path, work: Callable[[Path], object], longest: float, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ToolError, match=said) as error:
        run_confined(work, tmp_path / "a.pdf", longest)
    assert error.value.hint
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be told how much memory a process may take")
def test_memory_has_an_end() -> None:
    # in a program of its own: one that has used and freed much memory gives some of it to the process that reads
    script = (
        "import pathlib; from factpress.core import untrusted; from factpress.core.diagnostics import ToolError\n"
        "grow = lambda _: b'x' * 60_000_000\n"
        "assert len(untrusted.run_confined(grow, pathlib.Path('a.pdf'))) == 60_000_000\n"
        "for limit in (30_000_000, 90_000_000):\n"  # the second is enough to make it, and not to hand it over
        "    untrusted.MAX_MEMORY = limit\n"
        "    try: untrusted.run_confined(grow, pathlib.Path('a.pdf'))\n"
        "    except ToolError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.endswith("too much memory") for line in done.stdout.splitlines()] == [True, True], done.stdout


def test_who_stops_the_program_sees_no_traceback(tmp_path: Path) -> None:
    script = (
        "import pathlib, signal, sys, time; from factpress.core.untrusted import run_confined\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a caller may ignore it, as a detached CI does
        "def sleep(_): print('begun', flush=True); time.sleep(60)\n"
        "try: run_confined(sleep, pathlib.Path('a.pdf'))\n"
        "except KeyboardInterrupt: sys.exit(2)"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline() == "begun\n"
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to all of them
        assert program.wait(20) == 2
        assert program.stderr.read() == ""
