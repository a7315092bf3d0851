"""What is missing on this computer, and the one command that installs it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from factpress.core.paths import engine_folder

PANGO: Mapping[str, str] = {
    "apt": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "pango",
    "pacman": "pango",
    "zypper": "libpango-1_0-0 libharfbuzz-subset0",
    "apk": "pango harfbuzz-subset fontconfig",
    "brew": "pango",
}
"""The packages of Pango and of what WeasyPrint loads beside it, by the program that installs packages."""

POPPLER: Mapping[str, str] = {
    "apt": "poppler-utils",
    "dnf": "poppler-utils",
    "pacman": "poppler",
    "zypper": "poppler-tools",
    "apk": "poppler-utils",
    "brew": "poppler",
}
OFFICE: Mapping[str, str] = {
    "apt": "libreoffice-impress",
    "dnf": "libreoffice-impress",
    "pacman": "libreoffice-fresh",
    "zypper": "libreoffice-impress",
    "apk": "libreoffice-impress",
    "brew": "--cask libreoffice",
}

_COMMANDS: Mapping[str, str] = {
    "apt": "sudo apt install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "zypper": "sudo zypper install",
    "apk": "sudo apk add",
    "brew": "brew install",
}
# The doc of WeasyPrint leads to MSYS2, and WeasyPrint 70 looks first into the folder of its UCRT64 packages.
_WINDOWS_PANGO = (
    "install MSYS2 from https://www.msys2.org, and type in the window that it opens:"
    " pacman -S mingw-w64-ucrt-x86_64-pango"
)
_INSTRUCTIONS = "see https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"


def install_command(packages: Mapping[str, str]) -> str | None:
    """Return the command that installs packages with the package manager of this system; None without one.

    On a Mac it is Homebrew, also where another one is installed; elsewhere Homebrew is the last choice.
    """
    managers = ("brew",) if sys.platform == "darwin" else tuple(_COMMANDS)
    for manager in managers:
        if manager in packages and shutil.which(manager):
            return f"{_COMMANDS[manager]} {packages[manager]}"
    return None


def how_to_install_pango() -> str:
    """Return the one command that installs Pango on this system, or where it comes from."""
    if sys.platform == "win32":
        return _WINDOWS_PANGO
    command = install_command(PANGO)
    if command is None and sys.platform == "darwin":
        return f"install Homebrew from https://brew.sh, then type: {_COMMANDS['brew']} {PANGO['brew']}"
    return command or _INSTRUCTIONS


def in_checkout() -> bool:
    """Whether the tool runs from its source, where `make` installs libraries, and not from a wheel."""
    return (engine_folder() / "Makefile").is_file()


def repair_command() -> str:
    """Return what installs the libraries of the tool again, as it was installed: make, uv, pipx, or in words."""
    if in_checkout():
        return "make"
    prefix = Path(sys.prefix)
    if (prefix / "uv-receipt.toml").is_file():
        return "uv tool upgrade --reinstall factpress"
    if (prefix / "pipx_metadata.json").is_file():
        return "pipx reinstall factpress"
    return "install the wheel of factpress again"
