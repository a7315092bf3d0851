"""Rules for images and gradients: resolution at the printed size, and ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factpress.core.units import mm
from factpress.output.prepress.preflight.findings import Finding, Requirements, error, warning
from factpress.output.prepress.preflight.page_model import Box, Coverage, Painted, Picture, Sheet, Unmeasured, union

COARSE_PPI, FINE_PPI = 200, 300
"""Pixels per inch: below the first, an image looks coarse; below the second, on close inspection."""
_ONE_BIT = 3  # an image with one bit per pixel needs so many times more
_SMALLEST = mm(1).pt
"""An image that is smaller in both directions is not seen as one."""
_MOST_JOINED, _MOST_TOLD = 200, 4
"""The number of images on a page whose edges are compared, and the number of findings about them."""


def resolution(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """Every image has at least 200 pixels per inch at its printed size, and better 300.

    Some programs cut an image into slices: those that touch each other are one finding.
    """
    coarse = [
        (thing, thing.picture)
        for thing in sheet.painted
        if thing.picture is not None and _lacking(thing.picture) < 0.98 and thing.box.shared(sheet.bleed) is not None
    ]
    groups = _joined(coarse) if len(coarse) <= _MOST_JOINED else [coarse]
    seen = [group for group in groups if _is_seen(union([thing.box for thing, _ in group]))]
    if len(seen) > _MOST_TOLD:
        seen = [[one for group in seen for one in group]]
    for group in seen:
        yield _coarse(sheet, group, required)


_Placed = tuple[Painted, Picture]


def _lacking(picture: Picture) -> float:
    """The resolution as a share of the one that looks fine."""
    return picture.ppi / (FINE_PPI * (_ONE_BIT if picture.one_bit else 1))


def _is_seen(box: Box) -> bool:
    return box.width >= _SMALLEST or box.height >= _SMALLEST


def _joined(pictures: Sequence[_Placed]) -> list[list[_Placed]]:
    """The images in groups of those that touch each other and have the same resolution."""
    groups: list[list[_Placed]] = []
    for thing, picture in pictures:
        mine = [group for group in groups if any(_touch(thing, picture, *other) for other in group)]
        groups = [group for group in groups if group not in mine]
        groups.append([*(one for group in mine for one in group), (thing, picture)])
    return groups


def _touch(one: Painted, picture: Picture, other: Painted, others: Picture) -> bool:
    same = 0.8 < picture.ppi / others.ppi < 1.25 if others.ppi else picture.ppi == others.ppi
    return same and one.box.grown(0.5).shared(other.box) is not None


def _coarse(sheet: Sheet, group: Sequence[_Placed], required: Requirements) -> Finding:
    """The finding about one image or its slices, or about all that is coarse on a page with many."""
    box = union([thing.box for thing, _ in group])
    worst = min((picture for _, picture in group), key=_lacking)
    tell = error if _lacking(worst) < COARSE_PPI / FINE_PPI else warning
    finest = round(max(picture.ppi for _, picture in group))
    coarsest = round(min(picture.ppi for _, picture in group))
    if len(group) == 1:
        printed = f"{required.image_name(worst.pixels)} is printed {required.size_of(box)} large"
        message = f"{printed}: {coarsest} pixels to an inch"
    else:
        several = f" to {finest}" if finest != coarsest else ""
        message = f"{len(group)} pieces of pictures are printed at {coarsest}{several} ppi (pixels to an inch)"
    hint = f"take one of {FINE_PPI * (_ONE_BIT if worst.one_bit else 1)}, or print it smaller"
    found = tell(sheet, "coarse-picture", message, hint, box)
    return replace(found, picture=worst.pixels) if len(group) == 1 else found


def measured_ink(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """Images and gradients keep to the ink limit. What cannot be measured is reported, and what cannot be read."""
    unknown: dict[str, list[Painted]] = {}
    for thing in sheet.painted:
        if thing.measured is None or thing.most_possible <= required.limit or thing.box.shared(sheet.bleed) is None:
            continue
        found = thing.measured()
        if isinstance(found, Coverage):
            if found.most > required.limit:
                message = f"{thing.kind.value} takes up to {found.most} % of ink, and {required.limit} % are allowed"
                yield error(sheet, "too-much-ink", message, "convert it with the printer's profile", thing.box)
        elif found.broken:
            yield error(sheet, "bad-picture", f"{thing.kind.value} cannot be read", "insert it again", thing.box)
        else:
            unknown.setdefault(_why(thing, found), []).append(thing)
    for message, things in unknown.items():
        hint = "measure its darkest part in a program for print, or export it again as a plain CMYK picture"
        yield warning(sheet, "ink-not-measured", message, hint, things[0].box)


def _why(thing: Painted, found: Unmeasured) -> str:
    return f"the ink of {thing.kind.value} was not measured: {found.why}"
