"""Search for a claim, a value or a number: where the texts, the built files and the printed copies have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from factpress.audit.trace.file_values import Artefact, read_artefact
from factpress.audit.trace.query import nearest_values, parse_query, values_with
from factpress.audit.trace.references import Reference, find_references
from factpress.core.diagnostics import Findings, Location, Problems, ToolError, did_you_mean
from factpress.document.parse.ast import Draft
from factpress.document.parse.charts_file import load_charts
from factpress.document.resolve.lookup import SAYS
from factpress.edition import Edition, texts
from factpress.i18n import Language
from factpress.ledger import Difference, Ledger, PrintedValue, Printing, differences, load_ledger
from factpress.ledger.values import value_texts
from factpress.publication.facts.claims import SENTENCE, Claim, FactBook, Standing, Value
from factpress.publication.products import Product


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a query. `near` are values with a near number if no value has the number itself."""

    query: str
    is_number: bool
    found: tuple[ValueUses, ...]
    built: tuple[Built, ...]
    near: tuple[ValueUses, ...] = ()


def search(edition: Edition, query: str, files: Mapping[Path, Product]) -> Answer:
    """Where a claim, one of its values, or a number is used. `files` are those that a build writes.

    Raises ToolError if the query is neither a claim nor a number, Findings if the ledger is damaged.
    """
    index = build_index(edition, files)
    address = query.strip()
    name, slash, key = address.partition("/")
    known = index.addresses(name)
    if known and (not slash or address in known):
        found = (address,) if slash else known
        return Answer(query, is_number=False, found=tuple(map(index.uses, found)), built=index.built)
    if slash and name in edition.book.claims:
        keys = [one.partition("/")[2] for one in known if "/" in one]
        raise ToolError(f'the claim "{name}" has no value "{key}"', did_you_mean(key, keys))
    number = parse_query(query, edition.language)
    if number is None:
        message = f'there is no claim "{name}", and it is not a number'
        raise ToolError(message, did_you_mean(name, edition.book.claims))
    found = tuple(map(index.uses, values_with(number, edition.book, edition.language)))
    near = () if found else tuple(map(index.uses, nearest_values(number, edition.book)))
    return Answer(query, is_number=True, found=found, built=index.built, near=near)


# ── built files ─────────────────────────────────────────────────────────────────────────────────────────────────


class State(StrEnum):
    """Whether a built file is up to date with the texts and facts."""

    CURRENT = "current"
    STALE = "stale"
    """A file that it is built from was changed later."""
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Built:
    """The file of a product. `artefact` is None if the file is missing or cannot be read.

    `why` is the error of a file that cannot be read, or the changed source file of one that is stale.
    """

    product: Product
    path: Path
    state: State
    artefact: Artefact | None = None
    why: str = ""


def _read_built(path: Path, product: Product, newest: tuple[float, str]) -> Built:
    try:
        built_at = path.stat().st_mtime
    except OSError:
        return Built(product, path, State.MISSING)
    try:
        artefact = read_artefact(path)
    except ToolError as error:
        return Built(product, path, State.UNREADABLE, why=str(error))
    changed_at, source = newest
    if changed_at > built_at:
        return Built(product, path, State.STALE, artefact, source)
    return Built(product, path, State.CURRENT, artefact)


def _newest_source(root: Path) -> tuple[float, str]:
    """The time of the last change to a file that a build reads, and its name. No build reads the ledger."""
    found = (0.0, "")
    for folder in ("data", "templates", "assets"):
        for path in (root / folder).rglob("*"):
            if path.name == "ledger.yaml" or path.parent.name == "schemas" or not path.is_file():
                continue
            found = max(found, (path.stat().st_mtime, path.relative_to(root).as_posix()))
    return found


# ── uses of values ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class BuiltUse:
    """The pages or slides of a built file that state a value, by their labels."""

    product: Product
    on_slides: bool
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedUse:
    """A value in a printing; `difference` is None if it agrees with the facts."""

    printing: Printing
    carried: PrintedValue
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class ValueUses:
    """All uses of one value. `address` is "claim/key"; the claim alone for its words as supplied.

    `text` is its text today, "" if it is no longer in the facts.
    """

    address: str
    text: str
    location: Location | None
    references: tuple[Reference, ...] = ()
    built: tuple[BuiltUse, ...] = ()
    printed: tuple[PrintedUse, ...] = ()


def build_index(edition: Edition, files: Mapping[Path, Product]) -> TraceIndex:
    """All that is searched. Raises Findings if the ledger is damaged."""
    problems = Problems()
    ledger = load_ledger(edition.places, problems)
    if ledger is None:
        raise Findings(problems)
    charts = load_charts(edition.places, (), Problems()) or {}
    data = tuple(path for path in texts(edition.places, edition.publication) if path.suffix == ".yaml")
    newest = _newest_source(edition.places.root)
    return TraceIndex(
        edition.book,
        edition.language,
        find_references(Draft(edition.blocks), charts, edition.places, data),
        tuple(_read_built(path, product, newest) for path, product in files.items()),
        ledger,
        differences(ledger, edition.book, edition.language),
    )


@dataclass(frozen=True, slots=True)
class TraceIndex:
    """All that is searched: facts, references in the texts, built files, and the ledger with its differences."""

    book: FactBook
    language: Language
    references: tuple[Reference, ...]
    built: tuple[Built, ...]
    ledger: Ledger
    differences: tuple[Difference, ...]

    def uses(self, address: str) -> ValueUses:
        """All uses of a value."""
        name, _, key = address.partition("/")
        claim = self.book.claims.get(name)
        value = claim.value(key.partition("@")[0]) if claim is not None and key else None
        found = value_texts(claim, key, self.book, self.language) if claim is not None else ()
        withdrawn = claim is not None and claim.standing is Standing.WITHDRAWN
        return ValueUses(
            address=address,
            text=found[0].words if found and not withdrawn else "",
            location=_location(claim, value, key),
            references=tuple(one for one in self.references if _full_address(one, self.book) == address),
            built=tuple(self._built_uses(address)),
            printed=tuple(self._printed_uses(address)),
        )

    def _built_uses(self, address: str) -> Iterable[BuiltUse]:
        for built in self.built:
            pages = built.artefact.pages if built.artefact is not None else ()
            labels = tuple(page.label for page in pages if address in page.claims)
            if built.artefact is not None and labels:
                yield BuiltUse(built.product, built.artefact.on_slides, labels)

    def _printed_uses(self, address: str) -> Iterable[PrintedUse]:
        found = {(one.printing.id, one.carried): one for one in self.differences}
        for printing in self.ledger.printings:
            for one in printing.carried:
                if one.address == address:
                    yield PrintedUse(printing, one, found.get((printing.id, one)))

    def addresses(self, claim: str) -> tuple[str, ...]:
        """All values of a claim that the facts have or that are used anywhere, first those of the facts."""
        known = self.book.claims.get(claim)
        supplied = [claim] if known is not None and known.as_supplied else []
        supplied += [f"{claim}/{SENTENCE}"] if known is not None and known.says else []
        own = [*supplied, *(f"{claim}/{value.key}" for value in known.values)] if known is not None else []
        used = (
            *(_full_address(one, self.book) for one in self.references),
            *(one for built in self.built if built.artefact for page in built.artefact.pages for one in page.claims),
            *(one.address for printing in self.ledger.printings for one in printing.carried),
        )
        return (*own, *sorted({address for address in used if address.partition("/")[0] == claim} - {*own}))


def _location(claim: Claim | None, value: Value | None, key: str) -> Location | None:
    """Where the facts have a value or a sentence; else where they have the claim."""
    if claim is None or value is not None:
        return value.location if value is not None else None
    return claim.says_location if key == SENTENCE and claim.says else claim.location


def _full_address(reference: Reference, book: FactBook) -> str:
    """The address of the value that a place refers to.

    Without a key that is the first value of the claim, or its words as supplied if it is quoted.
    """
    name, slash, key = reference.address.partition("/")
    claim = book.claims.get(name.partition("@")[0])
    if reference.role in ("quotation", "tested") or claim is None:
        return reference.address
    if reference.role == f"{{{SAYS}}}":
        return f"{name}/{SENTENCE}"
    if not slash:
        name, _, moment = name.partition("@")
        first = claim.value(None)
        key = f"{first.key}@{moment}" if first is not None and moment else first.key if first is not None else ""
    return f"{name}/{key}" if key else name
