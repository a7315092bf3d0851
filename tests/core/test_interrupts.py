"""A program that is stopped ends at once, at any moment, with one line; what must not be interrupted is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from factpress.core.interrupts import deferred
from factpress.core.paths import engine_folder
from tests.publications import publication

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the signals of a process are read in /proc")


def start(arguments: list[str], folder: Path, temporary: Path, *before: str) -> subprocess.Popen[str]:
    """A command in a process group of its own, as a shell starts it on a terminal.

    There no signal is ignored, whatever the process that runs the tests ignores.
    """
    temporary.mkdir(exist_ok=True)
    path = os.pathsep.join([str(engine_folder() / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "factpress", *arguments]
    return subprocess.Popen(
        ["env", "--default-signal=INT,TERM,HUP", *before, *command],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait(process: subprocess.Popen[str], seconds: float) -> None:
    """Waits that long after the program handles signals: Python itself takes its time to start."""
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt"))
        if int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            break
        time.sleep(0.002)
    time.sleep(seconds)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


MOMENTS = [
    (["build", "--no-cache", "-q"], 0.0, signal.SIGINT),
    (["check", "-q"], 0.02, signal.SIGTERM),
    (["build", "--no-cache", "-q"], 0.2, signal.SIGINT),
    (["build", "--no-cache", "-q"], 0.7, signal.SIGTERM),
    (["build", "--no-cache", "-q"], 1.3, signal.SIGINT),
    (["build", "--no-cache", "-q"], 2.0, signal.SIGHUP),
    (["check", "-q"], 0.4, signal.SIGINT),
    (["check", "-q"], 1.1, signal.SIGINT),
    (["evidence", "-q"], 0.9, signal.SIGINT),
    (["trace", "12480"], 0.3, signal.SIGTERM),
]


@pytest.mark.parametrize("group", [True, False])
@pytest.mark.parametrize(("arguments", "moment", "number"), MOMENTS)
def test_one_line_no_process_and_no_file_is_left(
    tmp_path: Path, arguments: list[str], moment: float, number: signal.Signals, group: bool
) -> None:
    root, temporary = publication(tmp_path / "publication"), tmp_path / "temporary"
    process = start(arguments, root, temporary)
    wait(process, moment)
    for _ in range(2):  # Ctrl-C is often pressed twice
        if process.poll() is None:
            (os.killpg if group else os.kill)(process.pid, number)
    out, said = process.communicate(timeout=20)
    if process.returncode in (0, 1):
        assert "stopped" not in said  # it was faster
    else:
        assert (process.returncode, out, said) == (128 + number, "", "factpress: stopped\n")
    assert list(temporary.iterdir()) == []
    assert [path for path in root.rglob("*") if path.name.startswith((".factpress", ".new-"))] == []
    end = time.monotonic() + 2
    while is_alive(process.pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not is_alive(process.pid)


def test_the_stop_is_json_where_results_are(tmp_path: Path) -> None:
    process = start(["check", "--json"], publication(tmp_path / "publication"), tmp_path / "temporary")
    wait(process, 0.3)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=20)
    assert (process.returncode, out, said) == (130, '{"failed": "stopped", "hint": null}\n', "")


def test_what_is_ignored_stays_ignored(tmp_path: Path) -> None:
    process = start(["check", "-q"], publication(tmp_path / "publication"), tmp_path / "temporary", "nohup")
    wait(process, 0.3)
    os.killpg(process.pid, signal.SIGHUP)
    assert "stopped" not in process.communicate(timeout=60)[1]
    assert process.returncode == 0


@pytest.mark.parametrize("arguments", [["check", "--notes"], ["check", "--sarif"], ["--help"]])
def test_a_closed_pipe_is_silent(tmp_path: Path, arguments: list[str]) -> None:
    process = start(arguments, publication(tmp_path / "publication"), tmp_path / "temporary")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    said = process.communicate(timeout=60)[1]
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
    assert "cannot write" not in said


@pytest.fixture
def interruptible() -> Generator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_signal_waits_for_the_end_of_the_block() -> None:
    steps: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted(steps)
    assert steps == ["begun", "ended"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def _interrupted(steps: list[str]) -> None:
    with deferred():
        steps.append("begun")
        signal.raise_signal(signal.SIGINT)
        steps.append("ended")
    steps.append("after")
