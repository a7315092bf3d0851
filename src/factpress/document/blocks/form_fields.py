"""What a reader fills in with a pen: lines to write on, and boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from factpress.core.diagnostics import Location
from factpress.document.model import Block, Inlines, Items, Paragraph, Primitive
from factpress.document.model.origin import origin_field
from factpress.document.parse.ast import DraftList, DraftParagraph, Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver


@dataclass(frozen=True, slots=True)
class Form:
    """Entries of one `kind`: "lines" to write on, each with its label, or "boxes" to tick, each with its words."""

    kind: str
    entries: tuple[Inlines, ...]
    origin: Location | None = origin_field()

    def realize(self) -> tuple[Primitive, ...]:
        """A list of the labels."""
        return (Items(tuple((Paragraph(entry),) for entry in self.entries)),)


def _resolve(kind: str, fence: Fence, resolver: Resolver) -> Block | None:
    lists = [block for block in fence.blocks if isinstance(block, DraftList)]
    entries = [item for block in lists for item in block.items]
    if len(lists) != 1 or len(fence.blocks) != 1 or not all(_one_paragraph(item) for item in entries):
        hint = "begin each entry with a hyphen: - Name"
        resolver.problems.error(
            "bad-fence", f'"{fence.name}" holds one list, a line for each entry', fence.location, hint
        )
        return None
    said = (resolver.inlines(block.children) for item in entries for block in item if isinstance(block, DraftParagraph))
    return Form(kind, tuple(said))


def _one_paragraph(item: tuple[object, ...]) -> bool:
    return len(item) == 1 and isinstance(item[0], DraftParagraph)


_RULE = FenceRule(None, needs_body=True)

LINES = Directive(_RULE, partial(_resolve, "lines"))
BOXES = Directive(_RULE, partial(_resolve, "boxes"))
