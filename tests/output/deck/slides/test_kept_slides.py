"""Slides that are kept from an earlier deck: the deck is always the one that is composed without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factpress.design.fonts import FontSet
from factpress.edition import Edition
from factpress.output.deck.presentation import Presentation
from factpress.output.deck.renderer import to_slides
from factpress.output.deck.slides import kept_slides
from factpress.output.deck.slides.kept_slides import KeptSlides
from factpress.workflows.tasks import RenderTask, draw
from tests.publications import edition_of, publication, text_of

FACTS, TEXT, CHARTS = "data/facts/library.yaml", "data/content/briefing.en.md", "data/charts.yaml"


def deck(edition: Edition, kept: KeptSlides | None) -> Presentation:
    product = next(product for product in edition.products if product.renderer == "deck")
    task = RenderTask.of(edition, product, Path("x.pptx"), None)
    return to_slides(task.document, task.theme, product, draw(task), FontSet.of(task.theme), kept)


CHANGES = {
    "nothing": {},
    "a number": {
        FACTS: text_of(FACTS).replace("exactly: 12480", "exactly: 12490").replace("2025: 12480", "2025: 12490")
    },
    "a range": {FACTS: text_of(FACTS).replace("[3000, 5200]", "[3000, 5400]")},
    "a line above the text": {TEXT: text_of(TEXT).replace("\n\n", "\n\nA line.\n\n", 1)},
    "a title that a later slide has": {
        TEXT: text_of(TEXT).replace(
            "\n:::{chart}",
            "\n:::{statistic} readers/survey\n:title: How many read a book every month?\n:::\n\n:::{chart}",
            1,
        )
    },
    "the title of a chart": {CHARTS: text_of(CHARTS).replace("title: ", "title: In short, ", 1)},
    "the title of the publication": {
        "data/publication.yaml": text_of("data/publication.yaml").replace("A library for everyone", "A library for all")
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_deck_is_the_one_that_is_composed_without_kept_slides(tmp_path: Path, change: str) -> None:
    kept = KeptSlides()
    before = edition_of(publication(tmp_path / "before"))
    first = deck(before, kept)
    after = edition_of(publication(tmp_path / "after", dict(CHANGES[change])))
    fresh = deck(after, None)
    assert repr(deck(after, kept)) == repr(fresh)
    assert (fresh == first) == (change in ("nothing", "a line above the text"))
    assert repr(deck(before, kept)) == repr(first)


def test_only_slides_that_have_changed_are_composed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compose = KeptSlides.compose

    def counted(self: KeptSlides, c: Any, name: str, source: Any, make: Any) -> Any:
        return compose(self, c, name, source, lambda: (made.append(name), make())[1])

    monkeypatch.setattr(kept_slides.KeptSlides, "compose", counted)
    kept = KeptSlides()
    deck(edition_of(publication(tmp_path / "before")), kept)
    whole = len(made)
    made.clear()
    deck(edition_of(publication(tmp_path / "same")), kept)
    assert made == []
    deck(edition_of(publication(tmp_path / "after", dict(CHANGES["a range"]))), kept)
    assert 0 < len(made) < whole / 2


def test_a_slide_with_a_finding_is_composed_again(tmp_path: Path) -> None:
    from factpress.core.diagnostics import Findings

    long = "word " * 900
    text = text_of(TEXT) + f"\n:::{{slide}} Too long\n{long}\n:::\n"
    kept = KeptSlides()
    edition = edition_of(publication(tmp_path, {TEXT: text}))
    for _ in range(2):
        with pytest.raises(Findings):
            deck(edition, kept)
