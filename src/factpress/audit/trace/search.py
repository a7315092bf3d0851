"""A search: from what somebody typed to where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.audit.trace.built_files import Built, find_built
from factpress.audit.trace.query import near, number_asked, saying
from factpress.audit.trace.references import Naming, namings
from factpress.core.diagnostics import Findings, Location, Problems, ToolError, did_you_mean
from factpress.document.parse.ast import Draft
from factpress.document.parse.charts_file import load_charts
from factpress.edition import Edition, texts
from factpress.i18n import Language
from factpress.ledger import Difference, Ledger, PrintedValue, Printing, differences, load_ledger
from factpress.ledger.values import value_texts
from factpress.publication.facts.claims import Claim, FactBook, Standing
from factpress.publication.products import Product


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `number` says that a number was asked for; `near` are values near one that nobody says."""

    asked: str
    number: bool
    found: tuple[ValueUses, ...]
    built: tuple[Built, ...]
    near: tuple[ValueUses, ...] = ()


def search(edition: Edition, asked: str, files: Mapping[Path, Product]) -> Answer:
    """Where a claim, one of its values, or a number stands. `files` are those that a build makes.

    Raises ToolError where what was asked for is neither a claim nor a number, Findings where the ledger is damaged.
    """
    gathered = build_index(edition, files)
    name, slash, key = asked.strip().partition("/")
    known = gathered.addresses(name)
    if not slash and known:
        return Answer(asked, number=False, found=tuple(map(gathered.of, known)), built=gathered.built)
    if slash and asked.strip() in known:
        return Answer(asked, number=False, found=(gathered.of(asked.strip()),), built=gathered.built)
    if slash and name in edition.book.claims:
        keys = [address.partition("/")[2] for address in known if "/" in address]
        raise ToolError(f'the claim "{name}" has no value "{key}"', did_you_mean(key, keys))
    number = number_asked(asked, edition.language)
    if number is None:
        raise ToolError(f'there is no claim "{name}", and it is no number', did_you_mean(name, edition.book.claims))
    found = tuple(map(gathered.of, saying(number, edition.book, edition.language)))
    nearest = () if found else tuple(map(gathered.of, near(number, edition.book)))
    return Answer(asked, number=True, found=found, built=gathered.built, near=nearest)


def build_index(edition: Edition, files: Mapping[Path, Product]) -> TraceIndex:
    """All that can be looked through. Raises Findings where the ledger is damaged."""
    problems = Problems()
    ledger = load_ledger(edition.places, problems)
    if ledger is None:
        raise Findings(problems)
    charts = load_charts(edition.places, (), Problems()) or {}
    data = [path for path in texts(edition.places, edition.publication) if path.suffix == ".yaml"]
    return TraceIndex(
        edition.book,
        edition.language,
        namings(Draft(edition.blocks), dict(charts), edition.places, tuple(data)),
        find_built(files, edition.places),
        ledger,
        differences(ledger, edition.book, edition.language),
    )


@dataclass(frozen=True, slots=True)
class BuiltUse:
    """The pages or slides of a built file on which a value stands, by their labels."""

    product: Product
    on_slides: bool
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedUse:
    """What a printing carries of a value; `differs` where the facts say something else today."""

    printing: Printing
    carried: PrintedValue
    differs: Difference | None = None


@dataclass(frozen=True, slots=True)
class ValueUses:
    """All places of one value. `address` is "claim/key"; the claim alone is its words as supplied.

    `says` are its words today, "" where the facts have no such value any more.
    """

    address: str
    says: str
    location: Location | None
    named: tuple[Naming, ...] = ()
    built: tuple[BuiltUse, ...] = ()
    printed: tuple[PrintedUse, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it stands anywhere."""
        return bool(self.named or self.built or self.printed)


@dataclass(frozen=True, slots=True)
class TraceIndex:
    """All that a search looks through."""

    book: FactBook
    language: Language
    named: tuple[Naming, ...]
    built: tuple[Built, ...]
    ledger: Ledger
    changed_numbers: tuple[Difference, ...]

    def of(self, address: str) -> ValueUses:
        """Where that value stands."""
        name, _, key = address.partition("/")
        claim = self.book.claims.get(name)
        value = claim.value(key.partition("@")[0]) if claim is not None and key else None
        said = value_texts(claim, key, self.book, self.language) if claim is not None else ()
        withdrawn = claim is not None and claim.standing is Standing.WITHDRAWN
        return ValueUses(
            address=address,
            says=said[0].words if said and not withdrawn else "",
            location=value.location if value is not None else claim.location if claim is not None else None,
            named=tuple(naming for naming in self.named if _address(naming, self.book) == address),
            built=tuple(self._built(address)),
            printed=tuple(self._printed(address)),
        )

    def _built(self, address: str) -> Iterable[BuiltUse]:
        for built in self.built:
            if built.artefact is None:
                continue
            labels = tuple(leaf.label for leaf in built.artefact.leaves if address in leaf.stated)
            if labels:
                yield BuiltUse(built.product, built.artefact.on_slides, labels)

    def _printed(self, address: str) -> Iterable[PrintedUse]:
        changed_numbers = {(d.printing.id, d.carried): d for d in self.changed_numbers}
        for printing in self.ledger.printings:
            for one in printing.carried:
                if one.address == address:
                    yield PrintedUse(printing, one, changed_numbers.get((printing.id, one)))

    def addresses(self, claim: str) -> tuple[str, ...]:
        """All values of a claim that the facts have, or that stand anywhere, those of the facts first."""
        found = self.book.claims.get(claim)
        own = [f"{claim}/{value.key}" for value in found.values] if found is not None else []
        supplied = [claim] if found is not None and found.as_supplied else []
        seen = (
            *(_address(naming, self.book) for naming in self.named),
            *(one for built in self.built if built.artefact for leaf in built.artefact.leaves for one in leaf.stated),
            *(one.address for printing in self.ledger.printings for one in printing.carried),
        )
        points = sorted({address for address in seen if address.partition("/")[0] == claim} - {*own, *supplied})
        return (*supplied, *own, *points)


def _address(naming: Naming, book: FactBook) -> str:
    """The value that a place names: without a key a claim's first one, or its words as supplied where it is quoted."""
    name, slash, key = naming.target.partition("/")
    claim: Claim | None = book.claims.get(name.partition("@")[0])
    if naming.how == "quotation" or claim is None:
        return naming.target
    if not slash:
        name, _, moment = name.partition("@")
        first = claim.value(None)
        key = f"{first.key}@{moment}" if first is not None and moment else first.key if first is not None else ""
    return f"{name}/{key}" if key else name
