"""Where a text shows or quotes a person: pictures, quotations, and what is marked as somebody's story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from factpress.checks.context import Subject
from factpress.core.diagnostics import Location
from factpress.document.blocks import FENCE_RULES
from factpress.document.model import Document, Quote
from factpress.document.model.targets import BOOKLET, DECK, TARGETS
from factpress.document.parse.ast import Draft, DraftNode, DraftQuote, Fence, Role, walk_draft
from factpress.document.walk import walk_document
from factpress.publication.consents import Consent
from factpress.publication.facts.claims import FactBook
from factpress.publication.facts.load import SOURCES
from factpress.publication.products import Product

Targets = frozenset[str]

_SCOPES = {"booklet": ("booklet", BOOKLET), "deck": ("deck", DECK), "handout": ("print", DECK)}
"""The scope that a consent needs for a product of each renderer, and the target that the renderer sets."""
_PRINT = ("print", BOOKLET)
"""The same for all other renderers: their products are sheets and cards."""
_UNPRESENTED = frozenset(name for name, target in TARGETS.items() if not target.presented)
_CONSENT = re.compile(r"\{consent\}`(?P<id>[^`]*)`")
"""As it may stand in a title, a caption or another option."""
PRIVATE = frozenset({"interview", "personal_communication"})
"""Types of sources (CSL) that are words said to us, and not a work that somebody published."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a person is shown or quoted. `named` is the record that the text names itself.

    `kind` is photo, quotation or story; `what` says in words what is used, `covered` by which name a record covers it.
    `scopes` are those that its consents must have: those of the products that print it.
    """

    kind: str
    what: str
    covered: str
    named: str | None
    location: Location
    scopes: frozenset[str] = frozenset()

    def consents(self, subject: Subject) -> tuple[Consent, ...]:
        """The records that speak for it: the one that is named, or all that cover it."""
        if self.named is not None:
            return tuple(c for c in subject.consents.values() if c.id == self.named)
        covered = PurePosixPath(self.covered)
        return tuple(c for c in subject.consents.values() if covered in map(PurePosixPath, c.covers))


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A picture or a quote whose `:shows:` or source is missing, so that it may be a person's."""

    kind: str
    location: Location
    what: str


def uses(subject: Subject) -> Iterator[Use]:
    """Every place where a product shows or quotes a person, text by text."""
    yield from (one for one in _all(subject) if isinstance(one, Use))


def undeclared(subject: Subject) -> Iterator[Undeclared]:
    """Every picture and quote in a product that may be a person's, text by text."""
    yield from (one for one in _all(subject) if isinstance(one, Undeclared))


def _all(subject: Subject) -> Iterator[Use | Undeclared]:
    """What the products print. What no product prints needs no consent yet."""
    texts = [(None, subject.draft, subject.document)]
    texts += [(path, draft, subject.prints.get(path)) for path, draft in subject.drafts.items()]
    for content, draft, document in texts:
        products = subject.products_of(content)
        for one, targets in _in_text(draft, document, subject.book):
            if scopes := _scopes(targets, products):
                yield replace(one, scopes=scopes) if isinstance(one, Use) else one


def _scopes(targets: Targets, products: tuple[Product, ...]) -> frozenset[str]:
    """The scopes of those products that set one of the targets. Imposed sheets count as what they are made of."""
    pairs = (_SCOPES.get(product.origin.renderer, _PRINT) for product in products)
    return frozenset(scope for scope, target in pairs if target.name in targets)


def _in_text(draft: Draft, document: Document | None, book: FactBook) -> Iterator[tuple[Use | Undeclared, Targets]]:
    """The places of one text, with the targets that show them.

    Only the draft has the consents that a text names, since they are not printed. Quotations of claims are looked for
    in the document, since a block of any kind may quote one.
    """
    for node in walk_draft(draft.blocks, FENCE_RULES):
        targets = _targets(node.target, on_slides=node.slide)
        yield from ((one, targets) for one in _in_block(node, book))
    for node in walk_document(document) if document is not None else ():
        claim = book.claims.get(node.block.claim or "") if isinstance(node.block, Quote) else None
        if claim is not None and claim.attributed_to is not None and _is_private(claim.attributed_to, book):
            what = f'the words of the claim "{claim.id}"'
            place = node.origin or claim.location or Location(SOURCES)
            yield Use("quotation", what, claim.id, None, place), _targets(node.target, on_slides=True)


def _targets(target: str | None, *, on_slides: bool) -> Targets:
    if target:
        return frozenset({target})
    return frozenset(TARGETS) if on_slides else _UNPRESENTED


def _in_block(node: DraftNode, book: FactBook) -> Iterator[Use | Undeclared]:
    match node.block:
        case Fence():
            yield from _in_fence(node, node.block)
        case DraftQuote():
            yield from _in_quote(node.block.location, node, book)
        case _:
            for role in _consents(node):
                yield Use("story", "this story", "", role.target, role.location)


def _in_fence(node: DraftNode, fence: Fence) -> Iterator[Use | Undeclared]:
    if FENCE_RULES[fence.name].names == "file":
        what = f'the picture "{fence.argument}"'
        shows = fence.options["shows"][0].strip() if "shows" in fence.options else ""
        if shows == "people":
            yield Use("photo", what, fence.argument, None, fence.argument_location)
        elif not shows:
            yield Undeclared("picture", fence.argument_location, what)
    for text, place in node.strings:
        for found in _CONSENT.finditer(text):
            yield Use("story", "this story", "", found["id"], place)


def _in_quote(place: Location, node: DraftNode, book: FactBook) -> Iterator[Use | Undeclared]:
    named = _consents(node)
    cited = [role.target.partition(",")[0].strip() for role in node.roles if role.name == "cite"]
    private = [source for source in cited if _is_private(source, book)]
    for role in named:
        yield Use("quotation", "this quotation", "", role.target, role.location)
    if not named and private:
        yield Use("quotation", f'this quotation from "{private[0]}"', private[0], None, place)
    elif not named and not cited:
        yield Undeclared("quotation", place, "this quotation")


def _consents(node: DraftNode) -> list[Role]:
    return [role for role in node.roles if role.name == "consent"]


def _is_private(source: str, book: FactBook) -> bool:
    return source in book.sources and book.sources[source].csl.get("type") in PRIVATE
