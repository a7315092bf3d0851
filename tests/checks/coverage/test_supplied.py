"""Where a supplied statement is: on a page, in words on a slide, only spoken, in parts, or nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.coverage.measure import measure
from factpress.checks.coverage.supplied import Supplied
from tests.publications import edition_of, publication

FACTS = """loans:
  claim: Books lent in a year
  standing: {standing}
  reason: The report says so.
  as_supplied: "{words}"
  attributed_to: annual-report
  values: [{{exactly: 31000, unit: cases, period: 2024, cites: {{source: town-website}}}}]
"""
WORDS = "Our shelves are lively, and “every shelf” is a promise … to the town."


def supplied(folder: Path, text: str, words: str = WORDS, standing: str = "reported") -> Supplied | None:
    files: dict[str, str | bytes | None] = {
        "data/facts/example.yaml": FACTS.format(words=words, standing=standing),
        "data/content/briefing.en.md": f"## Reading\n\n{text}\n",
    }
    found = measure(edition_of(publication(folder / "p", files))).supplied
    return next((one for one in found if one.claim == "loans"), None)


SAID = 'Our shelves are\nlively, and "every shelf" is a promise'


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (":::{quotation} loans\n:::", "page slide"),
        ("::::{only} booklet\n:::{quotation} loans\n:::\n::::", "page"),
        ("::::{only} deck\n:::{quotation} loans\n:::\n::::", "slide"),
        (f"We wrote: {SAID} … to the town.", "page"),
        (f":::{{aside}} We wrote\n{SAID}, made to the town.\n:::", "page"),
        (f"{SAID}.\n\nAnd, as we said, to the town.", "page"),
        (f"{SAID}.\n\nTo our town.", ""),
        ("To the town.", ""),
        (f":::{{slide}} We wrote\n- {SAID}\n- to the town\n:::", "slide"),
        (f":::{{slide}} We wrote\n{SAID}\n:::\n\n:::{{slide}} And then\nTo the town.\n:::", "slide"),
        (f":::{{notes}}\n{SAID} to the town.\n:::", "spoken"),
        (f":::{{slide}} We wrote\n{SAID}\n:::\n\n:::{{notes}}\nTo the town.\n:::", ""),
        ("| a | b |\n|---|---|\n| c | Our shelves are lively, and every shelf is a promise to the town |", "page"),
        (f"Text.[^a]\n\n[^a]: {SAID} to the town.", ""),
    ],
)
def test_where_it_is(tmp_path: Path, text: str, places: str) -> None:
    one = supplied(tmp_path, text)
    assert one is not None
    found = {"page": one.page, "slide": one.slide, "spoken": one.spoken}
    assert " ".join(name for name, place in found.items() if place is not None) == places


def test_its_place_is_that_of_the_block(tmp_path: Path) -> None:
    one = supplied(tmp_path, "Text.\n\n:::{quotation} loans\n:::")
    assert one is not None
    assert one.page is not None
    assert one.slide is not None
    assert (one.page.title, str(one.page.origin)) == ("Reading", "data/content/briefing.en.md:5:1")
    assert (one.slide.title[:11], str(one.slide.origin)) == ("Our shelves", "data/content/briefing.en.md:5:1")


def test_one_of_a_withdrawn_claim_is_not_asked_for(tmp_path: Path) -> None:
    assert supplied(tmp_path, "Text.", standing="withdrawn") is None


@pytest.mark.parametrize("words", ["…", " ... … ", "“”"])
def test_one_without_words_is_not_asked_for(tmp_path: Path, words: str) -> None:
    assert supplied(tmp_path, "Text.", words) is None


def test_case_spaces_and_punctuation_make_no_difference(tmp_path: Path) -> None:
    one = supplied(tmp_path, ":::{notes}\nБібліотека  для\nвсіх!\n:::", "бібліотека — для всіх")
    assert one is not None
    assert one.spoken is not None
