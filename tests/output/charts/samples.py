"""Charts of an invented country, one or more of each kind, for the tests to draw."""

from __future__ import annotations

from dataclasses import replace

from factpress.document.model import Bracket, Chart, Core, Datum, PeriodBand, Row, Tick, ValueBand
from factpress.publication.facts.claims import Standing


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


def year(when: float, number: float, text: str) -> Datum:
    """One year of a series."""
    return single(number, text, when=when, when_text=f"{when:g}")


LINE = chart(
    "line",
    (
        Row(
            "Sheep",
            (
                year(1970, 6_639_182, "6.64"),
                year(1974, 6_783_240, "6.78"),
                year(1975, 6_581_371, "6.58"),
                year(1976, 6_134_991, "6.13"),
                year(1977, 5_668_551, "5.67"),
                year(1978, 5_211_653, "5.21"),
                year(1979, 5_088_808, "5.09"),
                year(1980, 5_199_872, "5.20"),
                year(1985, 6_043_783, "6.04"),
            ),
        ),
    ),
    (Tick(0, "0"), Tick(2e6, "2"), Tick(4e6, "4"), Tick(6e6, "6"), Tick(8e6, "8 million")),
    periods=(PeriodBand(1975.29, 1979.02, "Apr 1975 to Jan 1979"),),
)

VINTAGES = chart(
    "line",
    tuple(
        Row(
            f"published {vintage}",
            tuple(year(y, n * 1e6, f"{n:.2f}") for y, n in zip((1974, 1975, 1979), values, strict=True)),
        )
        for vintage, values in (
            (2012, (7.157, 7.098, 6.506)),
            (2017, (7.531, 7.523, 6.769)),
            (2020, (7.533, 7.524, 6.770)),
            (2023, (6.913, 6.728, 6.052)),
            (2026, (6.783, 6.581, 5.089)),
        )
    ),
    (Tick(0, "0"), Tick(2e6, "2"), Tick(4e6, "4"), Tick(6e6, "6"), Tick(8e6, "8 million")),
    id="sample-vintages",
)

BANDED = chart(
    "line",
    (
        Row(
            "Sheep",
            (
                year(1970, 60, "60"),
                between(55, 70, "55", "70", when=1971, when_text="1971"),
                between(40, 75, "40", "75", when=1972, when_text="1972"),
                year(1973, 62, "62"),
                between(50, 58, "50", "58", when=1978, when_text="1978"),
            ),
        ),
    ),
    (Tick(0, "0"), Tick(50, "50"), Tick(100, "100")),
    id="sample-banded",
)


def step(begin: int, end: int, level: int, levels: tuple[str, ...]) -> Datum:
    """A level held from the first day of one year to the last of another."""
    text = f"{begin}" if begin == end else f"{begin} to {end}"
    return Datum(levels[level], when=begin, until=end + 1.0, when_text=text, level=level)


LEVELS = ("Tier 3", "Watch List", "Tier 2", "Tier 1")
SPANS = (
    (2001, 2001, 2), (2002, 2002, 0), (2003, 2004, 2), (2005, 2005, 0), (2006, 2007, 1), (2008, 2008, 2),
    (2009, 2009, 1), (2010, 2012, 2), (2013, 2015, 1), (2016, 2018, 2), (2019, 2021, 1), (2022, 2025, 0),
)  # fmt: skip

STEPS = chart("steps", (Row("Grade", tuple(step(*span, LEVELS) for span in SPANS)),), levels=LEVELS)

STEPS_WITH_YEARS = chart(
    "steps",
    (Row("Grade", tuple(step(*span, LEVELS) for span in SPANS)),),
    tuple(Tick(y, str(y)) for y in (2001, 2005, 2010, 2015, 2020, 2025)),
    levels=LEVELS,
    id="sample-steps-years",
    standing_text="",
)

DOTS = chart(
    "dots",
    (
        Row("Earlier edition", (year(2014, 155_800, "155,800"),), "", Standing.OUTDATED),
        Row("Middle edition", (year(2016, 256_800, "256,800"),), "", Standing.OUTDATED),
        Row("Latest edition", (year(2023, 83_000, "about 83,000"),), "", Standing.REPORTED, emphasis=True),
    ),
    (Tick(0, "0"), Tick(100_000, "100,000"), Tick(200_000, "200,000"), Tick(300_000, "300,000")),
)

DOT_ROWS = chart("dots", RANGES.rows, MILLIONS, id="sample-dot-rows")

TIMELINE = chart(
    "timeline",
    (
        Row("The mill is closed", (Datum("The mill is closed", when=1975.29, until=1979.02,
            when_text="17 April 1975 to 6 January 1979"),), emphasis=True),
        Row("First inquiry", (Datum("First inquiry", when=1979, until=1980, when_text="1979"),)),
        Row("Report of the guild’s experts on who wove there and where they went",
            (Datum("Report of the guild’s experts on who wove there and where they went", when=2009.75,
                   when_text="30 September 2009"),), "", Standing.VERIFIED),
        Row("First judgment", (Datum("First judgment", when=2010.56, when_text="26 July 2010"),)),
        Row("List of weavers compiled", (Datum("List of weavers compiled", when=2016, when_text="2016"),)),
        Row("The last judgment", (Datum("The last judgment", when=2018.87, when_text="16 November 2018"),)),
    ),
    (),
    periods=(PeriodBand(1975.29, 1979.02, "Closed"),),
)  # fmt: skip

CORE = chart(
    "ranges",
    (
        Row("Abel", (between(1_671_000, 1_871_000, "1.67", "1.87"),)),
        Row("Dorn", (between(1_200_000, 2_800_000, "1.2", "2.8", core=Core(1_500_000, 2_250_000, "1.5 to 2.25")),),
            "the line is his widest range", callout="a chance of 70 %"),
        Row("Early", (between(100_000, 2_900_000, "0.1", "2.9", core=Core(100_000, 600_000, "0.1 to 0.6")),)),
    ),
    MILLIONS,
    id="sample-core",
)  # fmt: skip

SHARE = chart(
    "share",
    (
        Row("Hill weavers", (single(18.7, "18.7 %"),)),
        Row("Lowland weavers", (single(36, "36 %"),)),
        Row("River weavers in the old capital", (single(98, "nearly 100 %"),), "as a newspaper gave it"),
        Row("Estimate", (between(64, 80, "64 %", "80 %"),), "a range"),
        Row("Very few", (single(0.0, "0 %"),), "", Standing.CONTESTED),
    ),
    (Tick(0, "0"), Tick(50, "50"), Tick(100, "100 %")),
)

BAND = chart(
    "ranges",
    (
        *(replace(row, label=row.label[:14]) for row in RANGES.rows[1:3]),
        Row("The claim", (single(2_000_000, "more than 2", open=1),), "as supplied", tested=False),
        Row("At most", (single(1_400_000, "at most 1.4", open=-1),)),
        Row("First count", (single(3_300_000, "3.3"),), callout="may count some twice"),
        Row("No room beside it", (single(300_000, "0.3"),), callout="an early guess of one newspaper"),
    ),
    MILLIONS,
    id="sample-band",
    band=ValueBand(1_500_000, 2_250_000, "1.5 to 2.25 million", "where estimates meet"),
)

_PUBLISHED = ((2012, 2.5), (2020, 2.8), (2026, 1.1))

BRACKET = chart(
    "ranges",
    tuple(
        Row(f"Published {year}", (single(at * 1e6, f"{at}"),)) for year, at in ((2012, 2.5), (2020, 2.8), (2026, 1.1))
    ),
    MILLIONS,
    id="sample-bracket",
    bracket=Bracket((1, 2), "1.7 million", "apart"),
)

GROUPS = chart(
    "bars",
    (
        Row("Found by the court", (single(12_272, "at least 12,272", open=1),), group="Weavers who left"),
        *(replace(row, group="Weavers, by name" if i == 0 else "") for i, row in enumerate(BARS.rows)),
        Row("On our page", (single(15_800, "nearly 15,800"),), "no list", tested=True),
    ),
    BARS.ticks,
    id="sample-groups",
)

CARDS = chart(
    "cards",
    tuple(
        replace(row, note=note, emphasis=False) for row, note in zip(DOTS.rows, ("", "another way", ""), strict=True)
    ),
    id="sample-cards",
    standing_text="",
)

NEVER = replace(STEPS, id="sample-never", levels=(*STEPS.levels, "Top"), never="never placed here")
