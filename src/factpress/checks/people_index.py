"""Where a text shows or quotes a person: pictures, quotations, and stories marked by {consent}."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from factpress.checks.context import CheckContext
from factpress.core.diagnostics import Location
from factpress.document.blocks import FENCE_RULES
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import Document, Quote
from factpress.document.model.targets import TARGETS
from factpress.document.parse.ast import Draft, DraftNode, DraftQuote, Fence, Role, walk_draft
from factpress.document.walk import walk_document
from factpress.output.renderers import RENDERERS
from factpress.publication.consents import Consent
from factpress.publication.facts.claims import FactBook
from factpress.publication.products import Product

Targets = frozenset[str]

_UNPRESENTED = frozenset(name for name, target in TARGETS.items() if not target.presented)
_CONSENT = re.compile(r"\{consent\}`(?P<id>[^`]*)`")
"""The role in a title, a caption or another option."""
PRIVATE = frozenset({"interview", "personal_communication"})
"""Types of sources (CSL) that are not published works."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a person is shown or quoted.

    `kind` is "photo", "quotation" or "story". `what` describes it in messages. `covered` is the name by which a record
    covers it, `named` the id of the record if the text names one. Its consents must have all `scopes`.
    """

    kind: str
    what: str
    covered: str
    named: str | None
    location: Location
    scopes: frozenset[str] = frozenset()

    def consents(self, context: CheckContext) -> tuple[Consent, ...]:
        """Its consent records: the one that the text names, or all that cover it."""
        if self.named is not None:
            return tuple(c for c in context.edition.consents.values() if c.id == self.named)
        covered = PurePosixPath(self.covered)
        return tuple(c for c in context.edition.consents.values() if covered in map(PurePosixPath, c.covers))


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A picture without `:shows:` or a quote without a source, which may show or quote a person."""

    kind: str
    location: Location
    what: str


def uses(context: CheckContext) -> Iterator[Use]:
    """Every place where a product shows or quotes a person."""
    yield from (one for one in context.once(_all) if isinstance(one, Use))


def undeclared(context: CheckContext) -> Iterator[Undeclared]:
    """Every picture and quote in a product that may show or quote a person."""
    yield from (one for one in context.once(_all) if isinstance(one, Undeclared))


def _all(context: CheckContext) -> tuple[Use | Undeclared, ...]:
    """All places in texts that a product prints. A text without a product needs no consent."""
    found: list[Use | Undeclared] = []
    texts = [(None, context.edition.draft, context.edition.document)]
    texts += [(path, draft, context.edition.prints.get(path)) for path, draft in context.edition.drafts.items()]
    for content, draft, document in texts:
        products = context.products_of(content)
        for one, targets in _in_text(draft, document, context.book):
            if scopes := _scopes(targets, products):
                found.append(replace(one, scopes=scopes) if isinstance(one, Use) else one)
    return tuple(found)


def _scopes(targets: Targets, products: tuple[Product, ...]) -> frozenset[str]:
    """The scopes of the products that show one of the targets. Imposed sheets have the scope of their pages."""
    infos = (RENDERERS[product.origin.renderer] for product in products)
    return frozenset(info.consent_scope for info in infos if info.target_name in targets)


def _in_text(draft: Draft, document: Document | None, book: FactBook) -> Iterator[tuple[Use | Undeclared, Targets]]:
    """The places in one text, with the targets that show them.

    Consents are named in the draft only, because they are not printed. Quotations of claims are found in the document,
    because any kind of block may contain one.
    """
    for node in walk_draft(draft.blocks, FENCE_RULES):
        targets = _targets(node.target, on_slides=node.slide)
        yield from ((one, targets) for one in _in_block(node, book))
    for node in walk_document(document) if document is not None else ():
        claim = book.claims.get(node.block.claim or "") if isinstance(node.block, Quote | ClaimTest) else None
        if claim is not None and claim.attributed_to is not None and _is_private(claim.attributed_to, book):
            what = f'the words of the claim "{claim.id}"'
            place = node.origin or claim.location
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
