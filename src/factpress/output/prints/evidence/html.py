"""The evidence sheet as one HTML page."""

from __future__ import annotations

from typing import Any

from factpress.document.model import plain
from factpress.output.html.inlines import InlineSetter
from factpress.output.html.templating import FOOT_LETTERS, running_head
from factpress.output.prints.evidence.content import Entry, Evidence, Tally
from factpress.output.prints.evidence.scale import Rule, draw
from factpress.output.prints.print_context import House, to_html

_WIDTH = 46.0
"""The width in which the first page draws its claims, one thread each, in millimetres."""

_PITCH, _PEN = 1.15, 0.66
"""From thread to thread, and a thread's width, where there is room."""

_MOST_THREADS = 200
"""As many threads as can be told apart; where a standing has more claims, a thread stands for several."""


def evidence_html(evidence: Evidence, house: House, template: str = "evidence") -> str:
    """The evidence sheet as one HTML page that names its style sheets. Raises Findings where a template is wrong."""
    setter = InlineSetter(house.marks.mark, house.marks.shape)
    rule = Rule.of(house.theme, house.language.tag)
    values: dict[str, Any] = {
        "evidence": evidence,
        "head": running_head(evidence.title),
        "foot": f"{running_head(evidence.organisation, FOOT_LETTERS)}, {evidence.edition}",
        **_tallies(evidence.tallies),
        "decisions": [{"decision": one, "title": setter.set(one.title)} for one in evidence.decisions],
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
        "index": [
            {"entry": entry, "title": setter.set(entry.title)}
            for entry in sorted(evidence.entries, key=lambda entry: plain(entry.title).casefold())
        ],
    }
    return to_html(template, values, house)


def _entry(entry: Entry, setter: InlineSetter, rule: Rule) -> dict[str, Any]:
    return {
        "entry": entry,
        "title": setter.set(entry.title),
        "reason": setter.set(entry.reason),
        "scales": [draw(scale, rule) for scale in entry.scales],
    }


def _tallies(tallies: tuple[Tally, ...]) -> dict[str, Any]:
    """The standings with their threads, each from the left edge in millimetres, and the pen they are drawn with."""
    most = max((tally.count for tally in tallies), default=0)
    share = min(1.0, _MOST_THREADS / max(most, 1))
    pitch = min(_PITCH, _WIDTH / max(1, round(most * share)))
    pen = round(min(_PEN, pitch * _PEN / _PITCH), 3)
    return {
        "pen": pen,
        "tallies": [
            {
                "tally": tally,
                "threads": [round(pen / 2 + i * pitch, 2) for i in range(-int(-tally.count * share // 1))],
            }
            for tally in tallies
        ],
    }
