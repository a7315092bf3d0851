"""Laws: what holds for any words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings as settings_
from hypothesis import strategies as st

from factpress.document.model import Emphasis, Inline, Note, Stated, Strong, Text, plain
from factpress.output.deck.fitting.layout_choice import pages, text_height
from factpress.output.deck.fitting.measure import Fitter
from factpress.output.deck.layouts.placeholders import mirrored
from factpress.output.deck.layouts.styles import slide_styles
from factpress.output.deck.ooxml import attribute, escaped
from factpress.output.deck.presentation import Run, TextParagraph
from factpress.output.deck.runs import provenance, runs
from factpress.output.deck.slides.composer import SlideComposer, source_line_forms
from factpress.output.deck.slides.sources import group_by_name
from factpress.output.deck.writer.package import zipped
from factpress.publication.facts.claims import Standing
from tests.output.deck import sample

WORDS = st.text(st.sampled_from("abc déខ្មែរ日本 ,.–1"), min_size=1, max_size=40)
INLINES: st.SearchStrategy[tuple[Inline, ...]] = st.recursive(
    st.lists(
        st.builds(Text, WORDS) | st.builds(Stated, WORDS, WORDS, WORDS, st.sampled_from(Standing)), max_size=4
    ).map(tuple),
    lambda inner: st.tuples(st.builds(Emphasis, inner), st.builds(Strong, inner)),
    max_leaves=5,
)


def fitter() -> Fitter:
    return Fitter(sample.shelf(), slide_styles(sample.theme()), sample.theme().slide.reserve)


@given(INLINES)
def test_runs_say_what_the_inlines_say(inlines: tuple[Inline, ...]) -> None:
    made = runs(inlines, "en")
    assert "".join(run.text for run in made) == plain(inlines)
    assert all(not run.emphasis for run in made if run.script)


@given(INLINES, WORDS)
def test_notes_are_told_and_not_set(inlines: tuple[Inline, ...], short: str) -> None:
    noted = (*inlines, Note((Text(short),), short))
    assert runs(noted, "en") == runs(inlines, "en")
    assert provenance(noted).notes[-1].short == short


@settings_(max_examples=25)
@given(
    st.lists(
        st.lists(st.sampled_from(["well", "water", "a", "committees"]), min_size=1, max_size=25),
        min_size=1,
        max_size=12,
    )
)
def test_pages_keep_every_line_in_order_and_fit(paragraphs: list[list[str]]) -> None:
    fit, place = fitter(), sample.families()["text"][0].place("body")
    lines = tuple(TextParagraph((Run(" ".join(words), "en"),)) for words in paragraphs)
    made = list(pages(fit, place, lines))
    assert tuple(line for page in made for line in page) == lines
    assert all(text_height(fit, place, page) <= place.frame.height for page in made if len(page) > 1)


@given(st.lists(st.sampled_from(["Wells", "wells", " Wells ", "Rain", "Wells (continued)", ""]), max_size=12))
def test_titles_are_never_taken_twice(wanted: list[str]) -> None:
    composer = SlideComposer.of(sample.document(), sample.theme(), "light", {}, sample.shelf())
    titles = [composer.unique_title(title) for title in wanted]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(titles)


@given(
    st.lists(
        st.sampled_from(
            ["Board, Register, 1990", "Board, Survey (seen in Daily, News)", "Kim, Wells", "Kim", "Ása, Rain"]
        )
    )
)
def test_source_lines_get_shorter_and_lose_no_name_without_saying_so(shorts: list[str]) -> None:
    forms = list(source_line_forms(shorts, "Source: {source}", "seen in", "and others"))
    assert [len(form) for form in forms] == sorted((len(form) for form in forms), reverse=True)
    names = {short.partition(", ")[0] for short in shorts}
    for form in forms:
        assert "and others" in form or all(name in form for name in names)
    assert all(form.endswith(".") for form in forms)


@given(st.lists(st.sampled_from(["Board, Register", "Board, Survey", "Kim, Wells", "Kim", "“Rain”", "[List], 2001"])))
def test_gathered_works_are_all_there_once(shorts: list[str]) -> None:
    works = [work for group in group_by_name(shorts).values() for work in group]
    assert sorted(works) == sorted(set(shorts))


def test_gathered_works_stand_under_one_name() -> None:
    assert list(group_by_name(["Kim, Wells", "Board, Register", "Board, Survey", "[A list]"])) == [
        "[A list]",
        "Board, Register; Survey",
        "Kim, Wells",
    ]


@given(st.text(max_size=30))
def test_any_words_are_well_formed_xml(words: str) -> None:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

    root = etree.fromstring(f"<a b={attribute(words)}>{escaped(words)}</a>".encode("utf-8", "surrogatepass"))
    assert (root.text or "") == "".join(c for c in (root.text or "") if c >= " " or c in "\t\n\r")


@given(
    st.dictionaries(st.sampled_from(["b.xml", "a/c.xml", "[Content_Types].xml", "_rels/.rels"]), st.binary(max_size=20))
)
def test_a_package_does_not_depend_on_the_order_of_its_parts(parts: dict[str, bytes]) -> None:
    assert zipped(parts) == zipped(dict(reversed(parts.items())))


def test_mirroring_twice_changes_nothing() -> None:
    measures = sample.theme().slide
    for family in sample.families().values():
        for layout in family:
            assert mirrored(mirrored(layout, measures), measures) == layout


def test_placeholders_of_a_layout_have_indexes_of_their_own() -> None:
    for layout in (each for family in sample.families().values() for each in family):
        indexes = [place.index for place in layout.places]
        assert len(set(indexes)) == len(indexes)
        assert len({place.name for place in layout.places}) == len(indexes)
