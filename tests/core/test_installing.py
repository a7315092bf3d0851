"""What is missing is installed by one command, which is that of this system."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from factpress.core import installing


def system(monkeypatch: pytest.MonkeyPatch, platform: str, *programs: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)


@pytest.mark.parametrize(
    ("platform", "programs", "said"),
    [
        ("linux", ("apt",), "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("linux", ("dnf",), "sudo dnf install pango"),
        ("linux", ("pacman",), "sudo pacman -S pango"),
        ("linux", ("zypper",), "sudo zypper install libpango-1_0-0 libharfbuzz-subset0"),
        ("linux", ("apk",), "sudo apk add pango harfbuzz-subset fontconfig"),
        ("linux", ("brew", "apt"), "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("darwin", ("brew", "apt"), "brew install pango"),
    ],
)
def test_pango_is_installed_by_the_program_of_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, programs: tuple[str, ...], said: str
) -> None:
    system(monkeypatch, platform, *programs)
    assert installing.how_to_install_pango() == said


@pytest.mark.parametrize(
    ("platform", "said"),
    [
        ("linux", "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"),
        ("darwin", "https://brew.sh, then type: brew install pango"),
        ("win32", "https://www.msys2.org, and type in the window that it opens: pacman -S mingw-w64-ucrt-x86_64-pango"),
    ],
)
def test_without_such_a_program_it_is_said_where_pango_comes_from(
    monkeypatch: pytest.MonkeyPatch, platform: str, said: str
) -> None:
    system(monkeypatch, platform)
    assert installing.install_command(installing.PANGO) is None
    assert installing.how_to_install_pango().endswith(said)


@pytest.mark.parametrize(
    ("record", "command"),
    [
        ("uv-receipt.toml", "uv tool upgrade --reinstall factpress"),
        ("pipx_metadata.json", "pipx reinstall factpress"),
        (None, "install the wheel of factpress again"),
    ],
)
def test_a_tool_is_repaired_by_the_program_that_installed_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: str | None, command: str
) -> None:
    assert installing.repair_command() == "make"
    monkeypatch.setattr(installing, "engine_folder", lambda: tmp_path)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    if record is not None:
        (tmp_path / record).touch()
    assert installing.repair_command() == command
