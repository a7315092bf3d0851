"""Where in a publication's own templates and style sheets something is that WeasyPrint reports.

WeasyPrint's log has the address of a missing file, or a line and a column, but not the file that they are in. The
engine's own templates have no faults, so the publication's are searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from factpress.core.diagnostics import MAX_BYTES, Location
from factpress.core.paths import Places
from factpress.core.regular_files import read_regular
from factpress.publication.settings import PUBLICATION_FILE

_IGNORED = re.compile(r"`([^`:]*)(?::[^`]*)?` at (\d+):(\d+)")
_AT = re.compile(r" at (\d+):(\d+)")
_WORD = re.compile(r"[\w-]{3,}")
_WRITTEN = (".css", ".jinja", ".svg")


def place_of(message: str, places: Places) -> Location:
    """Return the place that a message of WeasyPrint is about; the settings, if it is in no file of the publication."""
    files = dict(_own_files(places))
    if (match := _IGNORED.search(message)) is not None:
        line, column = int(match[2]), int(match[3])
        for path, lines in files.items():
            if line <= len(lines) and match[1].strip() in lines[line - 1]:
                return Location(path, line, min(column, len(lines[line - 1]) + 1))
    match = _AT.search(message)
    line, column = (int(match[1]), int(match[2])) if match is not None else (0, 0)
    if (found := _most_alike(message, line, files)) is not None:
        return found
    sheets = ((path, lines) for path, lines in files.items() if path.suffix == ".css" and 0 < line <= len(lines))
    for path, lines in sheets:
        return Location(path, line, min(column, len(lines[line - 1]) + 1))
    return Location(PUBLICATION_FILE, 1, 1)


def place_of_address(address: str, places: Places) -> Location:
    """Return the place where an address is written, or its last part, as a template may put addresses together."""
    last = address.rstrip("/").rpartition("/")[2].partition(":")[2] or address.rstrip("/").rpartition("/")[2]
    files = dict(_own_files(places))
    for written in filter(None, dict.fromkeys((address, unquote(address), last, unquote(last)))):
        for path, lines in files.items():
            for number, line in enumerate(lines, start=1):
                if written in line:
                    return Location(path, number, line.index(written) + 1, len(written))
    return Location(PUBLICATION_FILE, 1, 1)


def _own_files(places: Places) -> Iterator[tuple[Path, list[str]]]:
    """Yield the publication's style sheets, templates and drawings, relative to its folder, with their lines."""
    for folder in ("templates", "assets"):
        for path in sorted((places.root / folder).rglob("*")):
            if path.suffix in _WRITTEN and not path.is_symlink() and path.is_file():
                try:
                    raw = read_regular(path, MAX_BYTES)
                except OSError:
                    continue
                yield path.relative_to(places.root), raw.decode("utf-8", errors="replace").split("\n")


def _most_alike(message: str, named: int, files: dict[Path, list[str]]) -> Location | None:
    """Return the line with most of the words that the message quotes; of lines that are equal, the `named` one."""
    words = {word for quoted in re.split("[`'\"]", message)[1::2] for word in _WORD.findall(quoted)}
    best: tuple[int, bool] = (0, False)
    found: Location | None = None
    for path, lines in files.items():
        for number, line in enumerate(lines, start=1):
            score = (len(words.intersection(_WORD.findall(line))), number == named)
            if score > best and score[0]:
                best, found = score, Location(path, number, len(line) - len(line.lstrip()) + 1)
    return found
