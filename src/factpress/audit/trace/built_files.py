"""What a built file says of itself: its pages or slides, the words on them, and the values they state."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from factpress.audit.readers import read_apart
from factpress.audit.reading import Place, Reading
from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.document.wording import UnreadableError, read, read_period
from factpress.i18n import Language
from factpress.ledger.canonical_value import plain_period, plain_quantity
from factpress.ledger.current_values import Said
from factpress.publication.facts.claims import FactBook, Quantity
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
        reading.made,
    )


def _leaf(place: Place) -> Leaf:
    label = re.sub(r"^(page|slide) ", "", place.name)
    words = f" {APART} ".join(one.text for one in place.fragments if one.where in SAID)
    return Leaf(label, words, tuple(dict.fromkeys(claim.removesuffix("/") for claim in place.claims)))


def _edition(reading: Reading) -> dt.date | None:
    try:
        return dt.date.fromisoformat(reading.dated)
    except ValueError:
        return None


MOST_WORDS = 8
"""A phrase that says a quantity is hardly longer."""

_BEFORE = 3
"""A number follows within these many words where a phrase begins: "at least 12,272"."""

_AROUND = ".,;:!?()[]“”‘’\"'"


def other_words(text: str, address: str, book: FactBook, language: Language, known: Collection[str]) -> Said:
    """The one phrase of the value's kind that nothing else on the page accounts for; `known` is what does.

    Where there is none, or more than one, nothing is guessed: the words and their meaning are "".
    """
    left = {said.plain: said for said in _phrases(text, address, book, language) if said.plain not in known}
    return next(iter(left.values())) if len(left) == 1 else Said("claim", "", "")


def _phrases(text: str, address: str, book: FactBook, language: Language) -> Iterator[Said]:
    name, _, key = address.partition("/")
    value = book.claims[name].value(key.partition("@")[0]) if key and name in book.claims else None
    if value is None:
        return
    words = text.split()
    at = 0
    while at < len(words):
        length, said = _longest(words[at : at + MOST_WORDS], value.measure, language)
        at += length
        if said is not None:
            yield said


def _longest(words: list[str], measure: object, language: Language) -> tuple[int, Said | None]:
    """How many words the longest phrase at their start has, and what it says; 1 and None where it says nothing."""
    begins = any(c.isdigit() for word in words[:_BEFORE] for c in word)
    for length in range(len(words) if begins else 0, 0, -1):
        phrase = " ".join(words[:length]).strip(_AROUND)
        said = None
        if any(c.isdigit() for c in phrase):
            said = _quantity(phrase, measure, language) if isinstance(measure, Quantity) else _period(phrase, language)
        if said is not None:
            return length, said
    return 1, None


def _quantity(phrase: str, like: Quantity, language: Language) -> Said | None:
    """The phrase as a quantity of the same kind; what it is a share of may be said elsewhere."""
    try:
        found = read(phrase[:1].lower() + phrase[1:], language)
    except UnreadableError:
        return None
    if (found.unit, found.per) != (like.unit, like.per) or found.of not in (None, like.of):
        return None
    return Said("claim", phrase, plain_quantity(replace(found, of=like.of)))


def _period(phrase: str, language: Language) -> Said | None:
    try:
        return Said("period", phrase, plain_period(read_period(phrase, language)))
    except UnreadableError:
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


_BROKEN = re.compile("(?:\u2010|\u00ad|\u0002|\ufffe)\\s*")
"""A hyphen that a press puts where a line ends, as the readers of files give it."""


def mended(text: str) -> str:
    """The text without what a press adds to it, in small letters and with single spaces."""
    return " ".join(_BROKEN.sub("", text.replace("\u200b", "")).casefold().split())


class Words:
    """The words of a page, from which what has been found is taken away."""

    def __init__(self, text: str) -> None:
        self._left = mended(text)

    def take(self, words: str) -> bool:
        """Whether the words stand there, as a whole number where they end in one; takes away each place they do."""
        wanted = mended(words)
        if not wanted:
            return False
        before = r"(?<![\d.,])" if wanted[0].isdigit() else ""
        after = r"(?![.,]?\d)" if wanted[-1].isdigit() else ""
        self._left, count = re.subn(before + re.escape(wanted) + after, "\0", self._left)
        return count > 0
