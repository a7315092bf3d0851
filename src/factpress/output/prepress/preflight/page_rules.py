"""Rules for one page: its boxes and edges, its colours and lines."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.core.units import mm
from factpress.output.prepress.preflight.findings import Finding, Requirements, error, warning
from factpress.output.prepress.preflight.page_model import Box, Family, Kind, Paint, Painted, Sheet, bleed_of

_HAIR = mm("0.1").pt
"""A tolerance, in points, that is not visible."""

_SIDES = ("left", "bottom", "right", "top")


def boxes(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """The page has a trim; the bleed contains the trim, and the sheet contains the bleed."""
    if required.press and not sheet.stated & {"TrimBox", "ArtBox"}:
        hint = "export it again with its trim and bleed, and not as a plain page"
        yield error(sheet, "no-trim", "the file does not say where the page is cut (it has no TrimBox)", hint)
    if {"TrimBox", "ArtBox"} <= sheet.stated:
        yield error(sheet, "two-trims", "the page has a TrimBox and an ArtBox", "keep the TrimBox only")
    if not sheet.bleed.holds(sheet.trim) or not sheet.media.holds(sheet.bleed):
        hint = "the sheet lies around the bleed, and the bleed around the trim"
        yield error(sheet, "page-boxes", "the page's boxes do not lie inside each other", hint)
    bleed = required.printer.bleed.pt
    short = bleed_of(sheet.trim, sheet.bleed)
    if bleed and short < bleed - _HAIR:
        there = f"has a bleed of {required.length(short)}" if short > _HAIR else "has no bleed"
        hint = f"export it again with a bleed of {required.length(bleed)} on every side"
        yield error(sheet, "short-bleed", f"the page {there}, and {required.length(bleed)} are required", hint)


def bleed_reached(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """What touches the trim extends to the edge of the bleed. A cut that is off by a millimetre would leave white.

    That is not so where a ground below it reaches that far: a coast that ends there on the sea of a map.
    """
    wanted = required.printer.bleed.pt
    if not wanted:
        return
    for side in _SIDES:
        lacking = [
            (short, thing)
            for i, thing in enumerate(sheet.painted)
            if (short := _short(thing, side, sheet, wanted)) > _HAIR
            and not any(_is_ground(below, thing, side, sheet, wanted) for below in sheet.painted[:i])
        ]
        if lacking:
            short, thing = max(lacking, key=lambda one: one[0])
            many = f", and {len(lacking) - 1} more things" if len(lacking) > 1 else ""
            message = f"{thing.kind.value} at the {side} edge stops {required.length(short)} short of the bleed{many}"
            hint = f"let it run {required.length(wanted)} beyond the trim, or end well inside it"
            yield error(sheet, "bleed-not-reached", message, hint, thing.box)


def _short(thing: Painted, side: str, sheet: Sheet, wanted: float) -> float:
    """How far an item ends before the edge of the bleed on this side; 0 if it does not touch the trim there."""
    if thing.kind is Kind.TEXT or thing.paint.for_marks:
        return 0.0
    box, trim = thing.box, sheet.trim
    if box.shared(trim) is None:
        return 0.0
    sign = 1 if side in ("right", "top") else -1
    beyond = sign * (getattr(box, side) - getattr(trim, side))
    opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}[side]
    from_inside = sign * (getattr(box, opposite) - getattr(trim, side)) < -_HAIR
    short = wanted - beyond if from_inside and beyond > -_HAIR else 0.0
    return 0.0 if short <= _HAIR or thing.blank else short


def _is_ground(below: Painted, thing: Painted, side: str, sheet: Sheet, wanted: float) -> bool:
    """Whether a thing lies within an area that extends to the edge of the bleed on this side."""
    if below.kind is not Kind.FILL or below.blank or _short(below, side, sheet, wanted) > _HAIR:
        return False
    box, over, sign = below.box, thing.box, 1 if side in ("right", "top") else -1
    reaches = sign * (getattr(box, side) - getattr(sheet.trim, side)) >= wanted - _HAIR
    return reaches and box.grown(_HAIR).holds(over)


def text_margins(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """Text keeps its distance from the trim, and none is cut."""
    safety = required.printer.safety.pt
    cut = [box for box in sheet.words if box.shared(sheet.trim) and not sheet.trim.holds(box, _HAIR)]
    if cut:
        hint = "move it inwards, or make the page larger"
        yield error(sheet, "text-crosses-trim", f"the trim cuts through text{_many(cut)}", hint, cut[0])
    near = [
        box for box in sheet.words if sheet.trim.holds(box, _HAIR) and not sheet.trim.grown(-safety).holds(box, 0.3)
    ]
    if near:
        message = f"text stands nearer to the trim than {required.length(safety)}{_many(near)}"
        yield warning(sheet, "text-near-trim", message, "move it inwards: a cut is off by a millimetre", near[0])


def margin(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """Nothing is placed where the printer cannot print."""
    edge = required.printer.margin.pt
    if not edge:
        return
    within = sheet.media.grown(-edge)

    def is_lost(box: Box) -> bool:
        on = box.shared(sheet.media)
        return on is not None and not within.holds(on, 0.3)

    lost = [box for box in sheet.words if is_lost(box)]
    lost += [t.box for t in sheet.painted if t.kind is not Kind.TEXT and is_lost(t.box) and not t.blank]
    if lost:
        message = (
            f"something lies in the {required.length(edge)} at the edge that the printer cannot print{_many(lost)}"
        )
        hint = "move it inwards; what stays there stays white"
        yield warning(sheet, "content-in-margin", message, hint, lost[0])


def _many(boxes: list[Box]) -> str:
    return f", in {len(boxes)} places" if len(boxes) > 1 else ""


def links(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """The printed area has no links, notes and form fields: PDF/X-4 does not allow them."""
    if required.press and sheet.links:
        hint = "export it again without links, notes and fields"
        yield error(sheet, "page-links", "there are links or notes on the page", hint)


THINNEST_PT = 0.25
"""Thinner lines do not print continuously in offset printing."""

_LINES = (Kind.STROKE, Kind.FILL)
_FULL_BLACK = 90
_LARGE_PT, _SMALL_PT = 24, 9


def _first(sheet: Sheet, kinds: tuple[Kind, ...] | None = None) -> dict[Paint, Painted]:
    """Each paint of the page, with the first item in it."""
    out: dict[Paint, Painted] = {}
    for thing in sheet.painted:
        if kinds is None or thing.kind in kinds:
            out.setdefault(thing.paint, thing)
    return out


def colours(sheet: Sheet, _: Requirements) -> Iterator[Finding]:
    """Colours are CMYK or spot colours. An office printer takes any colour."""
    paints = _first(sheet)
    for family in (Family.RGB, Family.LAB):
        screen = [thing for paint, thing in paints.items() if paint.family is family]
        if screen:
            picture = next((thing for thing in screen if thing.kind is Kind.PICTURE), None)
            what = "a picture is" if picture is not None else "colours are"
            hint = "export it again in CMYK, with the printer's profile"
            message = f"{what} in {family.value}, not in CMYK"
            yield error(sheet, "rgb-colour", message, hint, (picture or screen[0]).box)
    spots: dict[str, Painted] = {}
    for paint, thing in paints.items():
        if paint.for_marks and sheet.trim.holds(thing.box):
            hint = "use black alone; all inks at once are for marks outside the trim"
            message = f"{thing.kind.value} is painted in all inks at once"
            yield error(sheet, "registration-colour", message, hint, thing.box)
        for spot in paint.spots:
            spots.setdefault(spot, thing)
    for spot, thing in spots.items():
        hint = "every spot colour is one more plate to pay for: ask, or turn it into CMYK"
        yield warning(sheet, "spot-colour", f'there is a spot colour, "{spot}"', hint, thing.box)


def ink(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """No paint exceeds the ink limit. Overlapping transparent paints are not added up."""
    for paint, thing in _first(sheet).items():
        if paint.total > required.limit + 0.5 and not paint.for_marks:  # marks outside the trim, or already reported
            message = (
                f"{thing.kind.value} takes {paint.total:.0f} % of ink ({paint}), and {required.limit} % are allowed"
            )
            hint = "more of it smears and sets off on the next sheet: take less of each"
            yield error(sheet, "too-much-ink", message, hint, thing.box)


def lines(sheet: Sheet, _: Requirements) -> Iterator[Finding]:
    """No line is thinner than 0.25 pt, whether it is stroked or a filled area."""
    thin = [
        thing
        for thing in sheet.painted
        if thing.kind in _LINES and not thing.blank and thing.thin < THINNEST_PT - 0.01 and _is_seen(thing, sheet)
    ]
    if thin:
        thinnest = min(thin, key=lambda thing: thing.thin)
        message = f"a line is {thinnest.thin:.2f} pt thin, and a press needs {THINNEST_PT} pt"
        hint = f"draw it {THINNEST_PT} pt wide or more" + (f"; there are {len(thin)}" if len(thin) > 1 else "")
        yield error(sheet, "hairline", message, hint, thinnest.box)


def _is_seen(thing: Painted, sheet: Sheet) -> bool:
    return thing.box.shared(sheet.bleed) is not None


def overprint(sheet: Sheet, _: Requirements) -> Iterator[Finding]:
    """Small black text overprints, so that no white gap shows. White does not overprint, or it disappears."""
    gone = next((t for t in sheet.painted if t.overprints and t.paint.blank), None)  # masks, but no images
    if gone is not None:
        hint = "switch overprinting off for it"
        yield error(
            sheet, "white-overprint", f"{gone.kind.value} in white overprints, and will disappear", hint, gone.box
        )
    knocks = next(
        (t for t in sheet.painted if t.kind is Kind.TEXT and not t.overprints and _black(t.paint) and t.type_size < 24),
        None,
    )
    if knocks is not None:
        hint = "let black type overprint; most printers' machines do it by themselves"
        yield warning(sheet, "black-knocks-out", "black text does not overprint", hint, knocks.box)


def _black(paint: Paint) -> bool:
    return paint.family is Family.CMYK and paint.inks == 1 and len(paint.shares) == 4 and paint.shares[3] > _FULL_BLACK


def type_inks(sheet: Sheet, _: Requirements) -> Iterator[Finding]:
    """Black text is in black ink alone, and small text in at most two inks: more never register exactly."""
    rich = few = None
    for thing in sheet.painted:
        if thing.kind is not Kind.TEXT or thing.paint.family is not Family.CMYK or len(thing.paint.shares) != 4:
            continue
        if thing.paint.shares[3] > _FULL_BLACK and thing.paint.inks > 1 and thing.type_size < _LARGE_PT:
            rich = rich or thing
        elif thing.paint.inks > 2 and thing.type_size < _SMALL_PT:
            few = few or thing
    if rich is not None:
        hint = "set text in black ink alone: 0 0 0 100"
        yield error(sheet, "rich-black-text", f"black text is printed in {rich.paint.inks} inks", hint, rich.box)
    if few is not None:
        hint = f"below {_SMALL_PT} pt take black, or a colour of two inks"
        message = f"text of {few.type_size:.1f} pt is printed in {few.paint.inks} inks"
        yield warning(sheet, "small-text-inks", message, hint, few.box)


PAGE_RULES = (boxes, bleed_reached, text_margins, margin, links)
"""The rules for every printer."""

PRESS_RULES = (colours, ink, lines, overprint, type_inks)
"""The rules for printers that take CMYK and PDF/X."""
