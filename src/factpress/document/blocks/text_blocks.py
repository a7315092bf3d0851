"""Blocks of text: the lead of a chapter, asides, quotations of claims, and form fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from factpress.core.diagnostics import Location, did_you_mean
from factpress.document.model import Aside, Block, Inline, Inlines, Items, Paragraph, Primitive, Quote, Text
from factpress.document.model.blocks import AsideStyle
from factpress.document.model.inlines import origin_field
from factpress.document.parse.ast import DraftList, DraftParagraph, Fence, FenceRule
from factpress.document.resolve.chapters import resolve_blocks
from factpress.document.resolve.drawings import check_drawing
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.publication.facts.claims import PLAIN_STANDINGS, Claim

ASIDE_STYLES: dict[str, AsideStyle] = {"box": "box", "prayer": "prayer", "pause": "pause"}


def _lead(fence: Fence, resolver: Resolver) -> None:
    """The lead of a chapter, which sums it up in a sentence or two.

    `resolve_chapters` takes the lead below the title of a chapter. One in any other place is an error.
    """
    hint = "a lead belongs to a chapter, below its title"
    resolver.problems.error("bad-fence", f'"{fence.name}" is not allowed here', fence.location, hint)


def _aside(fence: Fence, resolver: Resolver) -> Block:
    """A titled box outside the running text.

    The style "prayer" sets it on a separate page in a booklet, with a line drawing if one is named. The style "pause"
    sets a few words in large type on a page without other text; put it at the end of a chapter.
    """
    title = resolver.noted_inlines(fence.argument, fence.argument_location)
    style, place = fence.options.get("style", ("box", fence.location))
    if style not in ASIDE_STYLES:
        resolver.problems.error("bad-value", f'unknown style "{style}"', place, did_you_mean(style, ASIDE_STYLES))
    drawing, place = fence.options.get("drawing", ("", fence.location))
    if drawing and style != "prayer":
        hint = "remove it, or set the style: prayer"
        resolver.problems.error("bad-value", f'a box of the style "{style}" has no drawing', place, hint)
    if drawing and not check_drawing(drawing, place, resolver.places, resolver.problems):
        drawing = ""
    return Aside(title, resolve_blocks(fence.blocks, resolver), None, ASIDE_STYLES.get(style, "box"), drawing)


def quoted_claim(fence: Fence, resolver: Resolver) -> tuple[Claim, str] | None:
    """The claim that a block names, and its words as supplied; None, with an error, if it has none."""
    claim = resolver.facts.claim(fence.argument, fence.location)
    if claim is None:
        return None
    if claim.as_supplied is None:
        hint = "give the claim its words: as_supplied: …"
        message = f'the claim "{claim.id}" has no words as supplied'
        resolver.problems.error("nothing-to-quote", message, fence.location, hint)
        return None
    return claim, claim.as_supplied


def _quotation(fence: Fence, resolver: Resolver) -> Block | None:
    """A claim in the words it was supplied in, to the letter, with its attribution, its standing and the reason.

    None, with an error, if the claim has no such words.
    """
    quoted = quoted_claim(fence, resolver)
    if quoted is None:
        return None
    claim, words = quoted
    supplied = next(filter(claim.is_supplied, claim.values), None)
    who = claim.attribution
    if who is not None and claim.standing not in PLAIN_STANDINGS:
        # a quotation that could not be traced must not look as if the named body had made it
        who = f"{resolver.language.word('attributed-to')} {who}"
    if who is None and claim.attributed_to in resolver.book.sources and claim.attributed_to is not None:
        who = resolver.citations.short(claim.attributed_to)
    attribution: list[Inline] = [Text(who)] if who else []
    attribution.append(resolver.note(claim, supplied))
    return Quote((Text(words),), tuple(attribution), claim.standing, claim.id, resolver.doubt(claim))


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill in with a pen. `kind` is "lines" to write on or "boxes" to tick; `entries` are their labels."""

    kind: str
    entries: tuple[Inlines, ...]
    origin: Location | None = origin_field()

    def realize(self) -> tuple[Primitive, ...]:
        """A list of the labels."""
        return (Items(tuple((Paragraph(entry),) for entry in self.entries)),)


def _form(kind: str, fence: Fence, resolver: Resolver) -> Block | None:
    """Form fields to fill in with a pen: lines to write on, or boxes to tick, each with a label."""
    items = fence.blocks[0].items if len(fence.blocks) == 1 and isinstance(fence.blocks[0], DraftList) else ()
    labels = [item[0].children for item in items if len(item) == 1 and isinstance(item[0], DraftParagraph)]
    if not labels or len(labels) != len(items):
        hint = "begin each entry with a hyphen: - Name"
        message = f'"{fence.name}" must contain one list, with one line for each entry'
        if fence.blocks:  # an empty one is an error already
            resolver.problems.error("bad-fence", message, fence.blocks[0].location, hint)
        return None
    return Form(kind, tuple(resolver.inlines(label) for label in labels))


LEAD = Directive(FenceRule(None, needs_body=True, slide=True), _lead)
ASIDE = Directive(FenceRule("the box's title", ("style", "drawing"), needs_body=True), _aside)
QUOTATION = Directive(FenceRule("the claim that is quoted", body=False, names="claim", slide=True), _quotation)
LINES = Directive(FenceRule(None, needs_body=True), partial(_form, "lines"))
BOXES = Directive(FenceRule(None, needs_body=True), partial(_form, "boxes"))
