"""The files that a build made, as they are found: there or missing, as new as what they are made from or older."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from factpress.audit.trace.artefact import Artefact, read_artefact
from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.publication.products import Product


class State(StrEnum):
    """Whether a built file can be trusted to say what the texts and facts say today."""

    CURRENT = "current"
    STALE = "stale"
    """Something that it is made from was changed after it was made."""
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Built:
    """A product's file. `artefact` is None where the file is missing or cannot be read.

    `why` says what is wrong with one that cannot be read, or which file is younger than one that is stale.
    """

    product: Product
    path: Path
    state: State
    artefact: Artefact | None = None
    why: str = ""


def find_built(files: Mapping[Path, Product], places: Places) -> tuple[Built, ...]:
    """The files of a build, read back, in their order."""
    newest = _newest(places.root)
    return tuple(_built(path, product, newest) for path, product in files.items())


def _built(path: Path, product: Product, newest: tuple[float, str]) -> Built:
    try:
        made = path.stat().st_mtime
    except OSError:
        return Built(product, path, State.MISSING)
    try:
        artefact = read_artefact(path)
    except ToolError as error:
        return Built(product, path, State.UNREADABLE, why=str(error))
    if newest[0] > made:
        return Built(product, path, State.STALE, artefact, newest[1])
    return Built(product, path, State.CURRENT, artefact)


def _newest(root: Path) -> tuple[float, str]:
    """When the youngest file was changed that a build reads, and which one; the ledger is read by no build."""
    found = (0.0, "")
    for folder in ("data", "templates", "assets"):
        for path in (root / folder).rglob("*"):
            if path.name == "ledger.yaml" or path.parent.name == "schemas" or not path.is_file():
                continue
            found = max(found, (path.stat().st_mtime, path.relative_to(root).as_posix()))
    return found
