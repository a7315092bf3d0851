"""Document -> Presentation: which slides, in which order, with which words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from factpress.audit.expected_deck import expected_slides
from factpress.audit.expected_text import GeneratedText
from factpress.audit.text import normalise
from factpress.core.diagnostics import Findings, Location
from factpress.core.units import pt
from factpress.design.logo import Logo, LogoFile
from factpress.document.blocks.event import Occasion
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.text_blocks import Form
from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Document,
    Figure,
    Heading,
    Image,
    Items,
    Note,
    Only,
    Paragraph,
    Primitive,
    Quote,
    SpeakerNotes,
    Table,
    Text,
)
from factpress.output.deck.layouts.styles import slide_styles
from factpress.output.deck.presentation import (
    Frame,
    Group,
    Item,
    Photograph,
    Picture,
    PlaceholderText,
    Presentation,
    RangeBar,
    Rule,
    Slide,
    TableShape,
    TextBox,
    single_items,
)
from factpress.output.deck.renderer import to_slides
from factpress.output.deck.shown_blocks import blocks_without_slide
from factpress.publication.facts.claims import Standing
from tests.design.test_pattern import ORNAMENT
from tests.golden_files import assert_golden
from tests.output.deck import sample
from tests.output.deck.presentation_dump import outline


def words(slide: Slide, place: str) -> str:
    return next((item.text for item in slide.items if isinstance(item, PlaceholderText) and item.place == place), "")


def marks(slide: Slide) -> list[tuple[Standing | None, str]]:
    """The marks of a slide: the standing whose icon is the bullet of a paragraph, and the text of the paragraph."""
    layout = sample.layout_of(slide)
    texts = [item for item in slide.items if isinstance(item, PlaceholderText)]
    levels = [(layout.place(text.place), paragraph) for text in texts for paragraph in text.paragraphs]
    found = [(place.levels[place.level_of(paragraph)].standing, paragraph.text) for place, paragraph in levels]
    return [(standing, text) for standing, text in found if standing is not None]


def chapter(*blocks: object, title: str = "One") -> Document:
    return sample.document((Chapter("one", title, (), blocks),))  # type: ignore[arg-type]


def lines_over(document: Document) -> list[str]:
    with pytest.raises(Findings) as caught:
        sample.deck(document)
    assert {found.code for found in caught.value.found} == {"slide-overflow"}
    return [found.message for found in caught.value.found]


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_golden(palette: str) -> None:
    assert_golden(f"deck/wells-{palette}.txt", outline(sample.deck(palette=palette)))


def test_which_slides_and_in_which_order() -> None:
    deck = sample.deck()
    assert [section.title for section in deck.sections] == ["Deep Water", "Before the wells", "After them", "Sources"]
    assert list(map(sample.kind, deck.slides)) == [
        "title", "section", "big-number-range", "big-number", "chart", "quote", "statement-text", "text", "section",
        "sources-address",
    ]  # fmt: skip


def test_title_is_first_and_unique(deck: Presentation) -> None:
    titles = [slide.title for slide in deck.slides]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(isinstance(slide.items[0], PlaceholderText) and slide.items[0].place == "title" for slide in deck.slides)


def test_equal_titles_are_told_apart() -> None:
    deck = sample.deck(chapter(Fence("One", ()), Fence("one", ()), Fence("One", ())))
    assert [slide.title for slide in deck.slides[1:5]] == [
        "One",
        "One (continued)",
        "one (continued 2)",
        "One (continued 3)",
    ]


def test_notes_are_spoken_words_then_sources_then_claims() -> None:
    section, first, *_ = sample.deck().sections[1].slides
    assert [line.text for line in section.notes.spoken] == ["Let them look at the cloth first.", "Then begin."]
    assert [line.text for line in first.notes.spoken] == ["A household uses 90 to 160 litres."]
    assert [line.text for line in first.notes.sources] == [
        "Contested. Surveys disagree. Water Board, survey of the hill villages."
    ]
    assert first.notes.claims == ("use/1", "use/2")


def test_what_is_said_aloud_has_its_source_and_claim() -> None:
    spoken = SpeakerNotes(((Text("Listen: "), sample.stated("112", "surveys", "n"), Text(".")),))
    elsewhere = Only("booklet", (Paragraph((sample.stated("112", "surveys", "n"), sample.note("Survey office"))),))
    notes = sample.deck(chapter(Fence("Wait", ()), spoken, elsewhere)).slides[2].notes
    assert notes.claims == ("surveys/n",)
    assert [line.text for line in notes.sources] == ["Survey office."]


def test_what_a_note_states_is_among_the_claims_of_its_slide() -> None:
    """The line names all that stands on a slide and in its notes, so that whoever reads it back can trace it."""
    reckoned = Note((Text("Our own calculation: "), sample.stated("56", "surveys", "half"), Text(" twice.")), "ours")
    said = (sample.stated("112", "surveys", "n"), replace(reckoned, standing=Standing.REPORTED))
    spoken = SpeakerNotes(((sample.stated("112", "surveys", "n"),),))
    notes = sample.deck(chapter(Fence("Wait", ()), spoken, Only("booklet", (Paragraph(said),)))).slides[2].notes
    assert notes.claims == ("surveys/n", "surveys/half")


def test_every_slide_that_states_something_says_who_says_so(deck: Presentation) -> None:
    stating = [slide for slide in deck.slides if slide.notes.claims]
    assert len(stating) >= 6
    for slide in stating:
        assert words(slide, "source").startswith("Source: ")
        assert words(slide, "source").endswith(".")


@pytest.mark.parametrize("style", ["statement", "text"])
def test_a_title_that_states_a_value_has_its_source_and_claim(style: str) -> None:
    title = (sample.stated("1,700 wells"), sample.note("Register of wells"), Text(" were dug"))
    slide = sample.deck(chapter(Fence("1,700 wells were dug", (), style, title))).slides[2]
    assert slide.notes.claims == ("wells/dug",)
    assert words(slide, "source") == "Source: Register of wells."


def test_marks_stand_on_statistic_chart_and_quote(deck: Presentation) -> None:
    marked: list[str] = []
    for slide in deck.slides:
        for standing, word in marks(slide):
            assert standing is not None
            assert word == standing.value.capitalize()
            marked.append(sample.kind(slide))
    assert marked == ["big-number-range", "big-number", "chart", "quote"]


def test_the_unit_is_below_the_figure(deck: Presentation) -> None:
    slide = next(each for each in deck.slides if sample.kind(each) == "big-number-range")
    place = sample.layout_of(slide).place("figure")
    (figure,) = (item for item in slide.items if isinstance(item, PlaceholderText) and item.place == "figure")
    assert [(p.text, p.role) for p in figure.paragraphs] == [("90 to 160", ""), ("litres", "unit")]
    number, unit = (place.style_of(paragraph) for paragraph in figure.paragraphs)
    assert unit.size < number.size


def test_running_text_and_booklet_blocks_make_no_slide() -> None:
    blocks = (Paragraph((Text("Words."),)), Only("booklet", (sample.statistic(),)), Only("deck", (sample.quote(),)))
    assert list(map(sample.kind, sample.deck(chapter(*blocks)).sections[1].slides)) == ["section", "quote"]


def test_a_quote_of_no_claim_makes_no_slide() -> None:
    assert len(sample.deck(chapter(sample.quote(claim=None))).sections[1].slides) == 1


def test_a_long_list_goes_on_with_its_own_title_and_notes() -> None:
    fence = Fence("Ten rules", (sample.items(23),))
    made = sample.deck(chapter(fence, SpeakerNotes(((Text("Slowly."),),)))).sections[1].slides[1:]
    suffixes = ["", " (continued)", *(f" (continued {i})" for i in range(2, len(made)))]
    assert len(made) > 2
    assert [slide.title for slide in made] == [f"Ten rules{suffix}" for suffix in suffixes]
    assert "\n".join(words(slide, "body") for slide in made).count("number") == 23
    assert [len(slide.notes.spoken) for slide in made] == [1] + [0] * (len(made) - 1)


def test_what_does_not_fit_names_the_slide_and_the_lines() -> None:
    long = "word " * 150
    (paragraph,) = lines_over(chapter(Fence("Too much", (Paragraph((Text(long),)),))))
    assert paragraph.startswith('the slide "Too much" is ')
    assert "lines too long" in paragraph
    (about,) = lines_over(chapter(sample.statistic(about=sample.text(long))))
    assert "How much water" in about
    (lead,) = lines_over(sample.document((Chapter("a", "Lead", sample.text(long), ()),)))
    assert '"Lead"' in lead


def test_all_overflows_are_reported_in_one_run() -> None:
    long = (Paragraph((Text("word " * 150),)),)
    assert len(lines_over(chapter(Fence("First", long), Fence("Second", long)))) == 2


SMALL_PLACES = (
    {"mark", "source", "sources", "organisation", "subtitle", "cards"}
    | {f"mark-{n}" for n in range(1, 7)}
    | {f"column-{n}" for n in range(1, 5)}
)
SMALL_STYLES = {"chart-label", "axis-label", "year"}
"""The text that may be smaller than the body: what is looked up, and the labels of drawings."""


def test_text_is_never_smaller_than_the_body_minimum(deck: Presentation) -> None:
    smallest, styles = sample.theme().slide.body_min, slide_styles(sample.theme())
    labels = {styles[name] for name in SMALL_STYLES}
    for slide in deck.slides:
        layout = sample.layout_of(slide)
        for item in single_items(slide.items):
            if isinstance(item, PlaceholderText) and item.place not in SMALL_PLACES:
                place = layout.place(item.place)
                for paragraph in item.paragraphs:
                    level = place.levels[place.level_of(paragraph)]
                    assert level.standing is not None or level.style.size >= smallest
            elif isinstance(item, TextBox):
                assert item.style.size >= smallest or item.style in labels


def test_a_long_title_is_set_smaller_before_it_is_an_error() -> None:
    title = "A title that goes on and on for as long as nobody takes a pencil to it, and then on, and on, and on and on"
    slide = sample.deck(chapter(Fence(title, ()))).slides[2]
    assert slide.title == title
    assert sample.kind(slide) == "text"
    assert sample.layout_of(slide).place("title").style.size < sample.theme().slide_type["slide-heading"].size


@pytest.mark.parametrize(
    "word", ["Donaudampfschifffahrtsgesellschaftskapitän", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"]
)
def test_very_long_words(word: str) -> None:
    deck = sample.deck(
        replace(
            chapter(Fence(word, (Paragraph((Text(word),)),)), title=word), title=word, organisation=word, subtitle=word
        )
    )
    assert len(deck.slides) == 4


@pytest.mark.parametrize("count", [1, 40])
def test_any_number_of_chapters(count: int) -> None:
    chapters = tuple(Chapter(f"c{i}", "Water", sample.text("A lead."), ()) for i in range(count))
    deck = sample.deck(sample.document(chapters, references=(), address=""))
    assert list(map(sample.kind, deck.slides)) == ["title"] + ["section"] * count
    assert len({slide.title for slide in deck.slides}) == count + 1


def test_the_sources_that_the_slides_cite_are_listed_and_no_others() -> None:
    note = replace(sample.note("Water Board 3"), sources=("s3", "s5"))
    fence = Fence("Wells", (Paragraph((sample.stated("9"), note)),))
    last = sample.deck(chapter(fence)).slides[-1]
    assert words(last, "sources") == "Water Board 3\nWater Board 5"
    assert [line.text[:19] for line in last.notes.sources] == ["Water Board. Survey", "Water Board. Survey"]


def many_sources(address: str) -> Document:
    references = tuple(
        replace(r, short=f"{r.source}, a work of which the title is long enough") for r in sample.references(60)
    )
    note = replace(sample.note("All"), sources=tuple(r.source for r in references))
    cited = chapter(Fence("Wells", (Paragraph((sample.stated("9"), note)),)))
    return replace(cited, references=references, address=address)


def test_a_list_of_sources_that_is_too_long_for_a_slide_is_in_the_notes_below_a_large_code() -> None:
    (slide,) = sample.deck(many_sources("https://example.org/deep-water")).sections[-1].slides
    assert sample.kind(slide) == "sources-code"
    assert words(slide, "body") == sample.WORDS["sources-in-notes"]
    assert words(slide, "address") == "example.org/deep-water"
    assert len(slide.notes.sources) == 60
    assert [item.place for item in slide.items if isinstance(item, Picture)] == ["code"]


def test_the_pattern_is_below_the_large_code_unless_the_logo_is() -> None:
    made = replace(many_sources("https://example.org"), address_text="example.org")
    file = LogoFile("logo.svg", Path("logo.svg"), AT)
    plain, marked = (replace(sample.theme(), ornament=ORNAMENT, logo=logo) for logo in (None, Logo(file, file)))
    decks = (
        to_slides(made, theme, sample.product(), sample.drawings(made), sample.shelf()) for theme in (plain, marked)
    )
    slide, with_logo = (deck.slides[-1] for deck in decks)
    assert sample.kind(slide) == "sources-cloth"
    (cloth,) = (item for item in slide.items if isinstance(item, Picture) and not item.place)
    assert all(place.frame.bottom <= cloth.frame.top for place in sample.layout_of(slide).places)
    assert sample.kind(with_logo) == "sources-code"


def test_the_code_of_the_sources_leads_to_their_own_address() -> None:
    made = replace(many_sources("https://example.org/"), sources_address="https://example.org/sources/")
    (slide,) = sample.deck(made).sections[-1].slides
    (text,) = (item for item in slide.items if isinstance(item, PlaceholderText) and item.place == "address")
    (run,) = text.paragraphs[0].runs
    assert (run.text, run.link) == ("example.org/sources", "https://example.org/sources/")
    (code,) = (item for item in slide.items if isinstance(item, Picture))
    assert "example.org/sources" in code.alt
    expected = expected_slides(made, GeneratedText())[normalise(slide.title)].passages
    assert {text.text, code.alt} <= {passage.text for passage in expected}


def test_many_sources_take_several_slides_without_an_address() -> None:
    slides = sample.deck(many_sources("")).sections[-1].slides
    assert len(slides) > 2
    listed = "\n".join(words(slide, "sources") for slide in slides)
    assert listed.count("a work of which") == 60


def test_a_fence_gives_what_it_holds_slides_of_its_own() -> None:
    fence = Fence("All", (Paragraph((Text("Words."),)), Image("rain.png", "Rain"), sample.statistic(), sample.quote()))
    kinds = list(map(sample.kind, sample.deck(chapter(fence)).slides[2:-1]))
    assert kinds == ["text", "picture", "big-number-range", "quote"]


def frame_of(item: Item, slide: Slide) -> Frame:
    """Where an item is: in its own frame, or that of its placeholder."""
    match item:
        case TableShape(frame=frame) | RangeBar(frame=frame) | Rule(frame=frame) | TextBox(frame=frame):
            return frame
        case Picture(frame=frame) | Group(frame=frame):
            return frame
        case PlaceholderText(place=place) | Photograph(place=place):
            return sample.layout_of(slide).place(place).frame


def test_everything_stands_inside_the_slide_and_below_nothing_of_the_footer(deck: Presentation) -> None:
    measures = sample.theme().slide
    for slide in deck.slides:
        for item in slide.items:
            frame = frame_of(item, slide)
            assert frame.left.pt >= 0
            assert frame.left + frame.width <= measures.width
            place = getattr(item, "place", "")
            end = measures.height if place == "source" else measures.thread_y - pt(6)
            assert frame.bottom <= end


def range_of(block: Statistic) -> dict[str, RangeBar | Rule | TextBox | Picture]:
    """The parts of the drawing of a range, which are one group on the slide, by name."""
    slide = sample.deck(chapter(block)).slides[2]
    (drawn,) = (item for item in slide.items if isinstance(item, Group))
    return {item.alt if isinstance(item, RangeBar) else item.name: item for item in drawn.items}


def test_a_range_is_drawn_from_its_low_to_its_high_end() -> None:
    drawn = range_of(sample.statistic())
    bar = drawn["How much water does a household use in a day? 90 to 160 litres"]
    left, width = 60, 840
    assert isinstance(bar, RangeBar)
    assert bar.frame.left.pt == pytest.approx(left + width * 90 / 200, abs=0.01)
    assert (bar.frame.left + bar.frame.width).pt == pytest.approx(left + width * 160 / 200, abs=0.01)
    labels = {name: item.paragraph.text for name, item in drawn.items() if isinstance(item, TextBox)}
    assert labels == {
        "Low": "Low 90",
        "High": "High 160",
        "Start of the scale": "0",
        "End of the scale": "200 litres",
    }


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (99.0, 100.0), (0.0, 100.0), (49.9, 50.0)])
def test_labels_of_a_range_never_overlap(low: float, high: float) -> None:
    block = sample.statistic(low=low, high=high, scale=100.0)
    drawn = range_of(block)
    one, two = drawn["Low"].frame, drawn["High"].frame
    assert one.left + one.width <= two.left
    assert one.left.pt >= 60
    assert (two.left + two.width).pt <= 900.01


def test_a_deck_that_reads_from_right_to_left_is_mirrored() -> None:
    deck = sample.deck(replace(sample.document(), direction="rtl", language="ar"))
    place = sample.layout_of(deck.slides[2], "rtl").place("mark")
    (mark,) = (item for item in deck.slides[2].items if isinstance(item, PlaceholderText) and item.place == "mark")
    assert place.frame.left.pt < 300
    assert place.align == "end"
    assert place.levels[place.level_of(mark.paragraphs[0])].standing is Standing.CONTESTED


def test_charts_are_drawn_as_high_as_their_words_leave_room() -> None:
    short, long = sample.chart(), sample.chart(subtitle="Millimetres a year, as measured " * 4)
    heights = [sample.drawing(one).height for one in (short, long)]
    assert heights[0] > heights[1]
    for one in (short, long):
        slide = sample.deck(chapter(Figure(one, 1))).slides[2]
        (picture,) = (item for item in slide.items if isinstance(item, Picture) and item.place)
        assert picture.frame.bottom == sample.layout_of(slide).place("chart").frame.bottom
        assert picture.alt == one.alt


@pytest.fixture(scope="module")
def deck() -> Presentation:
    return sample.deck()


# every block on a slide ───────────────────────────────────────────────────────────────────────────────────────────

AT = Location(Path("data/content/briefing.en.md"), 12, 1)


@dataclass(frozen=True, slots=True)
class Remark:
    """A compound that the deck has no form for; it realizes into a box that holds a paragraph."""

    origin: Location | None = None

    def realize(self) -> tuple[Primitive, ...]:
        return (Aside(sample.text("remark title"), (Paragraph(sample.text("remark words")),)),)


BLOCKS: dict[str, tuple[Block, tuple[str, ...]]] = {
    "heading": (Heading(2, sample.text("a heading"), "h"), ("a heading",)),
    "paragraph": (Paragraph(sample.text("a paragraph")), ("a paragraph",)),
    "list": (
        Items(((Paragraph(sample.text("outer")), Items(((Paragraph(sample.text("inner")),),))),)),
        ("outer", "inner"),
    ),
    "chart": (Figure(sample.chart(), 1), ("Rain at two stations", "Bars: the upper station")),
    "picture": (Image("rain.png", "what it shows", sample.text("its caption")), ("what it shows", "its caption")),
    "quote": (Quote(sample.text("said so"), sample.text("by whom")), ("said so", "by whom")),
    "quoted claim": (sample.quote(), ("Before the well was dug", "Village council")),
    "box": (Aside(sample.text("box title"), (Paragraph(sample.text("box words")),)), ("box title", "box words")),
    "statistic": (sample.statistic(), ("How much water", "90 to 160", "Two other surveys")),
    "event": (
        Occasion("Open day", "3 May", "10 to 12", "Town hall", "1 Main Street", ("a@example.org",), "Bring a cup"),
        ("Open day", "3 May", "10 to 12", "Town hall", "1 Main Street", "a@example.org", "Bring a cup"),
    ),
    "form": (Form("boxes", (sample.text("first box"), sample.text("second box"))), ("first box", "second box")),
    "compound": (Remark(), ("remark title", "remark words")),
    "slide": (Fence("inner title", (Paragraph(sample.text("inner words")),)), ("inner title", "inner words")),
    "speaker notes": (SpeakerNotes((sample.text("spoken words"),)), ("spoken words",)),
}


def shown(document: Document) -> str:
    """All words of a deck: on its slides, in the alternative texts of its pictures, and in its notes."""
    made = to_slides(
        document, sample.theme(), sample.product(), {"rain": sample.drawing(sample.chart())}, sample.shelf()
    )
    found: list[str] = []
    for slide in made.slides:
        for item in single_items(slide.items):
            found.append(item.paragraph.text if isinstance(item, TextBox) else getattr(item, "text", ""))
            found.append(getattr(item, "alt", ""))
        found += [line.text for line in slide.notes.spoken]
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("around", ["slide", "statement", "box", "list", "only"])
def test_every_block_of_a_slide_is_in_the_deck(name: str, around: str) -> None:
    block, words = BLOCKS[name]
    inside: dict[str, Block] = {
        "box": Aside(sample.text("around"), (block,)),
        "list": Items(((Paragraph(sample.text("around")), block),)),
        "only": Only("deck", (block,)),
    }
    fence = Fence("its title", (inside.get(around, block),), "statement" if around == "statement" else "text")
    said = shown(chapter(fence))
    assert [each for each in ("its title", *words) if each not in said] == []


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("boxed", [False, True])
def test_a_block_of_a_chapter_is_in_the_deck_or_running_text_or_named(name: str, boxed: bool) -> None:
    block, words = BLOCKS[name]
    of = chapter(Aside(sample.text("around"), (block,)) if boxed else block)
    said, named = shown(of), list(blocks_without_slide(of))
    if name in ("heading", "paragraph", "list", "box") or all(each in said for each in words):
        assert named == []
    else:
        assert named == [block]


def test_a_table_of_a_chapter_is_named() -> None:
    table = Table((sample.text("head"),), ((sample.text("cell"),),), origin=AT)
    assert list(blocks_without_slide(chapter(table, Only("booklet", (table,))))) == [table]


LONG = (Text("word " * 150, origin=replace(AT, line=13)),)


@pytest.mark.parametrize(
    ("block", "part", "line"),
    [
        (sample.statistic(about=LONG, origin=AT), "text about the figure", 13),
        (sample.statistic(question="word " * 60, origin=AT), "question", 12),
        (sample.quote(children=LONG, origin=AT), "quotation", 12),
        (sample.quote(doubt="word " * 150, origin=AT), "sentence of doubt", 12),
        (Fence("One", (Paragraph(LONG, origin=replace(AT, line=14)),), origin=AT), "paragraph", 14),
        (
            Fence("One", (Paragraph(LONG, origin=replace(AT, line=14)),), "statement", origin=AT),
            "text under the statement",
            14,
        ),
        (Fence("word " * 90, (), "statement", origin=AT), "statement", 12),
        (Fence("One", (Image("a.png", "alt", LONG, origin=replace(AT, line=15)),), origin=AT), "caption", 15),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(block: Block, part: str, line: int) -> None:
    with pytest.raises(Findings) as caught:
        sample.deck(chapter(block))
    (found,) = caught.value.found
    assert found.message.endswith(f"its {part} does not fit")
    assert found.location == replace(AT, line=line)


def test_a_doubt_stands_in_the_source_line_of_a_statistic() -> None:
    slide = sample.deck(chapter(sample.statistic(doubt="Surveys disagree."))).slides[2]
    assert words(slide, "source").startswith("Surveys disagree. Source: Water Board")
