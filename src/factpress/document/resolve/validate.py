"""Checks that need the whole text: data that no page prints, charts without a place, links, the sides of a print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.document.model import Chapter, Figure, Heading
from factpress.document.parse.ast import MOST_CHAPTER_RANK, Draft, DraftHeading, Fence, FenceRule, walk_draft
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.resolve.charts import compose_chart
from factpress.document.resolve.kept_parts import resolve_part
from factpress.document.resolve.resolver import Resolver
from factpress.document.walk import walk
from factpress.publication.facts.claims import Claim, FactBook
from factpress.publication.products import Product

INVITATIONS = ("flyer",)
"""Templates of prints that invite to an event."""


def check_claims(book: FactBook, resolver: Resolver) -> None:
    """Report errors in the text of all claims and reasons, including those that no page states."""
    for claim in (c for c in book.claims.values() if c.id not in book.faulty):
        resolve_part(resolver, ("claim", claim.id), (claim,), partial(_check_claim, claim), apart=True)


def _check_claim(claim: Claim, resolver: Resolver) -> None:
    resolver.markdown_inlines(claim.claim, claim.claim_location)
    resolver.sentence(claim)
    resolver.markdown_inlines(claim.finding, claim.finding_location)
    resolver.markdown_inlines(claim.reason, claim.reason_location)


def check_charts(charts: Mapping[str, ChartSpec], chapters: tuple[Chapter, ...], resolver: Resolver) -> None:
    """Report charts that the text does not place, and their errors."""
    placed = {
        node.block.chart.id for chapter in chapters for node in walk(chapter.blocks) if isinstance(node.block, Figure)
    }
    for name, spec in charts.items():
        if name not in placed and compose_chart(spec, resolver) is not None:
            message = f'no text uses the chart "{name}"'
            resolver.problems.warning("unused-chart", message, spec.tree.key_at(name), f"place it: :::{{chart}} {name}")


def check_links(chapters: tuple[Chapter, ...], resolver: Resolver) -> None:
    """Report links inside the text that lead to no chapter, heading or chart."""
    known = {chapter.id for chapter in chapters}
    for node in (node for chapter in chapters for node in walk(chapter.blocks)):
        match node.block:
            case Heading(id=name):
                known.add(name)
            case Figure(chart=chart):
                known.add(chart.id)
            case _:
                pass
    for place, name in dict.fromkeys(resolver.links):  # a reason is resolved for each of its notes
        if name not in known:
            hint = did_you_mean(name, known)
            resolver.problems.error("bad-link", f'nothing in the text has the id "{name}"', place, hint)


def check_sides(
    product: Product, draft: Draft, content: Path, rules: Mapping[str, FenceRule], problems: Problems
) -> None:
    """Report a text with more sides than its print, and the text of an invitation without an event."""
    headings = [b for b in draft.blocks if isinstance(b, DraftHeading) and b.rank <= MOST_CHAPTER_RANK]
    if len(headings) > product.sides:
        has = "one side" if product.sides == 1 else f"{product.sides} sides"
        hint = "join it with the one before, or let the product have more sides: sides: 2"
        message = f'"{product.name}" has {has}, and another one begins here'
        problems.error("too-many-sides", message, headings[product.sides].location, hint)
    fences = (node.block for node in walk_draft(draft.blocks, rules) if isinstance(node.block, Fence))
    if product.template in INVITATIONS and all(fence.name != "event" for fence in fences):
        message = f'"{product.name}" invites to an event, but its text has none'
        problems.error("no-event", message, Location(content, 1, 1), "add it: :::{event} evening")
