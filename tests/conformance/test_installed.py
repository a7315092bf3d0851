"""Installed as a wheel, away from this repository: brings its own templates and fonts, and builds what it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from workshop import ROOT


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a new environment that has the wheel, and the libraries of this one."""
    folder = tmp_path_factory.mktemp("away")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(folder.glob("*.whl"))
    install = [*pip, "--python", str(programs / "python"), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True)
    variables = {"base": str(environment), "platbase": str(environment)}
    site = Path(sysconfig.get_path("purelib", "venv", vars=variables))
    # a path in a .pth file lends the libraries, but not this checkout, which another .pth file lends
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def run(program: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [str(program), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_it_is_the_wheel_that_runs(away: Path, tmp_path: Path) -> None:
    said = run(away / "python", "-c", "import factpress; print(factpress.__file__)", folder=tmp_path)
    assert Path(said.stdout.strip()).is_relative_to(away.parent), said


def test_what_it_starts_builds_at_once(away: Path, tmp_path: Path) -> None:
    started = run(away / "factpress", "new", "briefing", folder=tmp_path)
    assert started.returncode == 0, started.stderr
    made = run(away / "factpress", "build", "briefing", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""
    files = sorted(path.suffix for path in (tmp_path / "briefing" / "build").iterdir() if path.is_file())
    assert ".pdf" in files
    assert ".pptx" in files
    for path in (tmp_path / "briefing" / "build").glob("*.p*"):
        assert path.name in made.stdout


def test_its_doctor_finds_all_that_is_needed(away: Path, tmp_path: Path) -> None:
    said = run(away / "factpress", "doctor", folder=tmp_path)
    assert said.returncode == 0, said.stdout
    assert "Everything required is installed." in said.stdout
