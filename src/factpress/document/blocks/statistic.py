"""Statistics: a number or a range, large."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from factpress.core.diagnostics import Location
from factpress.document.model import (
    Aside,
    Block,
    Inlines,
    Paragraph,
    Primitive,
    Stated,
    Text,
    notes,
    plain,
    without_sources,
)
from factpress.document.model.inlines import origin_field
from factpress.document.parse.ast import DraftParagraph, Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.wording.phrases import capitalize
from factpress.document.wording.quantities import format_bounds, ticks
from factpress.publication.facts.claims import Range, Standing

_FIGURE = re.compile(r"(?s)(.*\d\S*)(\D*)")


@dataclass(frozen=True, slots=True)
class Statistic:
    """A value in large type. `figure` is the text of the number, `unit` the smaller text after it.

    `question` is the plain text of `heading`; the notes of the values that it states are in `source`.

    A renderer can draw a range from `low` to `high` on an axis from 0 to `scale`, with the labels `low_text`,
    `high_text` and `scale_text`. The three are None for a single number. `doubt` is a sentence with the reason why the
    claim is in doubt; empty if it is not.
    """

    question: str
    stated: Stated
    figure: str
    unit: str
    about: Inlines
    source: Inlines
    standing: Standing
    low: float | None = None
    high: float | None = None
    scale: float | None = None
    low_text: str = ""
    high_text: str = ""
    scale_text: str = ""
    doubt: str = ""
    heading: Inlines = ()
    origin: Location | None = origin_field()

    @property
    def titled(self) -> Inlines:
        """The question with the values that it states."""
        return self.heading or (Text(self.question),)

    def realize(self) -> tuple[Primitive, ...]:
        """A box: the question, the figure with its source as a note, the text about it."""
        figure = Paragraph((self.stated, *self.source))
        about = (Paragraph(self.about),) if self.about else ()
        return (Aside(self.titled, (figure, *about), self.standing),)


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """A number or a range, large, with its question, a text about it, and its sources.

    None, with errors, if the value cannot be found.
    """
    found = resolver.facts.find(fence.argument, fence.location)
    quantity = resolver.facts.quantity(found, fence.location) if found is not None else None
    paragraphs = [block for block in fence.blocks if isinstance(block, DraftParagraph)]
    for other in [block for block in fence.blocks if not isinstance(block, DraftParagraph)][:1]:
        hint = "move the rest out of the block"
        resolver.problems.error("bad-fence", "a statistic may contain only one paragraph", other.location, hint)
    about = resolver.inlines(tuple(inline for block in paragraphs for inline in block.children))
    if found is None or quantity is None:
        return None
    words = capitalize(resolver.facts.text(found, fence.location) or "")
    split = _FIGURE.fullmatch(words)
    figure, unit = (split[1], split[2].strip()) if split else (words, "")
    if "title" in fence.options:
        text, place = fence.options["title"]
    else:
        text, place = found.claim.claim, fence.location
    noted = resolver.markdown_inlines(text, place, noted=True)
    heading, asked = without_sources(noted), notes(noted)
    statistic = Statistic(
        " ".join(plain(heading).split()),
        Stated(found.claim.id, found.key, words, found.claim.standing),
        figure,
        unit,
        about,
        (
            resolver.note(found.claim, found.value, defined=True),
            *asked,
        ),
        found.claim.standing,
        doubt=resolver.doubt(found.claim),
        heading=heading,
    )
    if not isinstance(quantity.amount, Range):
        return statistic
    low, high = quantity.amount.low, quantity.amount.high
    low_text, high_text = format_bounds(quantity, resolver.language)
    scale, scale_text = ticks(low, high, quantity.unit, resolver.language)[-1]
    return replace(
        statistic,
        low=float(low),
        high=float(high),
        scale=float(scale),
        low_text=low_text,
        high_text=high_text,
        scale_text=scale_text,
    )


DIRECTIVE = Directive(
    FenceRule("the value it shows (claim or claim/key)", ("title",), names="claim", slide=True), resolve
)
