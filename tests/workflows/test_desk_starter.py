"""The file to double-click: it starts the desk of its own folder, or says in words what is missing."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from factpress.workflows.desk_starter import desk_starter
from factpress.workflows.scaffold import create_publication

SHELL = shutil.which("dash") or shutil.which("sh") or ""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")

FACTPRESS = """\
#!/bin/sh
printf '%s\\n' "$0" "$*" "$PWD" >"$HOME/started"
exit "${STATUS:-0}"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "her home"
    folder.mkdir()
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "it's $(my) “briefing” %k"
    create_publication(folder)
    for platform in ("linux", "darwin"):
        name, raw = desk_starter(platform)
        (folder / name).write_bytes(raw)
    return folder


def install(folder: Path) -> Path:
    program = folder / "factpress"
    folder.mkdir(parents=True, exist_ok=True)
    program.write_text(FACTPRESS)
    program.chmod(0o755)
    return program


def start(file: Path, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run as a double-click does: in another folder, with the PATH of the system alone."""
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"} | variables
    command = [SHELL, str(file)]
    return subprocess.run(
        command, cwd="/", env=environment, input="\n", capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("name", ["Open the desk.sh", "Open the desk.command"])
def test_it_opens_the_publication_in_which_it_is(mine: Path, home: Path, name: str) -> None:
    program = install(home / ".local/bin")
    said = start(mine / name, home)
    assert (said.returncode, said.stderr) == (0, "")
    assert (home / "started").read_text().splitlines() == [str(program), "desk .", str(mine)]
    assert "Press Enter" not in said.stdout


@pytest.mark.parametrize("variable", ["UV_TOOL_BIN_DIR", "XDG_BIN_HOME", "PIPX_BIN_DIR"])
def test_it_finds_where_uv_and_pipx_were_told_to_install(mine: Path, home: Path, variable: str) -> None:
    program = install(home / "elsewhere")
    assert start(mine / "Open the desk.sh", home, **{variable: str(program.parent)}).returncode == 0
    assert (home / "started").read_text().splitlines()[0] == str(program)


def test_the_one_in_the_path_comes_first(mine: Path, home: Path) -> None:
    install(home / ".local/bin")
    program = install(home / "first")
    assert start(mine / "Open the desk.sh", home, PATH=f"{program.parent}:/usr/bin:/bin").returncode == 0
    assert (home / "started").read_text().splitlines()[0] == str(program)


def test_without_factpress_it_says_how_to_install_it_and_waits(mine: Path, home: Path) -> None:
    said = start(mine / "Open the desk.sh", home)
    assert said.returncode == 2
    assert "factpress is not installed on this computer." in said.stdout
    assert "uv tool install" in said.stdout
    assert said.stdout.endswith("Press Enter to close this window.\n")
    assert said.stderr == ""


def test_away_from_its_publication_it_says_so(mine: Path, home: Path) -> None:
    install(home / ".local/bin")
    alone = home / "Open the desk.sh"
    alone.write_bytes((mine / alone.name).read_bytes())
    said = start(alone, home)
    assert said.returncode == 2
    assert "There is no publication beside this file" in said.stdout
    assert not (home / "started").exists()


@pytest.mark.parametrize(("status", "waits"), [(0, False), (130, False), (1, True), (2, True)])
def test_the_window_stays_open_after_a_failure(mine: Path, home: Path, status: int, waits: bool) -> None:
    install(home / ".local/bin")
    said = start(mine / "Open the desk.sh", home, STATUS=str(status))
    assert said.returncode == (status if waits else 0)
    assert ("Press Enter" in said.stdout) is waits


def test_a_new_publication_has_it_ready_to_run(tmp_path: Path) -> None:
    written = create_publication(tmp_path / "mine")
    name, raw = desk_starter()
    assert (tmp_path / "mine" / name).read_bytes() == raw
    assert (tmp_path / "mine" / name).stat().st_mode & stat.S_IXUSR
    assert tmp_path / "mine" / name not in written  # not a file that an editor changes


@pytest.mark.parametrize(
    ("platform", "name"),
    [
        ("win32", "Open the desk.cmd"),
        ("darwin", "Open the desk.command"),
        ("linux", "Open the desk.sh"),
        ("freebsd14", "Open the desk.sh"),
    ],
)
def test_each_system_has_its_own(platform: str, name: str) -> None:
    assert desk_starter(platform)[0] == Path(name)


def test_that_of_windows_is_as_cmd_reads_it() -> None:
    _, raw = desk_starter("win32")
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 20
    lines = raw.decode("ascii").split("\r\n")
    labels = {line for line in lines if line.startswith(":")}
    assert {f":{line.rpartition('goto ')[2]}" for line in lines if "goto " in line} <= labels
    assert '"%PROGRAM%" desk .' in lines
    assert lines[lines.index(":wait") + 2] == "pause"
