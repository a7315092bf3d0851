"""Every kind of block × every target: its words are expected, its claims are traced, and each has its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from factpress.audit.expected_booklet import ExpectedBooklet, statement_origins
from factpress.audit.expected_deck import expected_slides
from factpress.audit.expected_text import GeneratedText, Passage
from factpress.audit.reading import Reading
from factpress.audit.text import normalise
from factpress.audit.trace.search import build_index
from factpress.core.diagnostics import Location
from factpress.document.blocks import DIRECTIVES
from factpress.document.model.targets import BOOKLET, DECK, TARGETS
from factpress.edition import Edition
from tests.publications import edition_of, publication, text_of

CONTENT = Path("data/content/briefing.en.md")

COUNTED, TOWN = "visitors/counted", "readers/town"
STATES = f"{{claim}}`{COUNTED}`"
SAYS = "12,480 people"


@dataclass(frozen=True, slots=True)
class Sample:
    """A block as an editor writes it, its words, and the claims it states; `targets` are those that set it."""

    text: str
    words: tuple[str, ...]
    claims: tuple[str, ...] = (COUNTED,)
    targets: tuple[str, ...] = tuple(TARGETS)
    slide: bool = True  # whether it may stand on a slide


BOOKLET_ONLY, DECK_ONLY = (BOOKLET.name,), (DECK.name,)
MARKDOWN = {
    "heading": Sample(f"### A heading of {STATES}", (f"A heading of {SAYS}",)),
    "paragraph": Sample(f"A *text* of **{STATES}** and more.", (f"A text of {SAYS} and more",)),
    "list": Sample(
        f"1. First\n2. Then\n3. Then {STATES}\n   1. Inner of {STATES}\n   2. Then\n4. Last\n\nBetween.\n\n5. Again"
        f"\n\n- Dot of {STATES}",
        ("First", f"Then {SAYS}", f"Inner of {SAYS}", "Last", "Again", f"Dot of {SAYS}"),
    ),
    "table": Sample(
        f"| Which one | B |\n| --- | --- |\n| cell | {STATES} |", ("Which one", "cell", SAYS), targets=BOOKLET_ONLY
    ),
    "quote": Sample(
        f"> Words of {STATES}\n>\n> — Somebody, {STATES}, {{cite}}`annual-report`",
        (f"Words of {SAYS}", f"Somebody, {SAYS}"),
    ),
}
FENCES = {
    "lead": Sample(f":::{{lead}}\nA lead of {STATES}.\n:::", (f"A lead of {SAYS}",), slide=False),
    "statistic": Sample(
        f":::{{statistic}} {TOWN}\n:title: How many live here?\nWords of {STATES}.\n:::",
        ("How many live here?", "9,400 people", f"Words of {SAYS}"),
        (TOWN, COUNTED),
    ),
    "chart": Sample(
        ":::{chart} visitors-by-year\n:::",
        ("More people come every year", "People who visited the library, by year. Counted at the doors."),
        ("visitors/by-year",),
    ),
    "quotation": Sample(
        ":::{quotation} oldest-book\n:::", ("Our oldest book was printed more than 400 years ago.",), ("oldest-book/",)
    ),
    "tested": Sample(
        ":::{tested} oldest-book\n:::",
        (
            "Our page said",
            "Our oldest book was printed more than 400 years ago.",
            "Attributed to The library's own page",
            "The page names no title, and nobody could show us the book.",
        ),
        ("oldest-book/",),
    ),
    "scripture": Sample(
        ":::{scripture} John 10:10-11\n:::",
        ("I have come that they may have life,", "and I know them.", "John 10:10–11, A Plain Bible"),
        (),
    ),
    "aside": Sample(f":::{{aside}} A box of {STATES}\nInside {STATES}.\n:::", (f"A box of {SAYS}", f"Inside {SAYS}")),
    "image": Sample(
        f":::{{image}} assets/flower.svg\n:alt: A flower of {STATES}\n:caption: Grown by {STATES}\n:shows: nobody\n:::",
        (f"A flower of {SAYS}", f"Grown by {SAYS}"),
    ),
    "slide": Sample(
        f":::{{slide}} A slide of {STATES}\n- A line of {STATES}\n:::",
        (f"A slide of {SAYS}", f"A line of {SAYS}"),
        targets=DECK_ONLY,
    ),
    "notes": Sample(f":::{{notes}}\nAloud {STATES}.\n:::", (f"Aloud {SAYS}",), targets=DECK_ONLY),
    "only": Sample(f":::{{only}} booklet\nOn paper {STATES}.\n:::", (f"On paper {SAYS}",), targets=BOOKLET_ONLY),
    "event": Sample(":::{event} fair\n:::", ("A fair of books", "Market Hall", "Ring twice"), ()),
    "works": Sample(":::{works}\n:::", ("Reading room", "Since March 2011, for girls who like books", f"With {SAYS}.")),
    "work": Sample(":::{work} bus\n:::", ("Book bus", "It brings books to villages. As of May 2025."), ()),
    "helplines": Sample(
        ":::{helplines} KH GB\n:::",
        (
            "Cambodia: Child Helpline",
            "1280 (free, up to 25 years of age)",
            "Text messages: 233-733",
            "+44 20 7946 0000",
            "last called on 3 November 2026",
        ),
        (),
    ),
    "prayers": Sample(":::{prayers}\n:::", (f"For the {SAYS} who read.",)),
    "gifts": Sample(":::{gifts}\n:::", ("30 dollars keep the doors open for a week.",), ()),
    "lines": Sample(f":::{{lines}}\n- Name\n- Of {STATES}\n:::", ("Name", f"Of {SAYS}")),
    "boxes": Sample(f":::{{boxes}}\n- Yes\n- No to {STATES}\n:::", ("Yes", f"No to {SAYS}")),
}
SAMPLES = {**MARKDOWN, **FENCES}
CASES = [(kind, target) for kind, sample in SAMPLES.items() for target in sample.targets]
SCRIPTURE = """BSB:
  name: A Plain Bible
  language: en
  holder: Plain House
  notice: In the public domain since April 30, 2023.
  verses:
    "John 10:10": I have come that they may have life,
    "John 10:11": and I know them.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'
EVENTS = """fair:
  title: A fair of books
  starts: {date: 2036-05-16, time: "10:00", zone: Europe/London}
  place: Market Hall
  address: 1 Market Street
  note: Ring twice
  contact: {name: Somebody, phone: "+44 1632 960001"}
"""
OUTREACH = {
    "data/works.yaml": f"""room:
  name: Reading room
  since: 2011-03
  for_whom: girls who like books
  what: With {STATES}.
  cites: {{source: annual-report, locator: p. 3}}
bus: {{name: Book bus, what: It brings books to villages., as_of: 2025-05, cites: {{source: visitor-survey}}}}
""",
    "data/helplines.yaml": """child:
  country: KH
  name: Child Helpline
  number: "1280"
  words: free, up to 25 years of age
  text: "233-733"
  cites: {source: annual-report}
  checked: 2026-11-26
other:
  country: GB
  name: Other Helpline
  number: "+44 20 7946 0000"
  cites: {source: visitor-survey}
  checked: 2026-11-01
  rung: 2026-11-03
""",
    "data/prayers.yaml": f"""readers: {{text: "For the {STATES} who read.", from: 2026-01-01, until: 2036-06-30}}
""",
    "data/gifts.yaml": """week:
  gift: 30 dollars
  does: keep the doors open for a week
  basis: budget of 2026, line 12
  approved_by: A. Treasurer
  until: 2036-12-31
""",
}
"""Records of the organisation, for the blocks that list them."""
WITHIN = ("The chapter", "visitors-by-year", "room", "readers")
"""The chapter, chart or record in which a block refers to a value."""


def edition(folder: Path, kind: str, target: str) -> Edition:
    """A publication with one chapter that holds the block; for the deck, on a slide where it may stand on one."""
    sample = SAMPLES[kind]
    inside = sample.text
    if target == DECK.name and sample.slide:
        inside = f"::::::{{slide}} The slide\n{inside}\n::::::"
    files: dict[str, str | bytes | None] = {
        CONTENT.as_posix(): f"## The chapter {{#chapter}}\n\n{inside}\n",
        "data/events.yaml": EVENTS,
        "data/scripture.yaml": SCRIPTURE,
        **OUTREACH,
        "assets/flower.svg": PICTURE,
    }
    return edition_of(publication(folder, files))


def expected(made: Edition, target: str) -> tuple[list[Passage], dict[str, Location | None]]:
    """What the audit expects in the target: its passages, and the place of each value that is stated."""
    if target == BOOKLET.name:
        reading = Reading(Path("a.pdf"), "pdf", ())
        booklet = ExpectedBooklet(made.document, made.language, GeneratedText(), reading)
        return list(booklet.passages()), statement_origins(made.document)
    slides = expected_slides(made.document, GeneratedText())
    claims = {name: origin for one in slides.values() for name, origin in one.claims.items()}
    titles = [Passage("text", one.title, origin=one.origin) for one in slides.values()]
    return [*titles, *(p for one in slides.values() for p in (*one.passages, *one.sources))], claims


def test_every_directive_has_a_sample() -> None:
    assert set(FENCES) == set(DIRECTIVES)


@pytest.mark.parametrize(("kind", "target"), CASES)
def test_a_block_is_expected_word_for_word(tmp_path: Path, kind: str, target: str) -> None:
    passages, claims = expected(edition(tmp_path, kind, target), target)
    for words in SAMPLES[kind].words:
        having = [passage for passage in passages if normalise(words) in passage.key]
        assert having, words
        assert any(at.origin is not None and at.origin.line for at in having), words
    for claim in SAMPLES[kind].claims:
        origin = claims[claim]
        assert origin is not None
        assert origin.line


@pytest.mark.parametrize("kind", [kind for kind, sample in SAMPLES.items() if sample.targets != tuple(TARGETS)])
def test_a_block_for_one_target_is_not_expected_in_another(tmp_path: Path, kind: str) -> None:
    sample = SAMPLES[kind]
    (other,) = set(TARGETS) - set(sample.targets)
    made = edition_of(publication(tmp_path, {CONTENT.as_posix(): f"## Chapter\n\nText.\n\n{sample.text}\n"}))
    passages, claims = expected(made, other)
    assert not [passage.text for passage in passages if normalise(sample.words[0]) in passage.key]
    assert not claims.keys() & set(sample.claims)


@pytest.mark.parametrize("kind", [kind for kind, sample in SAMPLES.items() if sample.claims])
def test_trace_names_the_line_of_a_block(tmp_path: Path, kind: str) -> None:
    sample = SAMPLES[kind]
    made = edition(tmp_path, kind, sample.targets[0])
    found = [n for n in build_index(made, {}).references if n.within in WITHIN]
    assert set(sample.claims) <= {n.address + "/" * (n.role in ("quotation", "tested")) for n in found}
    assert all(n.location.line for n in found)


def test_a_slide_inside_a_slide_has_slides_of_its_own(tmp_path: Path) -> None:
    text = text_of(CONTENT.as_posix()) + (
        "\n::::::{slide} Outer\n- before\n\n:::::{slide} Inner\n- inside\n:::::\n\n- after\n::::::\n"
    )
    slides = expected_slides(edition_of(publication(tmp_path, {CONTENT.as_posix(): text})).document, GeneratedText())
    assert [p.text for p in slides[normalise("Outer")].passages] == ["Outer", "before", "after"]
    assert [p.text for p in slides[normalise("Inner")].passages] == ["Inner", "inside"]
