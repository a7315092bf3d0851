"""From numbers and years to points; which ticks and which dates are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factpress.document.model import Chart, Datum, Tick

MOST_GRID_LINES = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` stands at `start`, `high` at `end` (points)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """Where the number stands, in points."""
        return self.start + self.share(number) * (self.end - self.start)

    def share(self, number: float) -> float:
        """How far along the number stands: 0 at `low`, 1 at `high`."""
        # halves first: two huge numbers of opposite signs must not overflow
        return (number / 2 - self.low / 2) / (self.high / 2 - self.low / 2)


def value_domain(chart: Chart) -> tuple[float, float]:
    """The values the axis spans: always from zero, as far as the data and the ticks go."""
    numbers = [n for d in data(chart) for n in (d.low, d.high)] + [t.at for t in chart.ticks]
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    return (low, high) if high > low else (low, low + 1.0)


def time_domain(moments: Iterable[float]) -> tuple[float, float]:
    """The years the axis spans; a single moment gets a year on either side."""
    found = list(moments)
    low, high = min(found, default=0.0), max(found, default=1.0)
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def data(chart: Chart) -> tuple[Datum, ...]:
    """All marks of the chart, row by row."""
    return tuple(datum for row in chart.rows for datum in row.data)


def shown_ticks(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """At most five of them, evenly chosen, first and last among them."""
    ordered = sorted(ticks, key=lambda tick: tick.at)
    last = len(ordered) - 1
    if last < MOST_GRID_LINES:
        return tuple(ordered)
    gaps = next((gaps for gaps in range(MOST_GRID_LINES - 1, 1, -1) if last % gaps == 0), 1)
    return tuple(ordered[i * last // gaps] for i in range(gaps + 1))
