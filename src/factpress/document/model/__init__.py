"""The document model: content, order and rank, between the facts and the renderers.

Nothing here knows a page, a slide, a colour or a length. Numbers are text already. The set of primitives is closed:
a renderer matches all of them, and `assert_never` names the one it lacks. The set of compounds is open, one module
each in `blocks/`; each can `realize()` itself into primitives, so it works in every renderer at once, and a renderer
may set it in its own form. Every node has an `origin`, its place in the editor's files.
"""

from factpress.document.model.blocks import (
    Aside,
    Block,
    Compound,
    Container,
    Figure,
    Heading,
    Image,
    Items,
    Only,
    Paragraph,
    Primitive,
    Quote,
    SpeakerNotes,
    Table,
    for_target,
)
from factpress.document.model.charts import (
    Chart,
    Datum,
    Row,
    Spell,
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
    "Primitive",
    "Quote",
    "Reference",
    "Row",
    "SpeakerNotes",
    "Spell",
    "StandingWords",
    "Stated",
    "Strong",
    "Table",
    "Text",
    "Tick",
    "for_target",
    "notes",
    "plain",
    "walk_inlines",
]
