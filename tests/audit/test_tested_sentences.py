"""Tested sentences in built files: each word that was changed afterwards is found, at the line of the block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from factpress.audit import Audit, audit
from factpress.audit.readers import read_file
from factpress.audit.reading import Reading
from factpress.core.diagnostics import Severity
from factpress.edition import Edition
from factpress.workflows.audit_files import possible_generated_text
from factpress.workflows.build import build
from tests.publications import edition_of, publication, text_of

CONTENT, FACTS = "data/content/briefing.en.md", "data/facts/library.yaml"
CLAIM = """
dust:
  claim: Books that gather dust
  as_supplied: “Of the 12,000 books, 80% are never read.”
  attribution: Commission on the Status of Books
  attributed_to: town-website
  standing: outdated
  finding: Today {claim}`dust/lent` is lent each year.
  reason: The council counted {claim}`visitors/counted` at the doors. It asked no one what was read.
  values:
    - {key: lent, range: [40, 60], unit: percent, of: the books, as_of: 2025, cites: {source: annual-report}}
  cites: {source: visitor-survey, locator: p. 2}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Mapping[str, Reading]]:
    folder = publication(
        tmp_path_factory.mktemp("tested"),
        {
            CONTENT: "## A chapter\n\nText.\n\n:::{tested} dust\n:::\n",
            FACTS: text_of(FACTS) + CLAIM,
            "data/charts.yaml": None,
        },
    )
    files, _ = build(folder)
    return edition_of(folder), {one.path.suffix[1:]: read_file(one.path) for one in files}


def audited(edition: Edition, reading: Reading) -> Audit:
    (generated,) = possible_generated_text(edition, reading.path, reading.kind)
    return audit(reading, edition.document, edition.book, edition.language, generated)


def altered(reading: Reading, old: str, new: str) -> Reading:
    """The reading with one text changed wherever it is, whichever spaces are in it."""
    count = 0
    places = []
    for place in reading.places:
        plain = [replace(one, text=one.text.replace("\u00a0", " ")) for one in place.fragments]
        fragments = tuple(replace(one, text=one.text.replace(old, new)) for one in plain)
        count += sum(old in one.text for one in plain)
        kept = tuple(one for one in fragments if one.text.strip())
        places.append(replace(place, fragments=kept, title=place.title.replace(old, new)))
    assert count, old
    return replace(reading, places=tuple(places))


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_an_unchanged_file_has_no_finding(made: tuple[Edition, Mapping[str, Reading]], kind: str) -> None:
    edition, readings = made
    assert audited(edition, readings[kind]).found == ()


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12,000 books", "13,000 books"),
        ("are never read", "are often read"),
        ("80% are", "80‰ are"),
        ("Commission on", "Committee on"),
        ("40% to 60%", "40% to 70%"),
        ("is lent", "is not lent"),
        ("12,480 people", "about 12,480 people"),
        ("Outdated", "Verified"),
    ],
)
def test_a_changed_word_is_found_at_the_block(
    made: tuple[Edition, Mapping[str, Reading]], kind: str, old: str, new: str
) -> None:
    edition, readings = made
    found = audited(edition, altered(readings[kind], old, new)).found
    places = {(str(one.location.path), one.location.line) for one in found if one.location is not None}
    assert (CONTENT, 5) in places or any(path == FACTS for path, _ in places), found
    assert any(one.severity is Severity.ERROR for one in found), found


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
@pytest.mark.parametrize("old", ["Our page said", "“Of the 12,000 books, 80% are never read.”"])
def test_words_that_were_removed_are_missed(made: tuple[Edition, Mapping[str, Reading]], kind: str, old: str) -> None:
    edition, readings = made
    found = audited(edition, altered(readings[kind], old, "")).found
    assert any(one.severity is Severity.ERROR and one.message.startswith('"') for one in found), found
