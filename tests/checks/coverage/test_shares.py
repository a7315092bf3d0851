"""Laws of the shares: what is counted adds up, and a change of one block changes only what it is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.checks.coverage.passages import booklet_passages, talk_slides
from factpress.checks.coverage.shares import Result, Shares
from factpress.checks.coverage.texts import timed_passages
from factpress.document.model import Document
from factpress.publication.balance import ALL_THEMES, THEMES, BalanceTarget
from tests.checks.coverage.documents import Piece, chapter, document

KINDS = ("paragraph", "heading", "list", "aside", "booklet", "slide", "notes")
LEAVES = tuple(kind for kind in KINDS if kind != "heading")
themes = st.sampled_from(("", *ALL_THEMES))
pieces = st.lists(st.builds(Piece, st.sampled_from(KINDS), st.integers(1, 9), themes), max_size=12)
chapters = st.lists(st.tuples(pieces, themes, st.booleans()), min_size=1, max_size=3)


def made(chapters: list[tuple[list[Piece], str, bool]]) -> Document:
    return document(*(chapter(ps, i, theme, appendix=appendix) for i, (ps, theme, appendix) in enumerate(chapters, 1)))


def booklet(d: Document) -> Counter[str]:
    return Counter({theme: n for theme, n in Shares.of(booklet_passages(d)).words.items() if n})


def talk(d: Document) -> Counter[str]:
    return Counter({theme: n for theme, n in Shares.of(timed_passages(talk_slides(d))).words.items() if n})


@given(chapters)
def test_the_words_of_all_themes_are_the_words_of_the_text(given: list[tuple[list[Piece], str, bool]]) -> None:
    d = made(given)
    expected = sum(p.words for ps, _, _ in given for p in ps if p.kind not in ("slide", "notes"))
    assert Shares.of(booklet_passages(d)).total == booklet(d).total() == expected


@given(chapters)
def test_a_talk_has_the_notes_and_the_slides_without_notes(given: list[tuple[list[Piece], str, bool]]) -> None:
    expected = 0
    for ps, _, appendix in given:
        slides: list[tuple[int, int]] = [(0, 0)]  # what each slide shows, and what is said
        for piece in ps:
            if piece.kind == "slide":
                slides.append((piece.words, 0))
            elif piece.kind == "notes":
                slides[-1] = (slides[-1][0], slides[-1][1] + piece.words)
        expected += 0 if appendix else sum(said or shown for shown, said in slides)
    assert talk(made(given)).total() == expected


@given(chapters, st.data())
def test_another_theme_moves_the_words_of_that_block_alone(
    given: list[tuple[list[Piece], str, bool]], data: st.DataObject
) -> None:
    places = [(c, i) for c, (ps, _, _) in enumerate(given) for i, p in enumerate(ps) if p.kind in LEAVES[:-2]]
    if not places:
        return
    c, i = data.draw(st.sampled_from(places))
    theme = data.draw(st.sampled_from(ALL_THEMES))
    before, (ps, of_chapter, appendix) = made(given), given[c]
    after = made(
        [*given[:c], ([*ps[:i], replace(ps[i], theme=theme), *ps[i + 1 :]], of_chapter, appendix), *given[c + 1 :]]
    )
    gone, come = booklet(before) - booklet(after), booklet(after) - booklet(before)
    assert gone.total() == come.total()
    assert come in (Counter(), Counter({theme: ps[i].words}))
    assert booklet(after).total() == booklet(before).total()
    assert talk(after) == talk(before)


@given(chapters, st.sampled_from(THEMES), st.integers(1, 50))
def test_another_paragraph_changes_its_theme_alone(
    given: list[tuple[list[Piece], str, bool]], theme: str, count: int
) -> None:
    (ps, of_chapter, appendix), *rest = given
    before, after = made(given), made([([*ps, Piece("paragraph", count, theme)], of_chapter, appendix), *rest])
    assert booklet(after) == booklet(before) + Counter({theme: count})
    assert talk(after) == talk(before)


@given(chapters, st.sampled_from(("need", "work")))
def test_a_block_for_the_booklet_is_not_in_the_talk(given: list[tuple[list[Piece], str, bool]], theme: str) -> None:
    (ps, of_chapter, appendix), *rest = given
    before, after = made(given), made([([*ps, Piece("booklet", 3, theme)], of_chapter, appendix), *rest])
    assert talk(after) == talk(before)
    assert booklet(after) - booklet(before) == Counter({theme: 3})


def test_notes_have_the_theme_of_their_slide_or_their_own() -> None:
    d = document(
        chapter(
            [Piece("notes", 1), Piece("slide", 9, "work"), Piece("notes", 2), Piece("notes", 4, "need")], 1, "history"
        )
    )
    assert talk(d) == Counter(history=1, work=2, need=4)


def test_a_section_gives_its_theme_until_the_next_heading() -> None:
    d = document(chapter([Piece("paragraph", 1), Piece("heading", 2, "work"), Piece("paragraph", 4)], 1, "need"))
    assert booklet(d) == Counter(need=1, work=6)
    d = document(chapter([Piece("heading", 2, "work"), Piece("heading", 4), Piece("paragraph", 8)], 1, "need"))
    assert booklet(d) == Counter(work=2, need=12)


@pytest.mark.parametrize(
    ("least", "most", "met"),
    [(25, None, True), (26, None, False), (None, 25, True), (None, 24, False), (0, 100, True)],
)
def test_a_bound_is_itself_allowed(least: int | None, most: int | None, met: bool) -> None:
    shares = Shares(dict.fromkeys(ALL_THEMES, 0) | {"work": 1, "need": 3})
    bounds = [Decimal(bound) if bound is not None else None for bound in (least, most)]
    target = BalanceTarget(("work",), bounds[0], bounds[1])
    assert Result(target, "booklet", shares).met is met


def test_a_text_without_words_has_no_share() -> None:
    shares = Shares.of(())
    assert (shares.total, shares.percent(("work",)), shares.is_themed) == (0, 0, False)
    assert not Result(BalanceTarget(("work",), Decimal(1)), "talk", shares).met


@pytest.mark.parametrize(
    ("words", "shown"), [(3296, "32.9"), (3300, "33.0"), (3304, "33.0"), (3500, "35.0"), (3501, "35.1")]
)
def test_a_share_that_misses_its_target_is_not_shown_as_the_target(words: int, shown: str) -> None:
    shares = Shares(dict.fromkeys(ALL_THEMES, 0) | {"work": words, "need": 10_000 - words})
    target = BalanceTarget(("work",), Decimal(33), Decimal(35))
    assert str(Result(target, "booklet", shares).shown) == shown
