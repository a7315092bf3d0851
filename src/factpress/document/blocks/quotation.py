"""A claim in the words it was supplied in, to the letter: who is said to have said it, its mark, and the reason."""

from __future__ import annotations

from factpress.document.model import Block, Inline, Quote, Text
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.publication.facts.claims import PLAIN_STANDINGS


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """The quotation; None, with an error, where the claim has no words as supplied."""
    claim = resolver.facts.claim(fence.argument, fence.location)
    if claim is None:
        return None
    if claim.as_supplied is None:
        hint = "give the claim its words: as_supplied: …"
        message = f'the claim "{claim.id}" has no words as supplied'
        resolver.problems.error("nothing-to-quote", message, fence.location, hint)
        return None
    supplied = next((v for v in claim.values if any(c.source == claim.attributed_to for c in v.cites)), None)
    who = claim.attribution
    if who is not None and claim.standing not in PLAIN_STANDINGS:
        # words that could not be traced to somebody must not look as if that body had said them
        who = f"{resolver.language.word('attributed-to')} {who}"
    if who is None and claim.attributed_to in resolver.book.sources and claim.attributed_to is not None:
        who = resolver.citations.short(claim.attributed_to)
    attribution: list[Inline] = [Text(who)] if who else []
    attribution.append(resolver.note(claim, supplied))
    return Quote((Text(claim.as_supplied),), tuple(attribution), claim.standing, claim.id, resolver.doubt(claim))


DIRECTIVE = Directive(FenceRule("the claim that is quoted", body=False, names="claim", slide=True), resolve)
