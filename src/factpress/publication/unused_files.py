"""What lies in a publication's folder and would be passed over in silence: a wrong name or place, a link astray."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places, is_folder, path_exists

DATA = Path("data")
PRINTS = Path("data/content/prints")
"""Where the texts of prints lie."""

KNOWN = {
    "publication": ".yaml",
    "sources": ".yaml",
    "charts": ".yaml",
    "ledger": ".yaml",
    "consents": ".yaml",
    "events": ".yaml",
    "scopes": ".yaml",
    "brand": ".yml",
}
"""The files of the folder `data` itself, with their endings."""
MANY = {"facts": ".yaml", "products": ".yaml", "printers": ".yaml", "languages": ".yaml", "dignity": ".yaml"}
"""The folders of `data` that hold one file or many, with their ending."""


def report_unused_files(places: Places, problems: Problems) -> None:
    """Note each file of data that nobody reads, and each link in `templates` and `assets` that leads astray.

    A name that belongs to no kind of file may be an editor's own, and is a warning; all else is an error.
    """
    for path in _yaml_files(places.root / DATA):
        _data_file(path, problems)
    for folder in MANY:
        _folder(places.root, DATA / folder, problems)
        for path in _yaml_files(places.root / DATA / folder):
            _one_of_many(DATA / folder, path, problems)
    for folder in ("templates", "assets"):
        _links(places.root, places.root / folder, problems)


def report_unused_texts(places: Places, set_from: Collection[Path], problems: Problems) -> None:
    """Note each text of a print that nothing is set from; `set_from` are the texts of the products that are made."""
    for path in sorted((places.root / PRINTS).glob("*.md")):
        own = path.relative_to(places.root)
        if own not in set_from:
            hint = 'name it in a product file ("content"), and the product in data/publication.yaml'
            problems.warning("unused-text", f"nothing that is made is set from {own.name}", Location(own), hint)


def _yaml_files(folder: Path) -> Iterator[str]:
    """The YAML files at any depth below a folder, by their path from it; no link is followed, nothing hidden seen."""
    for here, folders, files in os.walk(folder) if not folder.is_symlink() else ():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."):
                yield (Path(here) / name).relative_to(folder).as_posix()


def _folder(root: Path, folder: Path, problems: Problems) -> None:
    """What stands in a folder's place and is none: nothing in it is read, and the engine's own files would stand in."""
    if path_exists(root / folder) and not is_folder(root / folder):
        hint = "put the folder itself there, or take this away"
        problems.error("wrong-place", f"{folder.as_posix()} is no folder", Location(folder), hint)


def _data_file(name: str, problems: Problems) -> None:
    path = Path(name)
    if len(path.parts) > 1:
        return
    stem, place = path.stem.lower(), Location(DATA / name)
    if stem in KNOWN:
        right = stem + KNOWN[stem]
        if name != right:
            problems.error("wrong-ending", f"{name} is not read", place, f'rename it to "{right}"')
    elif near := difflib.get_close_matches(stem, [*KNOWN, *MANY], n=1, cutoff=0.7):
        right = near[0] + KNOWN.get(near[0], "/")
        problems.error("wrong-place", f"{name} is not read", place, f'did you mean "data/{right}"?')
    else:
        hint = "claims go into data/facts, products into data/products; other files may stand beside the folder data"
        problems.warning("wrong-place", f"{name} is not read", place, hint)


def _one_of_many(folder: Path, name: str, problems: Problems) -> None:
    path, place = Path(name), Location(folder / name)
    ending = MANY[folder.name]
    if len(path.parts) > 1:
        message = f"{name} is not read: such files stand in {folder.as_posix()} itself"
        hint = f'move it to "{(folder / path.stem).as_posix()}{ending}"'
        problems.error("wrong-place", message, place, hint)
    elif path.suffix != ending and folder.name != "facts":  # the reader of claims says so itself
        problems.error("wrong-ending", f"{name} is not read", place, f'rename it to "{path.stem}{ending}"')


def _links(root: Path, folder: Path, problems: Problems) -> None:
    """Links below a folder that lead out of the publication, or nowhere: the engine's own file would stand in."""
    below = () if folder.is_symlink() else os.walk(folder)
    found = [folder, *(Path(here) / name for here, folders, files in below for name in (*folders, *files))]
    for path in sorted(path for path in found if path.is_symlink()):
        place = Location(path.relative_to(root))
        try:
            inside, there = path.resolve().is_relative_to(root), path.exists()
        except (OSError, RuntimeError):  # links in a circle
            inside, there = True, False
        if not inside:
            message = f"{place} leads out of the publication's folder"
            problems.error("outside-folder", message, place, "copy in what it leads to")
        elif not there:
            problems.error("missing-file", f"{place} leads nowhere", place, "put the file itself there")
