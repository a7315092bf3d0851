from __future__ import annotations

import re
from pathlib import Path

import pytest

from factpress.document.blocks.slide import Slide
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Chapter,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Quote,
    SpeakerNotes,
    Stated,
    Text,
    notes,
    plain,
)
from factpress.document.walk import figures, for_target, walk, walk_document
from factpress.publication.facts.claims import Standing
from tests.publications import codes, edition_of, findings_of, publication, text_of

CONTENT = "data/content/briefing.en.md"
FACTS = "data/facts/library.yaml"
PUBLICATION = "data/publication.yaml"


def composed(folder: Path, content: str, facts: str | None = None) -> Document:
    laid: dict[str, str | bytes | None] = {CONTENT: content}
    if facts is not None:
        laid[FACTS] = facts
    if "chart" not in content:
        laid["data/charts.yaml"] = None
    return edition_of(publication(folder, laid)).document


def only_chapter(folder: Path, text: str) -> Chapter:
    return composed(folder, f"## A\n\n{text}\n").chapters[0]


def words(chapter: Chapter) -> str:
    return plain(next(b for b in chapter.blocks if isinstance(b, Paragraph)).children)


def test_the_starter_composes_whole(tmp_path: Path) -> None:
    edition = edition_of(publication(tmp_path))
    document = edition.document
    assert edition.warnings == ()
    assert [c.title for c in document.chapters] == ["What we counted", "What we cannot be sure of"]
    assert [c.id for c in document.chapters] == ["counted", "unsure"]
    kinds = {type(node.block) for node in walk_document(document)}
    assert kinds >= {Paragraph, Heading, Figure, Quote, Statistic, Slide, SpeakerNotes}
    assert document.edition == "November\u00a02026"
    assert "town-website" in {r.source for r in document.references}


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("In one year {claim}`visitors/counted` came.", "In one year 12,480 people came."),
        ("In one year {number}`visitors/counted` came.", "In one year 12,480 came."),
        ("So {claim}`visitors/by-year@2021` came.", "So 7,200 people came."),
        ("Between {claim}`readers/survey` read.", "Between 3,000 to 5,200 people read."),
        ("{claim}`readers/council` read.", "About 6,000 people read."),
        ("They did. {claim}`readers/council` read.", "They did. About 6,000 people read."),
        ("It is {claim}`oldest-book` old.", "It is more than 400 years old."),
        ("In {years}`visitors/counted` it was.", "In 2025 it was."),
        ("In {begin}`visitors/by-year@2022` it was.", "In 2022 it was."),
    ],
)
def test_a_role_says_its_value(tmp_path: Path, role: str, said: str) -> None:
    assert words(only_chapter(tmp_path, role)) == said


def test_a_changed_number_is_said_everywhere(tmp_path: Path) -> None:
    facts = text_of(FACTS).replace("exactly: 12480", "exactly: 12999").replace("2025: 12480", "2025: 12999")
    document = edition_of(publication(tmp_path, {FACTS: facts})).document
    said = [node.block for node in walk_document(document)]
    stated = [i.text for b in said if isinstance(b, Paragraph) for i in b.children if isinstance(i, Stated)]
    spoken = [plain(p) for b in said if isinstance(b, SpeakerNotes) for p in b.paragraphs]
    charts = [b.chart for b in said if isinstance(b, Figure)]
    assert "12,999 people" in stated
    assert any("12,999 people" in text for text in spoken)
    assert any("12,999" in chart.alt for chart in charts)
    assert not any("12,480" in repr(block) for block in said)


def test_who_says_so_stands_behind_the_sentence(tmp_path: Path) -> None:
    paragraph = next(
        b
        for b in only_chapter(tmp_path, "We know of {claim}`visitors/counted`, or so.").blocks
        if isinstance(b, Paragraph)
    )
    kinds = [type(i) for i in paragraph.children]
    assert kinds == [Text, Stated, Text, Note]
    note = notes(paragraph.children)[0]
    assert note.sources == ("annual-report",)
    assert "p. 3" in plain(note.children)
    assert note.standing is Standing.VERIFIED


def test_a_claim_in_doubt_prints_its_mark_and_its_reason_once_a_chapter(tmp_path: Path) -> None:
    text = "Some say {claim}`oldest-book`.\n\nSome say {claim}`oldest-book` again.\n\n## B\n\nAnd {claim}`oldest-book`."
    document = composed(tmp_path, f"## A\n\n{text}\n")
    said = [
        plain(note.children)
        for c in document.chapters
        for b in c.blocks
        if isinstance(b, Paragraph)
        for note in notes(b.children)
    ]
    assert [s.startswith("Untraced.") for s in said] == [True, True, True]
    assert ["names no title" in s for s in said] == [True, False, True]


def test_a_quotation_is_word_for_word(tmp_path: Path) -> None:
    quote = next(b for b in only_chapter(tmp_path, ":::{quotation} oldest-book\n:::").blocks if isinstance(b, Quote))
    assert plain(quote.children) == "Our oldest book was printed more than 400 years ago."
    # it could not be traced, so it must not look as if the page had said it
    assert plain(quote.attribution) == "Attributed to The library's own page"
    assert quote.standing is Standing.UNTRACED
    assert "names no title" in plain(notes(quote.attribution)[0].children)


def test_a_statistic_of_a_range_has_both_ends_and_a_scale_from_nought(tmp_path: Path) -> None:
    chapter = only_chapter(tmp_path, ":::{statistic} readers/survey\n:title: How many?\nWords about it.\n:::")
    statistic = next(b for b in chapter.blocks if isinstance(b, Statistic))
    assert (statistic.question, statistic.figure, statistic.unit) == ("How many?", "3,000 to 5,200", "people")
    assert (statistic.low, statistic.high) == (3000.0, 5200.0)
    assert statistic.scale is not None
    assert statistic.scale >= 5200
    assert (statistic.low_text, statistic.high_text) == ("3,000", "5,200")
    realized = statistic.realize()[0]
    assert isinstance(realized, Aside)
    assert "3,000 to 5,200 people" in repr(realized)


def test_each_side_gets_its_own_blocks(tmp_path: Path) -> None:
    text = (
        "::::{only} deck\n:::{slide} Seen\n- a\n:::\n::::\n\n::::{only} booklet\nRead.\n::::\n\n:::{notes}\nSay.\n:::"
    )
    chapter = only_chapter(tmp_path, text)
    assert [type(b) for b in for_target(chapter.blocks, "deck")] == [Slide, SpeakerNotes]
    assert [type(b) for b in for_target(chapter.blocks, "booklet")] == [Paragraph]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{claim}`visitor/counted`", "unknown-claim"),
        ("{claim}`visitors/count`", "unknown-value"),
        ("{claim}`visitors/by-year`", "not-a-number"),
        ("{claim}`visitors/by-year@1999`", "unknown-value"),
        ("{claim}`visitors/counted@2025`", "unknown-value"),
        ("{years}`oldest-book`", "no-time"),
        ("{cite}`nowhere`", "unknown-source"),
        ("{lang}`Haus`", "bad-role"),
        ("[here](#nowhere)", "bad-link"),
        ("[here](file:///etc/passwd)", "bad-link"),
        (":::{quotation} visitors\n:::", "nothing-to-quote"),
        (":::{chart} nowhere\n:::", "unknown-chart"),
        (":::{statistic} nowhere\n:::", "unknown-claim"),
        (":::{image} ../../etc/passwd.png\n:alt: a\n:::", "missing-picture"),
        (":::{image} assets/gone.png\n:alt: a\n:::", "missing-picture"),
        (":::{image} data/publication.yaml\n:alt: a\n:::", "bad-picture"),
        (":::{only} wall\ntext\n:::", "bad-value"),
        (":::{slide} A title\n:style: huge\n\n- a\n:::", "bad-value"),
        ("::::{aside} Box\n:::{lead}\na\n:::\n::::", "bad-fence"),
        ("> Words of nobody", "no-attribution"),
        ("# Rank one", "bad-heading"),
    ],
)
def test_what_cannot_be_said_is_named(tmp_path: Path, text: str, code: str) -> None:
    found = findings_of(publication(tmp_path, {CONTENT: f"## A\n\n{text}\n", "data/charts.yaml": None}))
    assert codes(found) == {code}
    assert all(d.location is not None and d.location.path.as_posix() == CONTENT for d in found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Words and [*here*](#gone).", (3, 11)),
        ("Words\nand *so [here](#gone)*.", (4, 9)),
        ("- one\n- see [here](#gone)", (4, 7)),
        ("| a | b |\n|---|---|\n| c | [here](#gone) |", (5, 7)),
        ("> As [here](#gone)\n>\n> — Somebody", (3, 6)),
        (":::{aside} Box\nSee [here](#gone)\n:::", (4, 5)),
        ("### See [here](#gone)", (3, 9)),
        (":::{lead}\nSee [here](#gone)\n:::", (4, 5)),
        (":::{notes}\nSee [here](#gone)\n:::", (4, 5)),
        (":::{slide} See [here](#gone)\nWords\n:::", (3, 16)),
        ("::::{only} booklet\n:::{aside} See [here](#gone)\nWords\n:::\n::::", (4, 16)),
        (":::{slide} A title\nSee [here](#gone)\n:::", (4, 5)),
    ],
)
def test_a_link_that_leads_nowhere_is_named_at_its_place(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    found = findings_of(publication(tmp_path, {CONTENT: f"## A\n\n{text}\n", "data/charts.yaml": None}))
    assert [(d.code, str(d.location)) for d in found] == [("bad-link", f"{CONTENT}:{place[0]}:{place[1]}")]


def test_links_lead_to_chapters_headings_and_charts_wherever_they_stand(tmp_path: Path) -> None:
    text = (
        "## A {#one}\n\n- *[a](#one)*\n- [b](#two)\n- [c](#visitors-by-year)\n- [d](#boxed)\n\n"
        "### B {#two}\n\nWords.\n\n"
        ":::{chart} visitors-by-year\n:::\n\n:::{chart} monthly-readers\n:::\n\n:::{aside} Box\n#### C {#boxed}\n:::\n"
    )
    assert findings_of(publication(tmp_path, {CONTENT: text})) == ()


def test_a_link_in_a_reason_that_leads_nowhere_is_named_in_its_file(tmp_path: Path) -> None:
    facts = text_of(FACTS).replace("  reason: ", "  reason: See [here](#gone). ", 1)
    found = findings_of(publication(tmp_path, {FACTS: facts}))
    assert codes(found) == {"bad-link"}
    assert {d.location.path.as_posix() for d in found if d.location} == {FACTS}


@pytest.mark.parametrize(("heading", "line"), [("###", 3), ("### {#id}", 3), ("####  ", 3), ("## {#id}", 3)])
def test_a_heading_without_words_is_named(tmp_path: Path, heading: str, line: int) -> None:
    files: dict[str, str | bytes | None] = {CONTENT: f"## A\n\n{heading}\n\nWords.\n", "data/charts.yaml": None}
    found = findings_of(publication(tmp_path, files))
    assert [(d.code, d.location.line if d.location else 0) for d in found] == [("empty-heading", line)]


def test_a_block_without_its_argument_is_named_once(tmp_path: Path) -> None:
    for name in ("chart", "statistic", "quotation", "image", "only", "aside"):
        files: dict[str, str | bytes | None] = {CONTENT: f"## A\n\n:::{{{name}}}\n:::\n", "data/charts.yaml": None}
        assert [d.code for d in findings_of(publication(tmp_path / name, files))] == ["bad-fence"]


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("title: A library", "title: A library of 9", "number-without-source", "3:21"),
        ("title: A library", 'title: "A <b>library</b> ', "html", "3:11"),
        ("subtitle: What", "subtitle: Three facts,  what", "number-without-source", "4:11"),
        ("back_text: Every", "back_text: >-\n  Words\n  and 12 words.\n  Every", "number-without-source", "15:7"),
        ("imprint: Free", "imprint: |\n  {claim}`gone` Free", "unknown-claim", "15:3"),
        ("imprint: Free", "imprint: See [us](#gone). Free", "bad-link", "14:14"),
    ],
)
def test_the_words_around_the_text_are_examined(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    written = text_of(PUBLICATION)
    if '"' in new:
        written = written.replace("for everyone", 'for everyone"', 1)
    found = findings_of(publication(tmp_path, {PUBLICATION: written.replace(f"\n{old}", f"\n{new}", 1)}))
    assert (found[0].code, str(found[0].location)) == (code, f"{PUBLICATION}:{place}")
    assert codes(found) == {code}


def test_roles_are_said_around_the_text(tmp_path: Path) -> None:
    written = text_of(PUBLICATION).replace(
        "imprint: Free", "imprint: >-\n  They were {claim}`visitors/counted`.\n\n  Free"
    )
    written = written.replace("title: A", "title: >-\n  {number}`visitors/counted` in *Room-12*: a")
    document = edition_of(publication(tmp_path, {PUBLICATION: written})).document
    assert document.title == "12,480 in Room-12: a library for everyone"
    assert document.imprint.startswith("They were 12,480 people. Free to copy")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> - a\n", ["bad-quote"]),
        ("> > a\n", ["bad-quote"]),
        ("> a\n>\n> {claim}`gone`\n", ["unknown-claim", "no-attribution"]),
        ("> a\n>\n> —\n", ["no-attribution"]),
        (":::{lead}\n:::\n", ["bad-fence"]),
        ("> :::{aside} a\n> b\n> :::\n", ["bad-quote"]),
        ("> a\n>\n> - b\n>\n> — Somebody\n", ["bad-quote"]),
    ],
)
def test_one_fault_is_one_finding(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = findings_of(publication(tmp_path, {CONTENT: f"## A\n\n{text}", "data/charts.yaml": None}))
    assert [d.code for d in found] == expected


def test_a_withdrawn_claim_is_never_printed(tmp_path: Path) -> None:
    facts = text_of(FACTS).replace("standing: untraced", "standing: withdrawn")
    found = findings_of(publication(tmp_path, {FACTS: facts}))
    assert codes(found) == {"withdrawn-claim"}


def test_a_text_without_a_chapter_is_named(tmp_path: Path) -> None:
    assert codes(findings_of(publication(tmp_path, {CONTENT: "Words.\n", "data/charts.yaml": None}))) == {"no-chapter"}


def test_two_headings_of_one_name_get_two_ids(tmp_path: Path) -> None:
    document = composed(tmp_path, "## Same\n\nA.\n\n### Same\n\nB.\n\n## Same\n\nC.\n")
    ids = [c.id for c in document.chapters] + [
        b.id for c in document.chapters for b in c.blocks if isinstance(b, Heading)
    ]
    assert sorted(ids) == ["same", "same-2", "same-3"]


def test_an_id_given_twice_is_named(tmp_path: Path) -> None:
    text = "## A {#x}\n\nA.\n\n## B {#x}\n\nB.\n"
    assert codes(findings_of(publication(tmp_path, {CONTENT: text, "data/charts.yaml": None}))) == {"duplicate-id"}


def test_composing_twice_gives_the_same(tmp_path: Path) -> None:
    publication(tmp_path)
    assert edition_of(tmp_path).document == edition_of(tmp_path).document


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("exactly: 12480", "exactli: 12480", {"unknown-key"}),
        ("  claim: People who visited", "claim: People who visited", {"bad-yaml"}),
        ("standing: contested", "standing: contestd", {"bad-value"}),
    ],
)
def test_a_faulty_claim_is_reported_where_it_stands_and_nowhere_else(
    tmp_path: Path, old: str, new: str, expected: set[str]
) -> None:
    facts = text_of(FACTS)
    assert old in facts
    found = findings_of(publication(tmp_path, {FACTS: facts.replace(old, new, 1)}))
    assert codes(found) == expected
    assert {d.location.path.as_posix() for d in found if d.location} == {FACTS}


def test_one_note_speaks_for_values_of_one_source_in_one_paragraph(tmp_path: Path) -> None:
    text = "Some {claim}`visitors/counted`, and {claim}`visitors/by-year@2021`, and {number}`visitors/by-year@2022`."
    paragraph = next(b for b in only_chapter(tmp_path, text).blocks if isinstance(b, Paragraph))
    assert [plain(note.children).rpartition("p. ")[2] for note in notes(paragraph.children)] == ["3.", "5."]


def test_a_quotation_without_values_is_traced_to_whom_it_is_attributed(tmp_path: Path) -> None:
    facts = text_of(FACTS).replace(
        "  values:\n    - {more_than: 400, unit: years, cites: {source: town-website}}\n", ""
    )
    files: dict[str, str | bytes | None] = {
        FACTS: facts,
        "data/charts.yaml": None,
        CONTENT: "## A\n\n:::{quotation} oldest-book\n:::\n",
    }
    document = edition_of(publication(tmp_path, files)).document
    quote = next(b for b in document.chapters[0].blocks if isinstance(b, Quote))
    assert notes(quote.attribution)[0].sources == ("town-website",)


def test_a_claim_that_nobody_is_cited_for_is_named(tmp_path: Path) -> None:
    facts = text_of(FACTS) + "\nlonely:\n  claim: Nobody said it\n  standing: untraced\n  reason: We looked.\n"
    assert codes(findings_of(publication(tmp_path, {FACTS: facts}))) == {"uncited-claim"}


def test_the_sign_of_a_share_stays_with_its_figure(tmp_path: Path) -> None:
    share = "    - {key: share, exactly: 61, unit: percent, of: the readers, cites: {source: annual-report}}\n"
    facts = text_of(FACTS).replace("    - {key: counted,", share + "    - {key: counted,")
    chapter = composed(tmp_path, "## A\n\n:::{statistic} visitors/share\n:::\n", facts).chapters[0]
    statistic = next(b for b in chapter.blocks if isinstance(b, Statistic))
    assert (statistic.figure, statistic.unit) == ("61%", "of the readers")


def test_a_chart_of_the_deck_alone_takes_no_number_from_the_booklet(tmp_path: Path) -> None:
    text = (
        "## A\n\n::::{only} deck\n:::{chart} monthly-readers\n:::\n::::\n\n:::{chart} visitors-by-year\n:::\n\n"
        "::::{only} booklet\n:::{chart} monthly-readers\n:::\n::::\n"
    )
    blocks = for_target(composed(tmp_path, text).chapters[0].blocks, "booklet")
    assert [(b.chart.id, b.number) for b in blocks if isinstance(b, Figure)] == [
        ("visitors-by-year", 1),
        ("monthly-readers", 2),
    ]


def test_headings_inside_blocks_share_the_ids_of_the_whole_text(tmp_path: Path) -> None:
    text = "## Same\n\n:::{aside} Box\n### Same\n\nWords.\n:::\n\n::::{only} booklet\n### Same\n\nWords.\n::::\n"
    chapter = composed(tmp_path, text).chapters[0]
    ids = [chapter.id, *(n.block.id for n in walk(chapter.blocks) if isinstance(n.block, Heading))]
    assert sorted(ids) == ["same", "same-2", "same-3"]


def test_a_chart_inside_a_slide_is_placed_and_found(tmp_path: Path) -> None:
    text = "## A\n\n::::{slide} Seen\n:::{chart} visitors-by-year\n:::\n::::\n\n:::{chart} monthly-readers\n:::\n"
    edition = edition_of(publication(tmp_path, {CONTENT: text}))
    assert edition.warnings == ()
    assert [figure.chart.id for figure in figures(edition.document, "deck")] == ["visitors-by-year", "monthly-readers"]


def test_a_spell_may_end_with_the_calendar(tmp_path: Path) -> None:
    facts = text_of(FACTS).replace(
        "    - {key: counted,", "    - {key: ever, period: 2024-01/9999-12, calculation: ours}\n    - {key: counted,"
    )
    charts = text_of("data/charts.yaml") + "  spells: [{value: visitors/ever, label: Ever}]\n"
    files: dict[str, str | bytes | None] = {FACTS: facts, "data/charts.yaml": charts}
    assert findings_of(publication(tmp_path, files)) == ()


CHARTS = "data/charts.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        (PUBLICATION, "title: A library", "title: Half of a library", "3:8"),
        (PUBLICATION, "subtitle: What we know", "subtitle: What ១២ know", "4:16"),
        (PUBLICATION, "back_text: Everything", "back_text: Two thirds", "13:16"),
        (PUBLICATION, "imprint: Free", "imprint: ½ free", "14:10"),
        (CHARTS, "title: More people", "title: The third of people", "5:14"),
        (CHARTS, "subtitle: People in town", "subtitle: 12 in town", "12:13"),
        (CHARTS, "label: Survey", "label: Seventh survey", "14:38"),
        (CHARTS, "note: one figure", "note: 1 figure", "15:54"),
        (CONTENT, "## What we counted", "## What 3 counted", "1:9"),
        (CONTENT, ":title: How many", ":title: How 3 many", None),
        (CONTENT, ":::{slide} What you", ":::{slide} What 3", None),
        (CONTENT, "- Ask who", "- Ask 3 who", None),
        (CONTENT, "Welcome.", "Welcome, 3.", None),
        ("data/facts/library.yaml", "claim: The oldest book", "claim: The 3 oldest book", None),
        ("data/facts/library.yaml", "reason: The page names", "reason: The 3 page names", None),
    ],
)
def test_a_bare_number_is_found_wherever_words_are_printed(
    tmp_path: Path, name: str, old: str, new: str, place: str | None
) -> None:
    text = text_of(name)
    assert old in text
    found = [
        d
        for d in findings_of(publication(tmp_path, {name: text.replace(old, new)}))
        if d.code == "number-without-source"
    ]
    assert {d.location.path.as_posix() for d in found if d.location is not None} == {name}
    if place is not None:
        assert str(found[0].location) == f"{name}:{place}"


def test_a_picture_shows_people_or_nobody(tmp_path: Path) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    text = "## A\n\n:::{image} assets/a.svg\n:alt: A door\n:shows: sheep\n:::\n"
    files = {CONTENT: text, "assets/a.svg": drawing, "data/charts.yaml": None}
    found = findings_of(publication(tmp_path, files))
    assert [(d.code, str(d.location)) for d in found] == [("bad-value", f"{CONTENT}:5:9")]


@pytest.mark.parametrize(
    ("author", "label", "entry"),
    [
        ("Town Office", "Town Office, May 2020", "Town Office, May 2020."),
        ("Town Office", "Town Office 2020", "Town Office 2020."),
        ("Town Offices", "Town Office 2020", "Town Office 2020. Town Offices."),
        ("Town Office", "Price list", "Price list. Town Office."),
    ],
)
def test_an_author_with_whom_the_label_begins_is_not_named_twice(
    tmp_path: Path, author: str, label: str, entry: str
) -> None:
    added = f"town-website:\n  citation-label: {label}\n  author: [{{literal: {author}}}]\n"
    sources = re.sub(r"(?m)^  author:.*\n|^  citation-label:.*\n", "", text_of("data/sources.yaml"))
    sources = sources.replace("town-website:\n", added)
    made = edition_of(publication(tmp_path, {"data/sources.yaml": sources})).document
    (reference,) = [one for one in made.references if one.source == "town-website"]
    assert plain(reference.entry).startswith(f"{entry} [The library")
