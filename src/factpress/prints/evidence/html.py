"""The evidence sheet as one HTML page."""

from __future__ import annotations

from typing import Any

from factpress.document.model import Inlines, plain
from factpress.markup.inline import InlineSetter
from factpress.markup.words import running_head
from factpress.prints.evidence.model import Entry, Evidence
from factpress.prints.evidence.scale import Rule, draw
from factpress.prints.press import House, to_html

_MOST_THREADS = 200
"""As many claims as are drawn one thread each; of more, a thread stands for several."""


def evidence_html(evidence: Evidence, house: House, template: str = "evidence") -> str:
    """The evidence sheet as one HTML page that names its style sheets. Raises Findings where a template is wrong."""
    setter = InlineSetter(house.marks.mark, house.marks.shape)
    rule = Rule.of(house.theme, house.language.tag)
    most = max((tally.count for tally in evidence.tallies), default=1)
    values: dict[str, Any] = {
        "evidence": evidence,
        "head": running_head(evidence.title),
        "foot": f"{running_head(evidence.organisation, 45)}, {evidence.edition}",
        "tallies": [
            {"tally": tally, "threads": _threads(tally.count, most)} for tally in evidence.tallies
        ],
        "step": round(46 / max(1, min(most, _MOST_THREADS)), 3) if most > 40 else 1.15,
        "pen": 0.66 if most <= 40 else round(46 / min(most, _MOST_THREADS) * 0.57, 3),
        "decisions": [
            {"decision": decision, "title": setter.set(decision.title)} for decision in evidence.decisions
        ],
        "groups": [
            {
                "group": group,
                "head": running_head(group.title),
                "entries": [_entry(entry, setter, rule) for entry in group.entries],
            }
            for group in evidence.groups
        ],
        "references": [
            {"id": f"source:{source}", "entry": setter.set(entry), "address": address}
            for source, entry, address in evidence.references
        ],
        "index": sorted(
            ({"entry": entry, "title": setter.set(entry.title), "by": _plain(entry.title)} for entry in evidence.entries),
            key=lambda one: one["by"],
        ),
    }
    return to_html(template, values, house)


def _entry(entry: Entry, setter: InlineSetter, rule: Rule) -> dict[str, Any]:
    return {
        "entry": entry,
        "title": setter.set(entry.title),
        "reason": setter.set(entry.reason),
        "scales": [draw(scale, rule) for scale in entry.scales],
    }


def _plain(inlines: Inlines) -> str:
    return plain(inlines).casefold()


def _threads(count: int, most: int) -> int:
    """How many threads stand for so many claims, if none may have more than fit."""
    return count if most <= _MOST_THREADS else max(count and 1, count * _MOST_THREADS // most)
