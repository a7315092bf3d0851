"""Pipes and devices in a publication are never opened: a run ends, with an error at the path."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from factpress.core.diagnostics import Diagnostic, Severity
from factpress.core.paths import engine_folder
from factpress.workflows.build import build
from factpress.workflows.check import check
from tests.publications import publication, text_of

CONTENT, SETTINGS = "data/content/briefing.en.md", "data/publication.yaml"
EXTRA = (
    *("data/p.png", "data/photo.heic", "data/facts/more.yaml", "data/products/booklet-a5.yaml", "data/table.csv"),
    *("data/notes.docx", "data/brand.yml", "data/ledger.yaml", "data/languages/en.yaml", "data/printers/office.yaml"),
    *("data/facts/table.csv", "templates/booklet/booklet.html.jinja", "templates/prints/card.css", "assets/icc/x.icc"),
)
SECONDS = 20


def sample(folder: Path) -> Path:
    """A publication with a picture and a font of its own."""
    font = next(engine_folder().joinpath("assets").rglob("*.ttf"))
    picture = ":::{image} data/house.png\n:alt: A house.\n:shows: nobody\n:::\n"
    publication(folder, {CONTENT: text_of(CONTENT).replace("### What a claim is", f"{picture}\n### What a claim is")})
    Image.new("L", (900, 600)).save(folder / "data" / "house.png")
    (folder / "assets" / "fonts").mkdir(parents=True)
    shutil.copy(font, folder / "assets" / "fonts" / "own.ttf")
    return folder


@contextmanager
def limited() -> Generator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def found_in(folder: Path) -> tuple[Diagnostic, ...]:
    with limited():
        return check(folder, today=dt.date(2026, 11, 1), quick=True)


def paths(tmp_path: Path) -> list[str]:
    own = sample(tmp_path / "list")
    files = [path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file()]
    folders = [path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_dir() and path.name != "data"]
    return sorted({*files, *folders, *EXTRA})


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"])
def test_no_path_of_a_publication_is_opened_if_it_is_no_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    for number, name in enumerate(paths(tmp_path)):
        folder = sample(tmp_path / str(number))
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path)
        errors = [d for d in found_in(folder) if d.severity is Severity.ERROR]
        assert all(d.location is not None for d in errors), name
        assert any(name in f"{d.location} {d.message}" for d in errors), (name, errors)
        shutil.rmtree(folder)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "factpress", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * 3, check=False)


@pytest.mark.parametrize("command", ["audit", "preflight", "strip"])
def test_no_command_opens_what_is_no_file(tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(publication(tmp_path / "own"))
    os.mkfifo("pipe.pdf")
    Path("link.png").symlink_to("/dev/zero")
    Path("folder.pptx").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.jpg")
        for name in ("pipe.pdf", "link.png", "folder.pptx", "socket.jpg"):
            done = run(command, name)
            assert done.returncode in (1, 2), done
            assert re.search(rf"{name} is (not a regular file|a folder)", done.stderr), done.stderr
            assert "bug" not in done.stderr


def test_a_build_among_pipes_ends_and_builds(tmp_path: Path) -> None:
    folder = publication(tmp_path)
    made = [one.path for one in build(folder)[0]]
    before = [path.read_bytes() for path in made]
    stored = [path for path in (folder / "build" / ".cache").rglob("*") if path.is_file()]
    assert stored
    for path in (*made, *stored):
        path.unlink()
        os.mkfifo(path)
    with limited():
        assert [one.path.read_bytes() for one in build(folder)[0]] == before
    shutil.rmtree(folder / "build" / ".cache")
    os.mkfifo(folder / "build" / ".cache")
    with limited():
        assert [one.path.read_bytes() for one in build(folder)[0]] == before
    assert all(path.is_fifo() for path in made)


def test_a_search_among_pipes_ends(tmp_path: Path) -> None:
    folder = publication(tmp_path)
    (folder / "build").mkdir()
    os.mkfifo(folder / "build" / "library-slides.pptx")
    done = run("trace", "visitors", "-C", folder)
    assert done.returncode == 0, done
    assert "not a regular file" in done.stdout


SOURCE = engine_folder() / "src" / "factpress"
OPENS = re.compile(
    r"\.read_bytes\(\)|\.read_text\(|(?<![\w.])open\(|[Pp]ath\.open\(|os\.open\(|Image\.open\(|TTFont\(|from_file"
)
OTHER = re.compile(r"\((?:io\.)?BytesIO\((?!path)|stream|archive|#|def |image\.read|etadata\.read|Contents\.read")
"""Reads from memory, or of a part of a PDF."""
MODULES = {
    "session/history.py": "its own file, to which lines are added",
    "workflows/desk_starter.py": "the engine's own file",
    "core/regular_files.py": "the function itself",
    "core/untrusted.py": "/proc/self/statm",
    "core/content_cache.py": "the engine's source",
    "checks/rule.py": "the engine's own file",
    "cli/doctor.py": "the engine's own files",
    "cli/console.py": "the null device",
    "core/locks.py": "locks, without waiting",
    "core/placing.py": "new files, and folders to flush",
    "workflows/scaffold.py": "the engine's own files",
    "workflows/print_run.py": "a folder, to lock it",
    "design/fonts.py": "fonts, which `design.font_files` has read before",
    "design/font_widths.py": "the engine's own files",
    "output/deck/writer/text_body.py": "fonts, which `design.font_files` has read before",
    "output/deck/typefaces.py": "the same",
}


def test_files_of_a_publication_are_opened_in_one_way() -> None:
    found = [
        f"{name}: {line.strip()}"
        for path in sorted(SOURCE.rglob("*.py"))
        if (name := path.relative_to(SOURCE).as_posix()) not in MODULES
        for line in path.read_text(encoding="utf-8").splitlines()
        if OPENS.search(line) and not OTHER.search(line)
    ]
    assert found == [], "use factpress.core.regular_files.read_regular"
