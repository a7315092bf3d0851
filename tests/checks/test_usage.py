"""Where a claim is used: in words, boxes, charts, labels, reasons and sums, on one side or on both."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.usage import BOTH, usage
from tests.checks.examples import laid, subject

FACTS = """# data/facts/example.yaml
loans:
  claim: Books lent in a year
  standing: reported
  reason: The report says so, and {claim}`other` as well.
  values:
    - {key: all, exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report}}
    - {key: ours, exactly: 31, unit: cases, calculation: "a thousandth of {number}`summed`"}
  as_supplied: We lend 31000 books.
  attributed_to: annual-report
other: {claim: Other, standing: verified, values: [{exactly: 5, unit: cases, cites: {source: annual-report}}]}
summed: {claim: Summed, standing: verified, values: [{exactly: 5, unit: cases, cites: {source: annual-report}}]}
# data/charts.yaml
lent:
  kind: bars
  title: Books lent
  rows: [{value: loans/all, label: All}]
"""
DECK, BOOKLET = frozenset({"deck"}), frozenset({"booklet"})


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Now {claim}`loans/all`.", BOTH),
        ("Now *{years}`loans/all`*.", BOTH),
        ("- Now {number}`loans/all`", BOTH),
        ("| a | b |\n|---|---|\n| c | {claim}`loans/all` |", BOTH),
        ("> Now {claim}`loans/all`\n>\n> — Somebody", BOTH),
        (":::{statistic} loans/all\n:::", BOTH),
        (":::{quotation} loans\n:::", BOTH),
        (":::{chart} lent\n:::", BOTH),
        (":::{slide} Of {claim}`loans/all`\n- Words\n:::", DECK),
        (":::{notes}\nNow {claim}`loans/all`.\n:::", DECK),
        ("::::{only} deck\n:::{chart} lent\n:::\n::::", DECK),
        ("::::{only} booklet\nNow {claim}`loans/all`.\n::::", BOOKLET),
        ("::::{only} booklet\nNow {claim}`loans/all`.\n::::\n:::{notes}\nNow {claim}`loans/all`.\n:::", BOTH),
        ("Nothing of it.", None),
    ],
)
def test_the_sides_of_a_claim(tmp_path: Path, text: str, sides: frozenset[str] | None) -> None:
    used = usage(subject(laid(f"{FACTS}# data/content/briefing.en.md\n{text}\n", tmp_path)))
    assert used.get("loans") == sides
    # what the reason and the sum name is used with it
    assert (used.get("other"), used.get("summed")) == (sides, sides)
