"""What is said, in which order and rank: the seam between the facts and the presses.

Nothing here knows a page, a slide, a colour or a length. Numbers are already words. The primitives are few and
closed: a renderer matches on them and `assert_never` names what it lacks. Compounds are open (one file each in
`blocks/`); each can `realize()` itself into primitives, so it works in every renderer at once, and a renderer may
set one in a way of its own.
"""

from factpress.document.model.blocks import (
    Aside,
    Block,
    Compound,
    Figure,
    Heading,
    Holding,
    Image,
    Items,
    Only,
    Paragraph,
    Primitive,
    Quote,
    SpeakerNotes,
    Table,
    every,
    on_side,
)
from factpress.document.model.charts import (
    Chart,
    Datum,
    Row,
    Spell,
    Tick,
)
from factpress.document.model.document import Chapter, Document, Reference, StandingWords, figures
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
)

__all__ = [
    "Aside",
    "Block",
    "Break",
    "Chapter",
    "Chart",
    "Compound",
    "Datum",
    "Document",
    "Emphasis",
    "Figure",
    "Foreign",
    "Heading",
    "Holding",
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
    "every",
    "figures",
    "notes",
    "on_side",
    "plain",
]
