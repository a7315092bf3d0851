"""The document model: content, order and rank, between the facts and the renderers.

It has no pages, slides, colours or lengths. Numbers are text already. The primitives are a closed set: a renderer
matches all of them, and `assert_never` names a missing one. The compounds are an open set, in `blocks/`. Each can
`realize()` itself into primitives, so it works in every renderer at once, and a renderer may have a form of its own for
it. Every node has an `origin`, its place in the editor's files.
"""

from factpress.document.model.blocks import (
    Aside,
    Block,
    Chart,
    Compound,
    Container,
    Datum,
    Figure,
    Heading,
    Image,
    Items,
    Only,
    Paragraph,
    PeriodBand,
    Primitive,
    Quote,
    Row,
    SpeakerNotes,
    Table,
    Tick,
)
from factpress.document.model.document import Chapter, Document, Reference, StandingWords
from factpress.document.model.inlines import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Stated,
    Strong,
    Text,
    notes,
    plain,
    walk_inlines,
)

__all__ = [
    "Aside",
    "Block",
    "Break",
    "Chapter",
    "Chart",
    "Compound",
    "Container",
    "Datum",
    "Document",
    "Emphasis",
    "Figure",
    "Foreign",
    "Heading",
    "Image",
    "Inline",
    "Inlines",
    "Items",
    "Link",
    "Note",
    "Only",
    "Paragraph",
    "PeriodBand",
    "Primitive",
    "Quote",
    "Reference",
    "Row",
    "SpeakerNotes",
    "StandingWords",
    "Stated",
    "Strong",
    "Table",
    "Text",
    "Tick",
    "notes",
    "plain",
    "walk_inlines",
]
