"""The text of a publication in a form: what is shown, and that a change alters the lines of its paragraph alone."""

from __future__ import annotations

import difflib
import random
from collections import Counter
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, engine_folder
from factpress.document.blocks import FENCE_RULES
from factpress.document.parse.inline_parser import Grammar
from factpress.document.resolve.lookup import ROLES
from factpress.document.runs import same_words
from factpress.i18n import load_language
from factpress.publication.editing.edits import Edit, EditConflict, apply_edit
from factpress.publication.facts.load import load_facts
from factpress.session.text_blocks import NewBlock, add_edit, move_edit, remove_edit, split_edit
from factpress.session.text_facts import TextFacts
from factpress.session.text_findings import in_words, new_findings
from factpress.session.text_parts import Block, TextView
from factpress.session.text_pieces import Piece, piece_at
from factpress.session.text_sections import section_edit
from factpress.session.text_sources import cell_edit, source_edit
from factpress.session.text_view import view_text
from factpress.session.text_words import TextFile, TextRefusal, from_form, to_form, words_edit
from tests.document.test_runs import SIGNS, WORDS
from tests.publications import edition_of, publication

ROOT = engine_folder()
EDITS = 12
NAME = Path("data/content/text.md")
TEXT = """## What we counted {#counted}

:::{lead}
The doors count who comes in.
:::

{claim}`visitors/counted` came in {years}`visitors/counted`, and *many* stayed: see [the page](https://example.org).
{says}`visitors`

:::{notes}
Welcome. Only the deck has these words.

Breathe.
:::

:::{slide} How sure are we?
:style: key
:::

### What a claim is

- One
- Two *things*

| Rather than | We say |
|---|---|
| one number | a range |

::::{only} booklet
:::{statistic} readers/survey
:title: How many read?
The council's figure lies above.
:::
::::

:::{quotation} oldest-book
:::

A line,\\
another line.
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> TextFacts:
    """The facts of the starter, with a sentence for one claim."""
    name = "data/facts/library.yaml"
    written = (ROOT / "templates/starter" / name).read_text(encoding="utf-8")
    said = written.replace("  standing: verified", "  says: The doors count everyone.\n  standing: verified", 1)
    files: dict[str, str | bytes | None] = {name: said}
    return TextFacts.of(edition_of(publication(tmp_path_factory.mktemp("text") / "library", files)))


@pytest.fixture(scope="module")
def own_facts() -> TextFacts:
    """The facts of the project's own publication, without its charts."""
    places, problems = Places.of(ROOT), Problems()
    language = load_language("en-US", places, problems)
    assert language is not None
    rules = Grammar(ROLES, FENCE_RULES, language, frozenset())
    return TextFacts(load_facts(places, language, problems), language, rules, {"deaths": "Deaths"})


def _file(text: str = TEXT) -> TextFile:
    return TextFile(NAME, text.encode())


def _view(facts: TextFacts, text: str = TEXT) -> TextView:
    return view_text(text, NAME, facts)


def _block(facts: TextFacts, words: str, text: str = TEXT) -> Block:
    blocks = [block for part in _view(facts, text).parts for block in part.blocks]
    return next(block for block in blocks if words in block.words)


def _after(file: TextFile, edit: Edit | None) -> str:
    assert edit is not None
    after = apply_edit(file.content, edit)
    assert apply_edit(after, edit.inverse) == file.content
    return after.decode()


def _changed(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line[0] in "+-"]


def _runs(block: Block) -> list[dict[str, str | bool]]:
    return to_form(block.runs)


# ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_parts_and_blocks_are_named_for_people(facts: TextFacts) -> None:
    view = _view(facts)
    assert [(part.id, part.title, part.rank) for part in view.parts] == [
        ("counted", "What we counted", 2),
        ("what-a-claim-is", "What a claim is", 3),
    ]
    shown = [(one.kind, one.where, one.only, one.locked, one.depth) for part in view.parts for one in part.blocks]
    assert shown == [
        ("Chapter", "both", False, False, 0),
        ("Opening words", "both", False, False, 0),
        ("Text", "booklet", False, False, 0),
        ("Speaker’s notes", "slides", False, False, 0),
        ("Speaker’s notes", "slides", False, False, 0),
        ("Slide", "slides", False, False, 0),
        ("Heading", "both", False, False, 0),
        ("List", "booklet", False, False, 0),
        ("List", "booklet", False, False, 0),
        ("Table", "booklet", False, False, 0),
        ("Large number", "booklet", True, True, 0),
        ("Title", "booklet", True, False, 1),
        ("Text", "booklet", True, False, 1),
        ("Sentence as supplied", "both", False, True, 0),
        ("Text", "booklet", False, False, 0),
    ]
    assert _block(facts, "Welcome").note == "8 words, about 5 seconds"
    assert _block(facts, "printed more than").claim == "oldest-book"
    assert view.part_at(30) == view.parts[1]


def test_a_chip_has_what_is_printed_and_its_claim(facts: TextFacts) -> None:
    first, time, sentence = [run.chip for run in _block(facts, "came in").runs if run.chip is not None]
    assert (first.source, first.text, first.claim) == ("{claim}`visitors/counted`", "12,480 people", "visitors")
    assert (first.standing, first.title, first.missing) == (
        "verified",
        "People who visited the library in a year",
        False,
    )
    assert (time.text, sentence.text) == ("2025", "The doors count everyone.")
    wrong = _block(facts, "Seen", "## A\n\nSeen {claim}`nothing/here`.\n").runs[1].chip
    assert wrong is not None
    assert wrong.missing


def test_a_claim_offers_its_ways(facts: TextFacts) -> None:
    offers = {offer.source: offer.text for offer in facts.offers("readers")}
    assert offers["{number}`readers/survey`"] == "3,000 to 5,200"
    assert offers["{period}`readers/survey`"] == "2024"
    assert "{years}`readers/survey`" not in offers  # it would print the same
    assert [offer.text for offer in facts.offers("visitors") if offer.says == "its sentence"]
    assert facts.offers("nothing") == ()


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_that_come_back_as_they_are_change_nothing(own_facts: TextFacts) -> None:
    for path in sorted((ROOT / "data/content").rglob("*.md")):
        file = TextFile(path.relative_to(ROOT), path.read_bytes())
        for part in view_text(file.text, file.path, own_facts).parts:
            for block in part.blocks:
                if not block.locked and not block.cells:
                    assert words_edit(file, block, from_form(to_form(block.runs)), own_facts, base=block.base) is None


def test_a_word_changes_its_line_alone(facts: TextFacts) -> None:
    block, file = _block(facts, "came in"), _file()
    runs = _runs(block)
    runs[3]["text"] = str(runs[3]["text"]).replace("and", "but")
    after = _after(file, words_edit(file, block, from_form(runs), facts, base=block.base))
    assert len(_changed(TEXT, after)) == 2
    assert "`visitors/counted`, but *many* stayed: see [the page](https://example.org)." in after


def test_a_chip_is_kept_added_and_taken_out_by_its_button(facts: TextFacts) -> None:
    block, file = _block(facts, "came in"), _file()
    runs = _runs(block)
    gone = [run for run in runs if run.get("chip") != "{says}`visitors`"]
    with pytest.raises(TextRefusal, match=r"“The doors count everyone[.]” is missing"):
        words_edit(file, block, from_form(gone), facts, base=block.base)
    edit = words_edit(file, block, from_form(gone), facts, base=block.base, dropped=["{says}`visitors`"])
    assert "{says}" not in _after(file, edit)
    more = [*runs, {"text": " Not "}, {"chip": "{number}`readers/survey`"}]
    assert "Not {number}`readers/survey`\n" in _after(
        file, words_edit(file, block, from_form(more), facts, base=block.base)
    )
    for chip in ("{claim}`nothing`", "{evil}`x`"):
        with pytest.raises(TextRefusal):
            words_edit(file, block, from_form([*runs, {"chip": chip}]), facts, base=block.base)
    for chip in ("{claim}`a` b", "words", "{claim}`a`{claim}`b`"):
        with pytest.raises(TextRefusal):
            from_form([{"chip": chip}])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("a\n\nb", "make it two paragraphs"),
        ("  ", "no words left"),
        ("a\x00b", "cannot be printed"),
    ],
)
def test_what_cannot_be_is_refused_in_words_for_people(facts: TextFacts, words: str, message: str) -> None:
    block = _block(facts, "Breathe")
    with pytest.raises(TextRefusal, match=message):
        words_edit(_file(), block, from_form(words), facts, base=block.base)


def test_other_refusals(facts: TextFacts) -> None:
    supplied, heading = _block(facts, "printed more than"), _block(facts, "What a claim is")
    with pytest.raises(TextRefusal, match="only where they come from"):
        words_edit(_file(), supplied, from_form("x"), facts, base=supplied.base)
    with pytest.raises(TextRefusal, match="on one line"):
        words_edit(_file(), heading, from_form("x\ny"), facts, base=heading.base)
    with pytest.raises(EditConflict):
        words_edit(_file(), heading, from_form("x"), facts, base="0")
    half = [{"text": "w"}, {"text": "“o”", "em": True}, {"text": "rd"}]
    with pytest.raises(TextRefusal, match="whole words"):
        words_edit(_file(), heading, from_form(half), facts, base=heading.base)
    with pytest.raises(TextRefusal, match="no address"):
        from_form([{"text": "x", "link": "javascript:alert(1)"}])
    for junk in (None, 3, [3], {"text": "x"}):
        with pytest.raises(TextRefusal):
            from_form(junk)


def _typed(rng: random.Random) -> str:
    parts = [rng.choice(rng.choice((SIGNS, WORDS, [" "]))) for _ in range(rng.randint(1, 40))]
    return " ".join("".join(parts).split()) or "a"


@pytest.mark.parametrize("seed", range(2))
def test_random_edits_of_the_briefing(own_facts: TextFacts, seed: int) -> None:
    """What is typed reads back as these words, and only the lines of its paragraph change."""
    rng = random.Random(seed)
    path = ROOT / "data/content/briefing.en.md"
    content, refused = path.read_bytes(), list[str]()
    for _ in range(EDITS):
        file = TextFile(path.relative_to(ROOT), content)
        view = view_text(file.text, file.path, own_facts)
        blocks = [block for part in view.parts for block in part.blocks if not block.locked and not block.cells]
        block = rng.choice(blocks)
        runs = _runs(block)
        texts = [n for n, run in enumerate(runs) if "chip" not in run and run["text"] != "\n"]
        kind = rng.random()
        if texts and kind < 0.6:
            run = runs[rng.choice(texts)]
            words = str(run["text"])
            cut = rng.randint(0, len(words))
            run["text"] = words[:cut] + (_typed(rng) if rng.random() < 0.5 else "grün ") + words[cut:]
        elif kind < 0.8:
            runs.insert(rng.randint(0, len(runs)), {"chip": rng.choice(own_facts.offers("deaths-wording")).source})
        else:
            runs.append({"text": f" {_typed(rng)}"})
        wanted = from_form(runs)
        try:
            edit = words_edit(file, block, wanted, own_facts, base=block.base)
        except TextRefusal as refusal:
            refused.append(str(refusal))
            continue
        if edit is None:
            continue
        after = _after(file, edit)
        own = block.source.count("\n") + 1
        before_lines, after_lines = file.text.split("\n"), after.split("\n")
        first, last = block.line - 1, block.line - 1 + own
        assert after_lines[:first] == before_lines[:first]
        assert after_lines[len(after_lines) - (len(before_lines) - last) :] == before_lines[last:]
        again = view_text(after, file.path, own_facts).block(block.line, block.part)
        assert again is not None
        assert same_words(from_form(to_form(again.runs)), wanted)
        others = [one.source for part in view.parts for one in part.blocks if one.line != block.line and not one.locked]
        for part in view_text(after, file.path, own_facts).parts:
            for one in part.blocks:
                if one.line != block.line and one.source in others:
                    others.remove(one.source)
        assert others == []
        content = after.encode()
    assert all("Emphasis" in one or "signs" in one for one in refused)
    assert len(refused) < EDITS // 3


def test_a_cell_changes_alone(facts: TextFacts) -> None:
    file = _file()
    table = next(block for part in _view(facts).parts for block in part.blocks if block.cells)
    cell = table.cells[1][0]
    edit = cell_edit(file, table, (1, 0), from_form("one | bar"), facts, base=cell.base)
    after = _after(file, edit)
    assert _changed(TEXT, after) == ["- | one number | a range |", "+ | one \\| bar | a range |"]
    again = next(block for part in _view(facts, after).parts for block in part.blocks if block.cells)
    assert again.cells[1][0].runs is not None
    assert again.cells[1][0].runs[0].text == "one | bar"
    with pytest.raises(TextRefusal):
        cell_edit(file, table, (7, 0), from_form("x"), facts, base=cell.base)
    with pytest.raises(EditConflict):
        cell_edit(file, table, (1, 1), from_form("x"), facts, base=cell.base)


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("after", "new", "expected"),
    [
        ("Breathe", NewBlock("text", from_form("- New *words*")), ["+ ", "+ \\- New \\*words\\*"]),
        ("came in", NewBlock("heading", from_form("New")), ["+ ### New", "+ "]),
        ("One", NewBlock("list", from_form("New")), ["+ - New"]),
        ("How sure", NewBlock("quotation", target="oldest-book"), ["+ :::{quotation} oldest-book", "+ :::", "+ "]),
        ("How sure", NewBlock("slide", from_form("Two: {x}")), ["+ :::{slide} Two: \\{x}", "+ :::", "+ "]),
        ("came in", NewBlock("notes", from_form("Say it.")), ["+ :::{notes}", "+ Say it.", "+ :::", "+ "]),
    ],
)
def test_a_block_is_added(facts: TextFacts, after: str, new: NewBlock, expected: list[str]) -> None:
    file = _file()
    changed = _after(file, add_edit(file, _block(facts, after), new, facts))
    assert sorted(_changed(TEXT, changed)) == sorted(expected)


@pytest.mark.parametrize(
    "new",
    [
        NewBlock("quotation", target="visitors"),
        NewBlock("quotation", target="nothing"),
        NewBlock("chart", target="nothing"),
        NewBlock("chart", target="a}\n:::"),
        NewBlock("script", from_form("x")),
        NewBlock("text", ()),
        NewBlock("heading", from_form("a\nb")),
    ],
)
def test_a_block_that_shows_nothing_is_refused(facts: TextFacts, new: NewBlock) -> None:
    with pytest.raises(TextRefusal):
        add_edit(_file(), _block(facts, "came in"), new, facts)


def test_blocks_are_removed(facts: TextFacts) -> None:
    file = _file()
    removed = (("How sure", "slide"), ("Two things", "Two"), ("Breathe", "Breathe"), ("printed more", "quotation"))
    for words, gone in removed:
        after = _after(file, remove_edit(file, _block(facts, words)))
        assert gone not in after
        assert all(line[0] == "-" for line in _changed(TEXT, after))
    lead = _after(file, remove_edit(file, _block(facts, "The doors count who")))
    assert "lead" not in lead
    with pytest.raises(TextRefusal, match="chapter"):
        remove_edit(file, _block(facts, "What we counted"))


def test_blocks_move_with_their_notes(facts: TextFacts) -> None:
    file = _file()
    after = _after(file, move_edit(file, _block(facts, "came in"), up=False))
    order = ["Slide", "Text", "Speaker’s notes", "Speaker’s notes"]
    assert [block.kind for block in _view(facts, after).parts[0].blocks][2:] == order
    back = TextFile(NAME, after.encode())
    assert _after(back, move_edit(back, _block(facts, "came in", after), up=True)) == TEXT
    items = _after(file, move_edit(file, _block(facts, "Two things"), up=True))
    assert "- Two *things*\n- One\n" in items
    with pytest.raises(TextRefusal, match="first"):
        move_edit(file, _block(facts, "One"), up=True)


def test_a_numbered_item_leaves_its_number(facts: TextFacts) -> None:
    text = "## A\n\n1. One\n2. Two\n"
    file = _file(text)
    assert _after(file, move_edit(file, _block(facts, "Two", text), up=True)) == "## A\n\n1. Two\n2. One\n"


def test_sections_and_two_paragraphs(facts: TextFacts) -> None:
    file = _file()
    parts = _view(facts).parts
    words = from_form("Words.")
    after = _after(file, section_edit(file, parts[0], from_form("New"), words, facts, chapter=False))
    assert [part.title for part in _view(facts, after).parts] == ["What we counted", "New", "What a claim is"]
    after = _after(file, section_edit(file, parts[0], from_form("New"), words, facts, chapter=True))
    assert after.endswith("another line.\n\n## New\n\nWords.\n")
    block = _block(facts, "came in")
    runs = from_form(_runs(block))
    two = _after(file, split_edit(file, block, runs[:4], runs[4:], facts, base=block.base))
    kinds = [one.kind for one in _view(facts, two).parts[0].blocks][2:5]
    assert kinds == ["Text", "Text", "Speaker’s notes"] or kinds == ["Text", "Speaker’s notes", "Speaker’s notes"]


@pytest.mark.parametrize("seed", range(2))
def test_random_changes_of_blocks_are_taken_back_byte_for_byte(facts: TextFacts, seed: int) -> None:
    """Each change alters its part alone, or moves whole lines; its inverse restores the bytes (`_after`)."""
    rng, file, made = random.Random(seed), _file(), Counter[str]()
    for _ in range(40):
        view = _view(facts, file.text)
        block = rng.choice([block for part in view.parts for block in part.blocks])
        piece = piece_at(file, view, block.line)
        words = from_form(_typed(rng))
        name = rng.choice(("words", "cell", "source", "up", "down", "remove", "add", "split"))
        try:
            if name == "words":
                edit = words_edit(
                    piece.file, piece.local(block), (*from_form(_runs(block)), *words), facts, base=block.base
                )
            elif name == "cell" and block.cells:
                cell = (rng.randrange(len(block.cells)), 0)
                edit = cell_edit(piece.file, piece.local(block), cell, words, facts, base=block.cell_base(cell))
            elif name == "source":
                source = f"{block.source}\n*x* {_typed(rng)}" if rng.random() < 0.5 else f"{block.source} x"
                edit = source_edit(piece.file, piece.local(block), source, base=block.base)
            elif name in ("up", "down"):
                edit, piece = move_edit(file, block, up=name == "up"), Piece(file, 0, 0, file)
            elif name == "remove" and made["remove"] < 3:
                edit, piece = remove_edit(file, block), Piece(file, 0, 0, file)
            elif name == "add":
                edit, piece = add_edit(file, block, NewBlock("text", words), facts), Piece(file, 0, 0, file)
            elif name == "split" and not block.cells:
                edit = split_edit(piece.file, piece.local(block), words, words, facts, base=block.base)
            else:
                continue
        except TextRefusal:
            continue
        if edit is not None:
            whole = piece.edit(edit)
            assert _after(piece.file, edit) in _after(file, whole)
            file = TextFile(NAME, _after(file, whole).encode())
            made[name] += 1
    assert len(made) >= 5


# ── findings ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_number_without_a_claim_is_found_before_it_is_written(facts: TextFacts) -> None:
    after = TEXT.replace("Breathe.", "Breathe for 12 days.")
    found = new_findings(TEXT, after, NAME, facts)
    assert [one.code for one in found] == ["number-without-source"]
    assert in_words(found[0]) == "“12” is a number that no claim has. Insert it as a number, or write it without one."
    assert new_findings(after, after, NAME, facts) == ()
