"""Edges: the boxes, colour that has to reach the bleed, words that keep away from the trim."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.core.units import mm
from factpress.output.prepress.preflight.findings import Asked, error, warning
from factpress.output.prepress.preflight.page_model import Box, Finding, Kind, Painted, Sheet, bleed_of

_HAIR = mm("0.1").pt
"""What no eye and no knife can tell apart."""

_SIDES = ("left", "bottom", "right", "top")


def boxes(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """The file says where a page is cut, its bleed goes around that, and the sheet around both."""
    if asked.press and not sheet.stated & {"TrimBox", "ArtBox"}:
        hint = "export it again with its trim and bleed, and not as a plain page"
        yield error(sheet, "no-trim", "the file does not say where the page is cut (it has no TrimBox)", hint)
    if {"TrimBox", "ArtBox"} <= sheet.stated:
        yield error(sheet, "two-trims", "the page has a TrimBox and an ArtBox", "keep the TrimBox only")
    if not sheet.bleed.holds(sheet.trim) or not sheet.media.holds(sheet.bleed):
        hint = "the sheet lies around the bleed, and the bleed around the trim"
        yield error(sheet, "boxes", "the page's boxes do not lie inside each other", hint)
    bleed = asked.printer.bleed.pt
    short = bleed_of(sheet.trim, sheet.bleed)
    if bleed and short < bleed - _HAIR:
        there = f"has a bleed of {asked.told(short)}" if short > _HAIR else "has no bleed"
        hint = f"export it again with a bleed of {asked.told(bleed)} on every side"
        yield error(sheet, "short-bleed", f"the page {there}, and {asked.told(bleed)} are asked for", hint)


def reached(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """What touches the trim goes on to the edge of the bleed: a cut is off by a millimetre, and would leave white."""
    wanted = asked.printer.bleed.pt
    if not wanted:
        return
    for side in _SIDES:
        lacking = [(short, thing) for thing in sheet.painted if (short := _short(thing, side, sheet, wanted)) > _HAIR]
        if lacking:
            short, thing = max(lacking, key=lambda one: one[0])
            many = f", and {len(lacking) - 1} more things" if len(lacking) > 1 else ""
            message = f"{thing.kind.value} at the {side} edge stops {asked.told(short)} short of the bleed{many}"
            hint = f"let it run {asked.told(wanted)} beyond the trim, or end well inside it"
            yield error(sheet, "bleed-not-reached", message, hint, thing.box)


def _short(thing: Painted, side: str, sheet: Sheet, wanted: float) -> float:
    """How far that thing stays behind the bleed on that side; nothing where it does not touch the trim there."""
    if thing.kind is Kind.TEXT or thing.paint.blank or thing.paint.name == "All":
        return 0.0
    box, trim = thing.box, sheet.trim
    if box.shared(trim) is None:
        return 0.0
    sign = 1 if side in ("right", "top") else -1
    beyond = sign * (getattr(box, side) - getattr(trim, side))
    opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}[side]
    from_inside = sign * (getattr(box, opposite) - getattr(trim, side)) < -_HAIR
    return wanted - beyond if from_inside and beyond > -_HAIR else 0.0


def words(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """Words keep their distance from the trim, and none of them is cut."""
    safety = asked.printer.safety.pt
    cut = [box for box in sheet.words if box.shared(sheet.trim) and not sheet.trim.holds(box, _HAIR)]
    if cut:
        hint = "move it inwards, or make the page larger"
        yield error(sheet, "text-cut", f"the trim cuts through text{_many(cut)}", hint, cut[0])
    near = [
        box for box in sheet.words if sheet.trim.holds(box, _HAIR) and not sheet.trim.grown(-safety).holds(box, 0.3)
    ]
    if near:
        message = f"text stands nearer to the trim than {asked.told(safety)}{_many(near)}"
        yield warning(sheet, "text-near-trim", message, "move it inwards: a cut is off by a millimetre", near[0])


def margin(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """Nothing lies where the printer cannot print."""
    edge = asked.printer.margin.pt
    if not edge:
        return
    within = sheet.media.grown(-edge)
    seen = [t.box for t in sheet.painted if t.kind is not Kind.TEXT and not t.paint.blank]
    lost = [
        box
        for box in (*sheet.words, *seen)
        if (on := box.shared(sheet.media)) is not None and not within.holds(on, 0.3)
    ]
    if lost:
        message = f"something lies in the {asked.told(edge)} at the edge that the printer cannot print{_many(lost)}"
        hint = "move it inwards; what stays there stays white"
        yield warning(sheet, "in-margin", message, hint, lost[0])


def _many(boxes: list[Box]) -> str:
    return f", in {len(boxes)} places" if len(boxes) > 1 else ""


def links(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """Nothing to click on lies on what is printed: PDF/X-4 allows no links, notes and fields there."""
    if asked.press and sheet.links:
        hint = "export it again without links, notes and fields"
        yield error(sheet, "links", "there are links or notes on the page", hint)
