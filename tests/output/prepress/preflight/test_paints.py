"""All paints are judged as they are printed: what Ghostscript sees on a page, and what preflight says of it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping

import pytest

from factpress.output.prepress.preflight import Report, preflight
from tests.output.prepress.preflight.paints import (
    PAINTS,
    all_pages,
    ink_of_pages,
    most_ink_of_pages,
    needs_ghostscript,
)
from tests.output.prepress.pressed import printer

NAMES = tuple(PAINTS)
LIMIT = 300  # percent of ink, of the print shop


@functools.cache
def judged(name: str = "print-shop-mm") -> Report:
    return preflight(all_pages(), printer(name))


@functools.cache
def codes() -> Mapping[str, set[str]]:
    """The codes of the findings by the name of the paint."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for finding in judged().findings:
        for page in finding.pages:
            found[NAMES[page - 1]].add(finding.code)
    return found


UNSEEN_WHITE = {"area in Lab, white"}
"""Ghostscript turns the white of Lab into a faint tint."""


@needs_ghostscript
def test_a_page_is_blank_if_no_ink_comes_on_it() -> None:
    ink = dict(zip(NAMES, ink_of_pages(all_pages()), strict=True))
    without_ink = {name for name, share in ink.items() if share == 0} | UNSEEN_WHITE
    assert {name for name in NAMES if "blank-page" in codes()[name]} == without_ink
    assert 10 < len(without_ink) < len(NAMES) / 2


def test_an_office_printer_is_told_of_the_same_blank_pages() -> None:
    def blank(report: Report) -> set[int]:
        return {page for finding in report.findings if finding.code == "blank-page" for page in finding.pages}

    assert blank(judged("office")) == blank(judged())


@needs_ghostscript
def test_too_much_ink_is_found_wherever_ghostscript_prints_it_or_it_is_said_that_it_was_not_measured() -> None:
    most = dict(zip(NAMES, most_ink_of_pages(all_pages()), strict=True))
    inked = {name for name, percent in most.items() if percent > LIMIT}
    found = {name for name in NAMES if "too-much-ink" in codes()[name]}
    unknown = {name for name in NAMES if "ink-not-measured" in codes()[name]}
    assert inked <= found | unknown
    assert found - inked <= {"DeviceN of five, full"}, "a fifth plate that Ghostscript leaves out"
    assert unknown == {"calculated gradient", "gradient in two directions", "mesh 4, full"} | {
        f"mesh {kind}" for kind in (4, 5, 6, 7)
    }
    assert len(inked) > 15


def test_what_ends_at_the_trim_lacks_its_bleed_in_every_colour_space() -> None:
    lacking = {name for name in NAMES if "bleed-not-reached" in codes()[name]}
    printed = {name for name in NAMES if "blank-page" not in codes()[name]}
    assert lacking == printed


def test_the_same_paints_stand_in_the_margin_of_an_office_printer() -> None:
    found = [finding.pages for finding in judged("office").findings if finding.code == "content-in-margin"]
    margin = {NAMES[page - 1] for pages in found for page in pages}
    assert margin == {name for name in NAMES if "blank-page" not in codes()[name]}


def test_spot_colours_are_named_one_by_one_and_process_inks_are_none() -> None:
    spots = {finding.message: finding.pages for finding in judged().findings if finding.code == "spot-colour"}
    assert set(spots) == {'there is a spot colour, "Gold"'}
    (pages,) = spots.values()
    assert {NAMES[page - 1] for page in pages} == {
        "Separation Gold", "DeviceN with a spot colour", "DeviceN of five, full", "gradient in a spot colour",
    }  # fmt: skip


def test_colours_of_a_screen_are_found_in_every_way_to_write_them() -> None:
    screen = {name for name in NAMES if "rgb-colour" in codes()[name]}
    assert screen == {name for name in NAMES if "RGB" in name or "Lab" in name or name == "ICC of 3"}


@pytest.mark.parametrize("code", ["page-fault", "bad-picture", "white-overprint"])
def test_no_paint_is_taken_for_damage(code: str) -> None:
    assert not [name for name in NAMES if code in codes()[name]]


def test_the_printer_is_told_the_most_ink_as_far_as_it_is_known() -> None:
    (told,) = [note for note in judged().printer_notes if note.startswith("Its colours")]
    assert told == "Its colours are Lab and RGB, for a screen: they change when they are printed."
