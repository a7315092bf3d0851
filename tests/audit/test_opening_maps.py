"""A map over two pages: its labels are compared as those of one drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factpress.audit.expected_text import GeneratedText
from factpress.audit.generated_text import match_charts
from factpress.audit.reading import Fragment, Place
from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, engine_folder
from factpress.i18n import load_language
from tests.output.charts.map_sample import MAP

CHART = replace(MAP, alt="A map of the weavers.", opening=True)
LABELS = ("Weavers named", "12,272", "Loomwick", "Neighbor", "Weaverton", "1 July 2010")


def differing(*halves: tuple[str, ...]) -> bool:
    language = load_language("en-GB", Places.of(engine_folder() / "templates" / "starter"), Problems())
    assert language is not None
    places = [
        Place(number, f"page {number}", (Fragment("chart", "\n".join(half), CHART.alt),))
        for number, half in enumerate(halves, 12)
    ]
    found = match_charts(places, (CHART,), GeneratedText(labels={CHART.id: LABELS}), language)
    return bool(found.differences or found.missing or found.new)


def test_labels_are_on_either_page() -> None:
    assert not differing(LABELS[:2], LABELS[2:])
    assert not differing(LABELS[2:], LABELS[:2])


@pytest.mark.parametrize(
    "halves",
    [
        (LABELS[:2],),
        (LABELS[:3], LABELS[2:]),
        (("Weavers named", "12,273"), LABELS[2:]),
        (LABELS[:2], (*LABELS[2:5], "1 July 2011")),
    ],
)
def test_a_label_that_is_lost_doubled_or_changed_is_reported(halves: tuple[tuple[str, ...], ...]) -> None:
    assert differing(*halves)
