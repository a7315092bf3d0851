"""Where a value stands: in the texts, in the charts, in the facts' own words, in built files, in printed stock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factpress.audit.trace.built_files import Built
from factpress.audit.trace.references import Naming
from factpress.core.diagnostics import Location
from factpress.i18n import Language
from factpress.ledger import Carried, Difference, Ledger, Printing
from factpress.ledger.current_values import sayings
from factpress.publication.facts.claims import Claim, FactBook, Standing
from factpress.publication.products import Product


@dataclass(frozen=True, slots=True)
class Placed:
    """The pages or slides of a built file on which a value stands, by their labels."""

    product: Product
    on_slides: bool
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InPrint:
    """What a printing carries of a value; `differs` where the facts say something else today."""

    printing: Printing
    carried: Carried
    differs: Difference | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """All places of one value. `address` is "claim/key"; the claim alone is its words as supplied.

    `says` are its words today, "" where the facts have no such value any more.
    """

    address: str
    says: str
    location: Location | None
    named: tuple[Naming, ...] = ()
    built: tuple[Placed, ...] = ()
    printed: tuple[InPrint, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it stands anywhere."""
        return bool(self.named or self.built or self.printed)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a search looks through."""

    book: FactBook
    language: Language
    named: tuple[Naming, ...]
    built: tuple[Built, ...]
    ledger: Ledger
    differing: tuple[Difference, ...]

    def of(self, address: str) -> Whereabouts:
        """Where that value stands."""
        name, _, key = address.partition("/")
        claim = self.book.claims.get(name)
        value = claim.value(key.partition("@")[0]) if claim is not None and key else None
        said = sayings(claim, key, self.book, self.language) if claim is not None else ()
        withdrawn = claim is not None and claim.standing is Standing.WITHDRAWN
        return Whereabouts(
            address=address,
            says=said[0].words if said and not withdrawn else "",
            location=(value.location if value is not None else None) or (claim.location if claim is not None else None),
            named=tuple(naming for naming in self.named if _address(naming, self.book) == address),
            built=tuple(self._built(address)),
            printed=tuple(self._printed(address)),
        )

    def _built(self, address: str) -> Iterable[Placed]:
        for built in self.built:
            if built.artefact is None:
                continue
            labels = tuple(leaf.label for leaf in built.artefact.leaves if address in leaf.stated)
            if labels:
                yield Placed(built.product, built.artefact.on_slides, labels)

    def _printed(self, address: str) -> Iterable[InPrint]:
        differing = {(d.printing.id, d.carried): d for d in self.differing}
        for printing in self.ledger.printings:
            for one in printing.carried:
                if one.address == address:
                    yield InPrint(printing, one, differing.get((printing.id, one)))

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
