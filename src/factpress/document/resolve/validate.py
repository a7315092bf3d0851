"""What only the whole can tell: texts that no page shows, charts that no text places, links that lead nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from factpress.core.diagnostics import Problems, did_you_mean
from factpress.document.model import Chapter, Figure, Heading
from factpress.document.parse.ast import MOST_CHAPTER_RANK, DraftHeading, Words
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.resolve.charts import compose_chart
from factpress.document.resolve.resolver import Resolver
from factpress.document.walk import walk
from factpress.publication.facts.claims import FactBook


def examine_claims(book: FactBook, resolver: Resolver) -> None:
    """Claims and reasons are texts, too: those that no page states are read all the same."""
    for claim in (c for c in book.claims.values() if c.id not in book.faulty):
        resolver.data_text(claim.claim, claim.claim_location)
        resolver.data_text(claim.reason, claim.reason_location)


def examine_charts(charts: Mapping[str, ChartSpec], chapters: tuple[Chapter, ...], resolver: Resolver) -> None:
    """A chart that no text places is read all the same, and its editor is told."""
    placed = {
        node.block.chart.id for chapter in chapters for node in walk(chapter.blocks) if isinstance(node.block, Figure)
    }
    for name, spec in charts.items():
        if name not in placed and compose_chart(spec, resolver) is not None:
            message = f'no text places the chart "{name}"'
            resolver.problems.warning("unused-chart", message, spec.tree.key_at(name), f"place it: :::{{chart}} {name}")


def examine_links(chapters: tuple[Chapter, ...], resolver: Resolver) -> None:
    """A link inside the text must lead to a chapter, a heading or a chart of it, wherever the link stands."""
    known = {chapter.id for chapter in chapters}
    for node in (node for chapter in chapters for node in walk(chapter.blocks)):
        match node.block:
            case Heading(id=name):
                known.add(name)
            case Figure(chart=chart):
                known.add(chart.id)
            case _:
                pass
    for place, name in dict.fromkeys(resolver.links):  # a reason is told many times
        if name not in known:
            hint = did_you_mean(name, known)
            resolver.problems.error("bad-link", f'nothing in the text has the id "{name}"', place, hint)


def check_words(heading: DraftHeading, problems: Problems) -> None:
    """Report a heading that says nothing. One that asks for a value which cannot be said is reported there."""
    if all(isinstance(inline, Words) and not inline.text.strip() for inline in heading.children):
        what = "a chapter needs a title" if heading.rank <= MOST_CHAPTER_RANK else "a heading needs words"
        problems.error("empty-heading", what, heading.location, f"write it behind {'#' * heading.rank}")


def identity_of(wanted: str, taken: set[str], heading: DraftHeading, problems: Problems) -> str:
    """The id of a heading, and none of those that are taken; its own where it has one, else made of its words."""
    letters = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "section"
    if base in taken and "id" in heading.attributes:
        problems.error("duplicate-id", f'the id "{base}" is taken', heading.location, "ids are unique in a text")
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def years_of(heading: DraftHeading, problems: Problems) -> tuple[int, int] | None:
    """The years that a chapter spans; None where it says none, with an error where they are no span."""
    written = heading.attributes.get("years")
    if written is None:
        return None
    match = re.fullmatch(r"(\d{4})/(\d{4})", written)
    if match is None or int(match[1]) >= int(match[2]):
        problems.error("bad-value", f'"{written}" is no span of years', heading.location, "write years=1960/1993")
        return None
    return int(match[1]), int(match[2])
