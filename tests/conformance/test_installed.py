"""Installed as a wheel, away from this repository: brings its own templates and fonts, and builds what it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from workshop import ROOT

_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")


def built(source: Path, folder: Path) -> Path:
    """The wheel of a source folder or archive."""
    build = [*_PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(source)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    return next(folder.glob("*.whl"))


def packed(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel without its metadata, by their paths in the repository."""
    with zipfile.ZipFile(wheel) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    return {in_repository(name): raw for name, raw in files.items()}


def in_repository(name: str) -> str:
    own = "factpress/_own/"
    return name.removeprefix(own) if name.startswith(own) else f"src/{name}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def away(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a new environment that has the wheel, and the libraries of this one."""
    folder = tmp_path_factory.mktemp("away")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    install = [*_PIP, "--python", str(programs / "python"), "install", "--no-deps", "--no-index", str(wheel)]
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


def test_the_wheel_has_every_file_of_the_package_its_templates_and_its_assets(wheel: Path) -> None:
    folders = ("src/factpress", "templates", "assets")
    listed = subprocess.run(["git", "ls-files", "-z", *folders], cwd=ROOT, check=True, capture_output=True, text=True)
    wanted = set(filter(None, listed.stdout.split("\0")))
    found = packed(wheel)
    assert wanted - found.keys() == set()
    assert not [name for name in found if "__pycache__" in name or name.startswith("tests/")]
    assert [name for name in wanted if found[name] != (ROOT / name).read_bytes()] == []


def test_the_wheel_of_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    script = "import sys; from hatchling.build import build_sdist; print(build_sdist(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    archive = next(tmp_path.glob("*.tar.gz"))
    with tarfile.open(archive) as files:
        names = {name.partition("/")[2] for name in files.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "PKG-INFO", "locks/runtime.txt"} <= names
    assert packed(built(archive, tmp_path)) == packed(wheel)


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
    assert "make" not in said.stdout
    assert {line.split()[0] for line in said.stdout.splitlines() if line[:1].islower()} == {"ok"}


@pytest.mark.skipif(os.name == "nt", reason="that of Windows runs in cmd")
def test_the_file_to_double_click_finds_it(away: Path, tmp_path: Path) -> None:
    assert run(away / "factpress", "new", "mine", folder=tmp_path).returncode == 0
    file = next((tmp_path / "mine").glob("Open the desk.*"))
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "UV_TOOL_BIN_DIR": str(away)}
    # a port that cannot be: that the desk refuses it shows that it was reached
    text = file.read_text(encoding="utf-8").replace("desk .", "desk . --port nowhere")
    file.write_text(text, encoding="utf-8")
    said = subprocess.run(
        [str(file)], cwd="/", env=environment, input="\n", capture_output=True, text=True, check=False, timeout=60
    )
    assert said.returncode == 2
    assert "nowhere" in said.stderr
    assert "Press Enter" in said.stdout
