"""Report files of a publication that would be ignored: wrong names, wrong folders, broken links."""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places, is_folder, path_exists
from factpress.core.regular_files import read_begin
from factpress.core.written_numbers import read_written
from factpress.core.yaml_positions import NOT_A_FILE
from factpress.design.slide_templates import NAMES

DATA = Path("data")
PRINTS = Path("data/content/prints")
"""The folder of the texts of prints."""

KNOWN = {
    "publication": ".yaml",
    "sources": ".yaml",
    "charts": ".yaml",
    "ledger": ".yaml",
    "consents": ".yaml",
    "events": ".yaml",
    "scopes": ".yaml",
    "works": ".yaml",
    "helplines": ".yaml",
    "prayers": ".yaml",
    "gifts": ".yaml",
    "scripture": ".yaml",
    "brand": ".yml",
}
"""The files of the folder `data`, with their extensions."""
MANY = {"facts": ".yaml", "products": ".yaml", "printers": ".yaml", "languages": ".yaml", "dignity": ".yaml"}
"""The folders of `data`, with the extension of their files."""


def report_unused_files(places: Places, problems: Problems) -> None:
    """Report each file in `data` that is not read, and each invalid link in `templates` and `assets`.

    An unknown file name is a warning, as it may be intended. All else is an error.
    """
    for path in _yaml_files(places.root / DATA):
        _data_file(path, problems)
    _other_extensions(places.root, problems)
    for folder in MANY:
        _folder(places.root, DATA / folder, problems)
        for path in _yaml_files(places.root / DATA / folder):
            _one_of_many(DATA / folder, path, problems)
    for path in _other_files(places.root / DATA):
        if path.suffix.lower() not in TABLES:
            _foreign(DATA / path, problems)
    _slide_templates(places.root, problems)
    for folder in ("templates", "assets"):
        _links(places.root, places.root / folder, problems)
    for path in _special_files(places.root):
        problems.error("unreadable-file", f"{path.as_posix()} is not a file", Location(path), NOT_A_FILE)


def report_unused_tables(places: Places, used: Collection[Path], problems: Problems) -> None:
    """Report each table in `data` that no claim reads a series from; `used` are those that claims name."""
    for path in _other_files(places.root / DATA):
        own = DATA / path
        if path.suffix.lower() in TABLES and own not in used:
            series = _series(places.root / own) if path.suffix.lower() in (".csv", ".tsv", ".tab") else EXAMPLE
            hint = f"name it in a claim, as a value with series: {{file: {own.as_posix()}}}, or write series: {series}"
            problems.warning("unread-table", f"the table {path.name} is not read", Location(own), hint)


def report_unused_texts(places: Places, used: Collection[Path], problems: Problems) -> None:
    """Report each text of a print that no product uses; `used` are the texts of products."""
    for path in sorted((places.root / PRINTS).glob("*.md")):
        own = path.relative_to(places.root)
        if own not in used:
            hint = 'name it in a product file ("content"), and the product in data/publication.yaml'
            problems.warning("unused-text", f"no product uses the text {own.name}", Location(own), hint)


def _yaml_files(folder: Path) -> Iterator[str]:
    """Yield the paths of all YAML files below a folder, relative to it. Links and hidden files are ignored."""
    for here, folders, files in os.walk(folder) if not folder.is_symlink() else ():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."):
                yield (Path(here) / name).relative_to(folder).as_posix()


def _special_files(root: Path) -> Iterator[Path]:
    """Yield the pipes, devices and sockets of a publication, which are never opened. Hidden ones are ignored."""
    for name in ("data", "templates", "assets"):
        if path_exists(root / name) and not (root / name).is_dir():
            yield Path(name)
        for here, folders, files in os.walk(root / name):
            folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
            for file in sorted(file for file in files if not file.startswith(".")):
                path = Path(here, file)
                with suppress(OSError):  # a broken link, which is reported where it is read
                    if not stat.S_ISREG(path.stat().st_mode):
                        yield path.relative_to(root)


TABLES = frozenset((".csv", ".tsv", ".tab", ".xlsx", ".xls", ".xlsm", ".ods", ".numbers"))
DOCUMENTS = frozenset((".docx", ".doc", ".odt", ".rtf", ".pages", ".txt", ".json", ".jsonl"))
EXAMPLE = "{2023: 11650, 2024: 12480}"
MAX_POINTS = 6
"""The most numbers of a table that a hint shows."""


def _other_files(folder: Path) -> Iterator[Path]:
    """Yield the tables and documents in `data`, relative to it. Schemas, links and hidden files are ignored."""
    for here, folders, files in os.walk(folder) if not folder.is_symlink() else ():
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "schemas")
        for name in sorted(files):
            if Path(name).suffix.lower() in TABLES | DOCUMENTS and name[0] not in ".~":
                yield (Path(here) / name).relative_to(folder)


def _foreign(path: Path, problems: Problems) -> None:
    if path.parts[1] in MANY:
        folder, ending = path.parent.as_posix(), MANY[path.parts[1]]
        hint = f"files in {folder} end in {ending}; move this one out of the folder data"
        problems.warning("wrong-folder", f"{path.name} is not read", Location(path), hint)


def _series(path: Path) -> str:
    """The begin of a table with years in its first column, as a series; an example if it has another form."""
    try:
        text = read_begin(path, 20_000).decode("utf-8-sig", errors="replace")
    except OSError:
        return EXAMPLE
    points: list[str] = []
    for line in text.splitlines()[:200]:
        mark = next((mark for mark in "\t;," if mark in line), None)
        cells = [cell.strip(' "') for cell in line.split(mark)] if mark is not None else []
        if len(cells) > 1 and re.fullmatch(r"\d{4}(-\d\d)?", cells[0], re.ASCII) and (read := read_written(cells[1])):
            points.append(f"{cells[0]}: {read.number}")
    if not points:
        return EXAMPLE
    return "{" + ", ".join(points[:MAX_POINTS]) + (", …" if len(points) > MAX_POINTS else "") + "}"


def _slide_templates(root: Path, problems: Problems) -> None:
    """Report a PowerPoint file in `templates` whose name is not that of a template of decks."""
    for name in sorted(path.name for path in (root / "templates").glob("*.ppt*")):
        if name not in NAMES and name[0] not in ".~":
            place, hint = Location(Path("templates", name)), f"templates of decks are: {', '.join(NAMES)}"
            problems.warning("bad-template", f"{name} is not read", place, hint)


def _folder(root: Path, folder: Path, problems: Problems) -> None:
    """Report a file in place of a folder, as the engine's files would be used instead of its own."""
    if path_exists(root / folder) and not is_folder(root / folder):
        hint = "replace it with the folder, or remove it"
        problems.error("wrong-folder", f"{folder.as_posix()} is not a folder", Location(folder), hint)


def _data_file(name: str, problems: Problems) -> None:
    path = Path(name)
    if len(path.parts) > 1:
        return
    stem, place = path.stem.lower(), Location(DATA / name)
    if stem in KNOWN:
        right = stem + KNOWN[stem]
        if name != right:
            problems.error("wrong-extension", f"{name} is not read", place, f'rename it to "{right}"')
    elif near := difflib.get_close_matches(stem, [*KNOWN, *MANY], n=1, cutoff=0.7):
        right = near[0] + KNOWN.get(near[0], "/")
        problems.error("wrong-folder", f"{name} is not read", place, f'did you mean "data/{right}"?')
    else:
        hint = "claims belong in data/facts, products in data/products; move other files out of the folder data"
        problems.warning("wrong-folder", f"{name} is not read", place, hint)


def _other_extensions(root: Path, problems: Problems) -> None:
    """Report a file such as `charts.txt` or `charts.yaml.txt`, as editors of plain text name it, if it is the only one.

    Other files with the same stem may be backups.
    """
    folder = root / DATA
    for name in sorted(path.name for path in folder.iterdir()) if is_folder(folder) else ():
        stem = name.lower().removesuffix(".txt").removesuffix(".yaml").removesuffix(".yml")
        if stem in KNOWN and name.lower() in (stem, f"{stem}.txt", f"{stem}{KNOWN[stem]}.txt"):
            right = stem + KNOWN[stem]
            if not path_exists(folder / right) and (folder / name).is_file():
                hint = f'rename it to "{right}"'
                problems.error("wrong-extension", f"{name} is not read", Location(DATA / name), hint)


def _one_of_many(folder: Path, name: str, problems: Problems) -> None:
    path, place = Path(name), Location(folder / name)
    ending = MANY[folder.name]
    if len(path.parts) > 1:
        message = f"{name} is not read: such files must be directly in {folder.as_posix()}"
        hint = f'move it to "{(folder / path.stem).as_posix()}{ending}"'
        problems.error("wrong-folder", message, place, hint)
    elif path.suffix != ending and folder.name != "facts":  # reported by the reader of claims
        problems.error("wrong-extension", f"{name} is not read", place, f'rename it to "{path.stem}{ending}"')


def _links(root: Path, folder: Path, problems: Problems) -> None:
    """Report links that are broken or lead out of the publication, as the engine's files would be used instead."""
    below = () if folder.is_symlink() else os.walk(folder)
    found = [folder, *(Path(here) / name for here, folders, files in below for name in (*folders, *files))]
    for path in sorted(path for path in found if path.is_symlink()):
        place = Location(path.relative_to(root))
        try:
            inside, there = path.resolve().is_relative_to(root), path.exists()
        except (OSError, RuntimeError):  # circular links
            inside, there = True, False
        if not inside:
            message = f"{place} is a link out of the publication's folder"
            problems.error("outside-folder", message, place, "replace the link with a copy")
        elif not there:
            problems.error("missing-file", f"{place} is a broken link", place, "replace it with the file")
