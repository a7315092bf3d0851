"""What the publication's picture files carry besides their pictures. None of it is printed; the files travel, too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from factpress.checks.context import Subject
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Location, Severity
from factpress.core.metadata_kinds import EXTENSIONS, GPS, metadata_kinds

FOLDERS = ("assets", "data", "templates")
MOST_BYTES = 100_000_000


def picture_place(subject: Subject) -> Iterator[Finding]:
    """A picture file that says where it was taken.

    Why: It is removed from all output, but anyone who receives the picture file can find the location.

    Bad:
        # data/house.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
        <metadata><exif:GPSLatitude xmlns:exif="http://ns.adobe.com/exif/1.0/">51,30N</exif:GPSLatitude></metadata>
        </svg>

    Good:
        # data/house.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>
    """
    for path, told in _telling(subject):
        if GPS in told:
            yield Finding(f"{path.as_posix()} says where it was taken", Location(path), _hint(path))


def picture_metadata(subject: Subject) -> Iterator[Finding]:
    """A picture file that says who made it, when, or with what.

    Why: It is removed from all output, but anyone who receives the picture file can read names and dates in it.

    Bad:
        # data/house.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
        <metadata><creator>A. Person</creator></metadata>
        </svg>

    Good:
        # data/house.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>
    """
    for path, told in _telling(subject):
        others = [one for one in told if one != GPS]
        if others:
            yield Finding(f"{path.as_posix()} still carries {', '.join(others)}", Location(path), _hint(path))


def _hint(path: Path) -> str:
    if path.suffix.lower() in (".jpg", ".jpeg", ".png"):
        return f"take it out, without touching the picture: factpress strip {path.as_posix()}"
    if path.suffix.lower() == ".svg":
        return "save it as plain SVG, without metadata and comments"
    return "move the original out of the folder, and keep a JPEG or PNG of it here"


def _telling(subject: Subject) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Each picture file of the publication that carries more than its picture, and what."""
    root = subject.places.root
    for folder in FOLDERS:
        for here, folders, files in os.walk(root / folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                path = Path(here) / name
                if path.suffix.lower() in EXTENSIONS and not path.is_symlink():
                    told = _told(path)
                    if told:
                        yield path.relative_to(root), told


def _told(path: Path) -> tuple[str, ...]:
    try:
        return metadata_kinds(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else ()
    except OSError:
        return ()  # whoever sets the picture says that it cannot be read


RULES = (
    Rule("picture-place", Severity.ERROR, picture_place),
    Rule("picture-metadata", Severity.WARNING, picture_metadata),
)
