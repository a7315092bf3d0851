"""What counts as a figure: values of claims and other numbers, each once; dates, years, names and addresses do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.coverage.figures import FigureFinder
from factpress.checks.coverage.measure import measure
from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, engine_folder
from factpress.document.model import Inline, Note, Stated, Text
from factpress.i18n import load_language
from factpress.publication.facts.claims import Standing
from tests.publications import edition_of, publication


def finder() -> FigureFinder:
    language = load_language("en-GB", Places.of(engine_folder() / "templates" / "starter"), Problems())
    assert language is not None
    return FigureFinder(language, frozenset({"S-21"}))


def stated(text: str, value: str = "a") -> Stated:
    return Stated("claim", value, text, Standing.REPORTED)


@pytest.mark.parametrize(
    ("run", "figures"),
    [
        ((Text("There are 80,000 to 100,000 of them, 80% under the age of 18."),), {"80000", "100000", "80", "18"}),
        ((Text("half a million people"),), {"500000"}),
        ((Text("In 1979, on 7 January 1979 and in April 1975."),), set[str]()),
        ((Text("S-21 had a form; see https://example.org/2024/17."),), set[str]()),
        ((Text("No number."),), set[str]()),
        ((Text("Call +44 20 7946 0000, day and night; see John 10:10 and page 17."),), set[str]()),
        ((stated("17,000 people"), Text(" came")), {"claim/a"}),
        ((stated("2000 people"),), {"claim/a"}),
        ((stated("1975 to 1979"),), set[str]()),
        ((stated("17 April 1975"),), set[str]()),
        ((stated("17,000 people"), Text(" and "), stated("17,000 people")), {"claim/a"}),
        (
            (stated("5,000"), Text(" of "), stated("9,000", "b"), Text(", or 55 in 99")),
            {"claim/a", "claim/b", "55", "99"},
        ),
        ((Text("words"), Note((Text("17"),), "17")), set[str]()),
        ((Text("១២ people"),), {"12"}),
        ((), set[str]()),
    ],
)
def test_what_is_a_figure(run: tuple[Inline, ...], figures: set[str]) -> None:
    assert finder().figures([run]) == figures


TALK = """## Reading

:::{slide} Of {claim}`visitors/counted`
:::

:::{notes}
They were {claim}`visitors/counted`.
:::

::::{only} deck
:::{chart} years
:::
::::

:::{slide} Breathe
:style: pause
:::

:::{statistic} readers/survey
:::

## More {appendix=yes}

:::{statistic} readers/survey
:::
"""
CHART = """years:
  kind: line
  title: Visitors by year
  rows: [{value: visitors/by-year, label: Visitors}]
"""


def test_the_figures_of_a_talk_are_counted_by_slide_and_before_the_pause(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {"data/content/briefing.en.md": TALK, "data/charts.yaml": CHART}
    found = measure(edition_of(publication(tmp_path / "p", files))).figures
    assert found is not None
    assert [(one.figures, one.slide.pause) for one in found.slides] == [
        (0, False),
        (1, False),
        (0, False),
        (0, True),
        (1, False),
    ]
    assert found.slides[2].chart_values > 0
    assert (found.total, found.before_pause) == (2, 1)
    assert found.pause is not None
    assert found.pause.title == "Breathe"


def test_a_talk_without_a_pause_has_no_number_before_it(tmp_path: Path) -> None:
    found = measure(edition_of(publication(tmp_path / "p"))).figures
    assert found is not None
    assert (found.pause, found.before_pause) == (None, None)
