from __future__ import annotations

from pathlib import Path

from factpress.document.model import Paragraph, notes, plain
from factpress.document.walk import walk_document
from factpress.publication.facts.claims import Standing
from tests.publications import edition_of, publication, text_of

CLAIM = """
per-day:
  claim: People who came on a day
  standing: calculated
  values:
    - {key: day, about: 34, unit: people, period: 2025, calculation: "{number}`visitors/counted` over the days of it",
       cites: {source: annual-report, locator: p. 3, read: passage}}
"""


def test_a_sum_of_our_own_has_its_mark_its_note_and_its_line_in_the_key(tmp_path: Path) -> None:
    facts, text = "data/facts/library.yaml", "data/content/briefing.en.md"
    more = "\n\nOn a day {claim}`per-day/day` came.\n"
    document = edition_of(publication(tmp_path, {facts: text_of(facts) + CLAIM, text: text_of(text) + more})).document
    (paragraph,) = (
        node.block
        for node in walk_document(document)
        if isinstance(node.block, Paragraph) and plain(node.block.children).startswith("On a day")
    )
    (note,) = notes(paragraph.children)
    assert note.standing is Standing.CALCULATED
    assert plain(note.children).startswith("Calculated. Our own calculation: 12,480 over the days of it. ")
    assert [s.standing for s in document.standings].index(Standing.CALCULATED) == 2


def test_the_key_is_as_before_without_such_a_claim(tmp_path: Path) -> None:
    document = edition_of(publication(tmp_path)).document
    assert Standing.CALCULATED not in {s.standing for s in document.standings}
