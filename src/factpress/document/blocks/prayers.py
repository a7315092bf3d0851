"""Prayer points, from `data/prayers.yaml`."""

from __future__ import annotations

from factpress.document.blocks.record_list import (
    RecordEntry,
    RecordList,
    for_targets,
    paragraph,
    style_of,
    valid_or_named,
)
from factpress.document.model import Block, Paragraph
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.publication.prayers import Prayer


def _prayers(fence: Fence, resolver: Resolver) -> tuple[Block, ...] | None:
    """Prayer points of `data/prayers.yaml`: all that are valid on the day of the edition, or those that are named.

    The style "short" leaves out the notes with their sources, which are in the list of sources.
    """
    prayers = valid_or_named(fence, "prayers", resolver.outreach.prayers, resolver)
    if not prayers:
        return None
    short = style_of(fence, resolver) == "short"
    entries = tuple(RecordEntry(one.id, (_point(one, resolver, short=short),)) for one in prayers)
    listed = RecordList("prayers", entries, bulleted=True)
    return for_targets(fence, listed, (listed,), resolver)


def _point(prayer: Prayer, resolver: Resolver, *, short: bool) -> Paragraph:
    text = resolver.markdown_inlines(prayer.text, prayer.text_location, noted=True)
    source = resolver.source_note(prayer.cites)
    return paragraph(text, () if short else source)


DIRECTIVE = Directive(
    FenceRule(
        "ids of prayer points; without them, all that are valid",
        ("title", "style"),
        body=False,
        names="record",
        slide=True,
        optional=True,
    ),
    _prayers,
)
