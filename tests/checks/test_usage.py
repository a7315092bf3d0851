"""Where a claim is used: in words, boxes, charts, labels, reasons and sums, on one side or on both."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.people_index import uses
from factpress.checks.usage import ALL, usage
from factpress.document.blocks import DIRECTIVES, FENCE_RULES
from factpress.document.model import Aside, Block, Quote, Stated, Text
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.publication.facts.claims import Standing
from tests.checks.examples import laid, subject

FACTS = """# data/a.svg
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>
# data/facts/example.yaml
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
        ("Now {claim}`loans/all`.", ALL),
        ("Now *{years}`loans/all`*.", ALL),
        ("- Now {number}`loans/all`", ALL),
        ("| a | b |\n|---|---|\n| c | {claim}`loans/all` |", ALL),
        ("> Now {claim}`loans/all`\n>\n> — Somebody", ALL),
        (":::{statistic} loans/all\n:::", ALL),
        (":::{quotation} loans\n:::", ALL),
        (":::{chart} lent\n:::", ALL),
        (":::{slide} Of {claim}`loans/all`\n- Words\n:::", DECK),
        (":::{image} data/a.svg\n:alt: Of {claim}`loans/all`\n:shows: nobody\n:::", ALL),
        (":::{statistic} visitors/counted\n:title: Of {claim}`loans/all`\n:::", ALL),
        ("## Of {claim}`loans/all`", ALL),
        (":::{notes}\nNow {claim}`loans/all`.\n:::", DECK),
        ("::::{only} deck\n:::{chart} lent\n:::\n::::", DECK),
        ("::::{only} booklet\nNow {claim}`loans/all`.\n::::", BOOKLET),
        ("::::{only} booklet\nNow {claim}`loans/all`.\n::::\n:::{notes}\nNow {claim}`loans/all`.\n:::", ALL),
        ("Nothing of it.", None),
    ],
)
def test_the_sides_of_a_claim(tmp_path: Path, text: str, sides: frozenset[str] | None) -> None:
    used = usage(subject(laid(f"{FACTS}# data/content/briefing.en.md\n{text}\n", tmp_path)))
    assert used.get("loans") == sides
    # what the reason and the sum name is used with it
    assert (used.get("other"), used.get("summed")) == (sides, sides)


def _comparison(fence: Fence, _: Resolver) -> Block | None:
    """Two claims, named in the block's own way: one stated, one quoted."""
    stated, quoted = fence.argument.split(" against ")
    said = Quote((Stated(stated, "all", "31,000", Standing.REPORTED),), (), claim=quoted)
    return Aside((Text("Compared"),), (said,))


def test_a_new_block_needs_nothing_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = Directive(FenceRule("a against b", body=False), _comparison)
    monkeypatch.setitem(DIRECTIVES, "comparison", comparison)
    monkeypatch.setitem(FENCE_RULES, "comparison", comparison.rule)
    talk = """# data/sources.yaml
talk: {type: interview, title: "[A talk]", issued: 2026}
# data/facts/told.yaml
told: {claim: Told, as_supplied: I came on foot., attributed_to: talk, standing: verified}
"""
    text = "# data/content/briefing.en.md\n::::{only} deck\n:::{comparison} loans against told\n:::\n::::\n"
    looked = subject(laid(FACTS + talk + text, tmp_path))
    used = usage(looked)
    assert {name: used.get(name) for name in ("loans", "told")} == {"loans": DECK, "told": DECK}
    assert [(use.covered, use.scopes) for use in uses(looked) if use.kind == "quotation"] == [("told", DECK)]
