"""Every kind of block × both targets: its words are counted under its theme, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factpress.audit.text import normalise
from factpress.checks.coverage.measure import measure
from factpress.checks.coverage.passages import Passage
from factpress.document.model.targets import BOOKLET, DECK
from tests.audit.test_every_block import CONTENT, EVENTS, FENCES, MARKDOWN, OUTREACH, PICTURE, SAMPLES, SCRIPTURE
from tests.publications import edition_of, publication

NO_TEXT = {"image": "alternative text is none of the running text"}
"""Blocks of which some words are not counted, with the reason."""
CASES = [(kind, target) for kind, sample in SAMPLES.items() for target in sample.targets]


def passages(folder: Path, text: str, target: str) -> list[Passage]:
    """What a booklet prints of a chapter, or all that its slides show and its notes say."""
    files: dict[str, str | bytes | None] = {
        CONTENT.as_posix(): f"## The chapter {{theme=need}}\n\n{text}\n",
        "data/events.yaml": EVENTS,
        "data/scripture.yaml": SCRIPTURE,
        **OUTREACH,
        "assets/flower.svg": PICTURE,
    }
    coverage = measure(edition_of(publication(folder, files)))
    if target == BOOKLET.name:
        return list(coverage.pages or ())
    return [passage for slide in coverage.slides or () for passage in (*slide.shown, *slide.spoken)]


@pytest.mark.parametrize(("kind", "target"), CASES)
def test_a_block_is_counted_with_its_theme(tmp_path: Path, kind: str, target: str) -> None:
    sample = SAMPLES[kind]
    text = sample.text
    if kind in FENCES:
        text = re.sub(r"\A(:::\{[^\n]*)\n", r"\1\n:theme: work\n", text)
        inside = f"::::::{{slide}} The slide\n{text}\n::::::" if target == DECK.name and sample.slide else text
    else:
        inside = f"::::::{{only}} booklet\n:theme: work\n{text}\n::::::"
        if target == DECK.name:
            inside = f"::::::{{slide}} The slide\n:theme: work\n{text}\n::::::"
    found = passages(tmp_path / "p", inside, target)
    themed = normalise(" ".join(passage.text for passage in found if passage.theme == "work"))
    words = sample.words if kind not in NO_TEXT else sample.words[1:]
    assert [word for word in words if normalise(word) not in themed] == []
    others = [passage.text for passage in found if passage.theme != "work"]
    assert set(others) <= {"The chapter", "The slide", "First a line."}


def test_every_kind_of_block_has_a_case() -> None:
    assert {*MARKDOWN, *FENCES} == {kind for kind, _ in CASES}
