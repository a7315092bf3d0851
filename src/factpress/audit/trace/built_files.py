"""What a built file says of itself: its pages or slides, the words on them, and the values they state."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from factpress.audit.readers import read_apart
from factpress.audit.reading import Place, Reading
from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.publication.products import Product

APART = "\0"
"""What stands between two runs of words, so that nobody reads on from one into the other."""

SAID = frozenset({"text", "note", "chart", "data", "alternative text", "speaker notes"})
"""Where a page or slide says something; the rest of it are folios, running heads, numbers of notes."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page or a slide: its label as printed, its words, and the values it says it states, as "claim/key"."""

    label: str
    text: str
    stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file as it was read back.

    `edition` is the day that it names as its own; `made` has what its values were when it was made (`facts.prints`),
    by "claim/key" and, for words as supplied, by "claim/".
    """

    path: Path
    sha256: str
    on_slides: bool
    leaves: tuple[Leaf, ...]
    edition: dt.date | None = None
    made: Mapping[str, str] = field(default_factory=dict[str, str])


def read_artefact(path: Path) -> Artefact:
    """The file, read back in a process of its own. Raises ToolError where it is no PDF or deck, or cannot be read."""
    reading = read_apart(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ToolError(f"cannot read {path}: {error.strerror}", "may you read it?") from error
    return Artefact(
        path,
        hashlib.sha256(raw).hexdigest(),
        reading.kind == "pptx",
        tuple(_leaf(place) for place in reading.places if place.number),
        _edition(reading),
        reading.fingerprints,
    )


def _leaf(place: Place) -> Leaf:
    label = re.sub(r"^(page|slide) ", "", place.name)
    words = f" {APART} ".join(one.text for one in place.fragments if one.where in SAID)
    return Leaf(label, words, tuple(dict.fromkeys(claim.removesuffix("/") for claim in place.claims)))


def _edition(reading: Reading) -> dt.date | None:
    try:
        return dt.date.fromisoformat(reading.date)
    except ValueError:
        return None


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
