"""The words inside drawings against those that their charts were drawn with, label by label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from factpress.audit.diff import LONGEST, PlacedFragment, changed_numbers, placed
from factpress.audit.expected_text import Furniture, Passage, pieces
from factpress.audit.match import MatchResult, match_passages
from factpress.audit.normalise_text import key
from factpress.audit.numbers import numbers
from factpress.audit.reading import Place
from factpress.document.model import Chart
from factpress.i18n import Language

_SAME = 0.8
"""As much of an alternative text has to be as it was for its drawing to be known."""


def match_charts(
    places: Iterable[Place], charts: Sequence[Chart], furniture: Furniture, language: Language
) -> MatchResult:
    """The drawings of some pages or slides against their charts; a drawing of no chart has only strays."""
    whole = MatchResult()
    for place in places:
        for fragment in place.fragments:
            if fragment.where != "chart":
                continue
            found = placed(place, fragment)
            chart = _chart_of(fragment.alt, charts)
            done = _against(found, chart, furniture, language)
            whole.unexpected += done.unexpected
            whole.count += done.count
    return whole


def _chart_of(said: str, charts: Sequence[Chart]) -> Chart | None:
    """The chart that a drawing shows, by its alternative text, be it altered a little."""
    own = key(said[:LONGEST])
    for chart in charts:
        if key(chart.alt) == own:
            return chart
    rated = [(SequenceMatcher(None, own, key(chart.alt), autojunk=False).ratio(), chart) for chart in charts]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _SAME else None


def _against(found: PlacedFragment, chart: Chart | None, furniture: Furniture, language: Language) -> MatchResult:
    labels = furniture.labels.get(chart.id) if chart is not None and furniture.labels is not None else None
    if labels is not None:
        return _exactly(found, Passage("chart", "\n".join(labels), origin=chart.origin if chart else None), language)
    allowed = list(_possible(chart)) if chart is not None else []
    lines = [placed(found.place, type(found.fragment)("chart", line)) for line in found.fragment.text.split("\n")]
    return match_passages(lines, pieces("chart", allowed, origin=chart.origin if chart else None), language)


def _exactly(found: PlacedFragment, wanted: Passage, language: Language) -> MatchResult:
    """The drawing's words against all labels in their order."""
    done = MatchResult()
    said = numbers(found.fragment.text, language)
    done.count = len(said)
    if wanted.key != found.normalised.key:
        done.unexpected = list(changed_numbers(found, wanted, said, language))
        done.count -= len(done.unexpected)
    return done


def _possible(chart: Chart) -> Iterator[str]:
    """All words that a drawing of the chart may have, for when nobody knows how it was drawn."""
    yield from (chart.standing_text, *chart.levels, *(spell.label for spell in chart.spells))
    yield from (tick.text for tick in chart.ticks)
    for row in chart.rows:
        yield from (row.label, row.note)
        for datum in row.data:
            yield from dict.fromkeys((datum.text, datum.low_text, datum.high_text, datum.when_text))
