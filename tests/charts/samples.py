"""Charts of an invented country, one or more of each kind, for the tests to draw."""

from __future__ import annotations

from factpress.document.model import Chart, Datum, Row, Spell, Tick
from factpress.facts.model import Standing


def chart(kind: str, rows: tuple[Row, ...], ticks: tuple[Tick, ...] = (), **more: object) -> Chart:
    """A chart with everything around the plot filled in."""
    base: dict[str, object] = {
        "id": f"sample-{kind}",
        "title": "A title",
        "subtitle": "A subtitle",
        "source": "Source: none",
        "alt": f"A sample of {kind} & <more>",
        "language": "en-GB",
        "standing": Standing.REPORTED,
        "standing_text": "Reported",
        "reason": "Invented.",
    }
    return Chart(kind=kind, rows=rows, ticks=ticks, **{**base, **more})  # type: ignore[arg-type]


def single(number: float, text: str, **more: object) -> Datum:
    """One figure."""
    return Datum(text, number, number, **more)  # type: ignore[arg-type]


def between(low: float, high: float, low_text: str, high_text: str, **more: object) -> Datum:
    """A range."""
    return Datum(f"{low_text} to {high_text}", low, high, low_text, high_text, **more)  # type: ignore[arg-type]


MILLIONS = (Tick(0, "0"), Tick(1e6, "1"), Tick(2e6, "2"), Tick(3e6, "3 million"))

RANGES = chart(
    "ranges",
    (
        Row("Abel", (single(1_671_000, "1.671"),), "one figure, no range given", Standing.REPORTED),
        Row("Berg and Caro", (between(1_747_000, 2_200_000, "1.747", "2.2"),), "", Standing.VERIFIED),
        Row("Dorn", (between(1_200_000, 2_800_000, "1.2", "2.8"),), "", Standing.CONTESTED),
        Row("Early estimate, since replaced", (between(150_000, 3_000_000, "0.15", "3"),), "", Standing.OUTDATED),
        Row("Often repeated", (single(40_000, "0.04"),), "no origin found", Standing.UNTRACED),
    ),
    MILLIONS,
    standing=Standing.CONTESTED,
    standing_text="Contested",
)

BARS = chart(
    "bars",
    (
        Row("Weavers named in the guild's list", (single(12_272, "12,272", when=2010, when_text="2010"),), "a minimum"),
        Row("Weavers found by name", (single(15_101, "15,101", when=2016, when_text="2016"),), "", Standing.VERIFIED),
        Row("Our sum", (between(16_200, 16_707, "16,200", "16,707", when=2020, when_text="2020"),), "a calculation"),
    ),
    (Tick(0, "0"), Tick(5000, "5,000"), Tick(10000, "10,000"), Tick(15000, "15,000")),
)
