"""Where a text shows or quotes a person: pictures, quotations, and what is marked as somebody's story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import assert_never

from factpress.checks.context import Subject
from factpress.core.diagnostics import Location
from factpress.document.blocks import DIRECTIVES
from factpress.document.model.targets import TARGETS
from factpress.document.parse.ast import (
    Draft,
    DraftBlock,
    DraftHeading,
    DraftList,
    DraftParagraph,
    DraftQuote,
    Drafts,
    DraftTable,
    Fence,
    Role,
    Span,
)
from factpress.publication.consents import Consent
from factpress.publication.facts.claims import Claim, FactBook
from factpress.publication.products import Product

SIDES = frozenset(TARGETS)
_PRESENTED = frozenset(name for name, target in TARGETS.items() if target.presented)
_HANDOUT = "handout"
_CONSENT = re.compile(r"\{consent\}`(?P<id>[^`]*)`")
"""As it may stand in a picture's caption."""
PRIVATE = frozenset({"interview", "personal_communication"})
"""Types of sources (CSL) that are words said to us, and not a work that somebody published."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a person is shown or quoted. `named` is the record that the text names itself.

    `kind` is photo, quotation or story; `what` says in words what is used, `covered` by which name a record covers it.
    `sides` are the targets that show it, `scopes` what a consent must include: a target, or "print".
    """

    kind: str
    what: str
    covered: str
    named: str | None
    sides: frozenset[str]
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
    """A picture or a quote of which nobody has said whether it is a person's."""

    kind: str
    location: Location
    what: str
    sides: frozenset[str]


def uses(subject: Subject) -> Iterator[Use]:
    """Every place where the text shows or quotes a person, in its order."""
    yield from (one for one in _all(subject) if isinstance(one, Use))


def undeclared(subject: Subject) -> Iterator[Undeclared]:
    """Every picture and quote of which nobody has said whether it is a person's, in the order of the text."""
    yield from (one for one in _all(subject) if isinstance(one, Undeclared))


def _scopes(sides: frozenset[str], products: Iterable[Product]) -> frozenset[str]:
    """The scopes in which those products show something of those targets: the target's own, or print.

    A handout is print, and shows what the deck shows. Imposed pages are those of the product that they come from.
    """
    made = {product.origin.renderer for product in products}
    printed = bool(made - SIDES - {_HANDOUT}) or (_HANDOUT in made and bool(_PRESENTED & sides))
    return (sides & made) | ({"print"} if printed else frozenset[str]())


def _all(subject: Subject) -> Iterator[Use | Undeclared]:
    """What the listed products show of each text; the rest of the text may wait for its consents."""
    texts: tuple[tuple[Path | None, Draft], ...] = ((None, subject.draft), *subject.drafts.items())
    for content, draft in texts:
        products = subject.products_of(content)
        for one in (one for block in draft.blocks for one in _block(block, subject.book, SIDES)):
            if scopes := _scopes(one.sides, products):
                yield replace(one, scopes=scopes) if isinstance(one, Use) else one


def _block(block: DraftBlock, book: FactBook, sides: frozenset[str]) -> Iterator[Use | Undeclared]:
    own = sides - _PRESENTED if sides == SIDES else sides  # a slide has narrowed it already
    match block:
        case DraftHeading(children=children):
            yield from _told(children, "story", own)
        case DraftParagraph(children):
            yield from _told(children, "story", own)
        case DraftList(items):
            for item in items:
                for inner in item:
                    yield from _block(inner, book, sides)
        case DraftTable(header, rows):
            for cell in (*header, *(cell for row in rows for cell in row)):
                yield from _told(cell, "story", own)
        case DraftQuote():
            yield from _quote(block, book, own)
        case Fence():
            yield from _fence(block, book, sides)
        case _:
            assert_never(block)


def _fence(fence: Fence, book: FactBook, sides: frozenset[str]) -> Iterator[Use | Undeclared]:
    rule = DIRECTIVES[fence.name].rule
    if rule.names == "file":
        own = sides - _PRESENTED if sides == SIDES else sides
        yield from _picture(fence, own)
        for text, place in ((fence.argument, fence.argument_location), *fence.options.values()):
            for found in _CONSENT.finditer(text):
                yield Use("story", "this story", "", found["id"], own, place)
        return
    if rule.names == "claim":
        claim = book.claims.get(fence.argument)
        if claim is not None and _is_private(claim, book):
            what = f'the words of the claim "{claim.id}"'
            yield Use("quotation", what, claim.id, None, sides, fence.location)
    inside = sides
    if rule.names == "target":
        inside = sides & {fence.argument}
    elif rule.target is not None:
        inside = sides & {rule.target}
    for block in fence.blocks:
        found = _block(block, book, inside)
        yield from (replace(one, sides=inside) for one in found) if rule.slide else found


def _picture(fence: Fence, sides: frozenset[str]) -> Iterator[Use | Undeclared]:
    what = f'the picture "{fence.argument}"'
    shows, _ = fence.options.get("shows", ("", fence.location))
    if shows.strip() == "people":
        yield Use("photo", what, fence.argument, None, sides, fence.argument_location)
    elif not shows.strip():
        yield Undeclared("picture", fence.argument_location, what, sides)


def _quote(quote: DraftQuote, book: FactBook, sides: frozenset[str]) -> Iterator[Use | Undeclared]:
    roles = [role for block in quote.blocks if isinstance(block, DraftParagraph) for role in _roles(block.children)]
    named = [role for role in roles if role.name == "consent"]
    cited = [role.target.partition(",")[0].strip() for role in roles if role.name == "cite"]
    private = [source for source in cited if _is_said(source, book)]
    for role in named:
        yield Use("quotation", "this quotation", "", role.target, sides, role.location)
    if not named and private:
        yield Use("quotation", f'this quotation from "{private[0]}"', private[0], None, sides, quote.location)
    elif not named and not cited:
        yield Undeclared("quotation", quote.location, "this quotation", sides)


def _told(children: Drafts, kind: str, sides: frozenset[str]) -> Iterator[Use]:
    for role in _roles(children):
        if role.name == "consent":
            yield Use(kind, "this story", "", role.target, sides, role.location)


def _roles(children: Drafts) -> Iterator[Role]:
    for inline in children:
        if isinstance(inline, Role):
            yield inline
        elif isinstance(inline, Span):
            yield from _roles(inline.children)


def _is_private(claim: Claim, book: FactBook) -> bool:
    return claim.attributed_to is not None and _is_said(claim.attributed_to, book)


def _is_said(source: str, book: FactBook) -> bool:
    return source in book.sources and book.sources[source].csl.get("type") in PRIVATE
