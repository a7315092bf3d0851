"""`factpress build`: what it prints, and its exit status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, STOPPED
from tests.publications import publication


def test_progress_is_silent_off_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["build", str(publication(tmp_path)), "--product", "slides"]) == CLEAN
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[-1].split()[0].endswith("library-slides.pptx")


def test_an_unknown_product_is_a_failure_with_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["build", str(publication(tmp_path)), "--product", "slide"]) == FAILED
    assert 'did you mean "slides"?' in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups that take a signal")
@pytest.mark.parametrize("seconds", [0.2, 0.6, 1.2])
def test_who_stops_a_build_sees_one_word(tmp_path: Path, seconds: float) -> None:
    script = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a caller may ignore it, as a detached CI does
        "from factpress.cli.main import main\n"
        "print('begun', flush=True)\n"
        "sys.exit(main(['build']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(main.__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=publication(tmp_path),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline() == "begun\n"
        time.sleep(seconds)
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to all of them
        assert program.wait(20) == STOPPED
        assert program.stderr.read() == "factpress: stopped\n"
    assert not list((tmp_path / "build").glob("library*"))
