"""Every run of words is found, and each word in it has its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.checks.text_index import Kind, Passage, TextFile, data_passages, quoted_spans, text_passages
from factpress.core.diagnostics import Problems
from factpress.core.yaml_positions import YamlPath, parse_yaml

TEXT = """## A title {#a years=1960/1993}

Words *set apart* and a {claim}`tuol-sleng/x` behind them,
in two lines.[here](https://example.org/slave)

> Another's words
> in a quote

:::{aside} A box
Inside the box.
:::
::::{only} deck
:::{image} data/chained_girl.jpg
:alt: A girl in chains
:caption: What we saw
:shows: people
:::
::::

| a cell | another |
|---|---|
| third | fourth |
"""


def read(text: str) -> list[Passage]:
    return list(text_passages(TextFile.of(Path("a.md"), text)))


def test_the_runs_of_a_text() -> None:
    runs = [(p.kind, " ".join(p.masked.replace("\ufffc", "").split())) for p in read(TEXT)]
    assert runs == [
        (Kind.PROSE, "## A title"),
        (Kind.PROSE, "Words set apart and a behind them, in two lines.[here]"),
        (Kind.QUOTED, "Another's words in a quote"),
        (Kind.PROSE, "A box"),
        (Kind.PROSE, "Inside the box."),
        (Kind.PICTURE, "data/chained_girl.jpg"),
        (Kind.PICTURE, "A girl in chains"),
        (Kind.PROSE, "What we saw"),
        (Kind.PROSE, "| a cell | another | |---|---| | third | fourth |"),
    ]


@pytest.mark.parametrize(
    ("word", "place"),
    [("apart", (3, 12)), ("behind", (3, 47)), ("quote", (7, 8)), ("box", (9, 14)), ("chains", (14, 17))],
)
def test_a_word_has_its_place(word: str, place: tuple[int, int]) -> None:
    passage = next(p for p in read(TEXT) if word in p.masked)
    at = passage.masked.index(word)
    location = passage.at(at, at + len(word))
    assert (location.line, location.column, location.length) == (*place, len(word))
    said = passage.read(lambda role, target: f"[{role} of {target}]")
    at = said.words.index(word)
    assert said.at(at, at + len(word)) == location


def test_a_role_is_said_in_its_place() -> None:
    said = read(TEXT)[1].read(lambda role, target: f"{role} of {target}")
    assert said.words.startswith("Words set apart and a claim of tuol-sleng/x behind them,\nin two")
    at = said.words.index("claim of")
    assert (said.at(at, at + 8).line, said.at(at, at + 8).column) == (3, 25)


YAML = """one:
  claim: 'Plain ''words'' here'   # not slave
  reason: >-
    Folded words
    in two lines.

  # a remark of nobody
  label: bare words # slave
  double: "quoted \\"words\\" here"
  list: [bare item, "and another"]
two: {claim: in a row, reason: "and so on"}
"""


def test_the_runs_of_a_data_file() -> None:
    problems = Problems()
    tree = parse_yaml(YAML, Path("a.yaml"), problems)
    assert tree is not None
    page = TextFile.of(Path("a.yaml"), YAML)

    def every(path: YamlPath) -> Kind:
        return Kind.PROSE

    found = [" ".join(p.masked.split()) for p in data_passages(page, tree, every)]
    assert found == [
        "Plain ''words'' here",
        "Folded words in two lines.",
        "bare words",
        'quoted \\"words\\" here',
        "bare item,",
        "and another",
        "in a row,",
        "and so on",
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ("“One “inside” another”", ["One “inside” another"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("»Ja«, „nein“, « oui »", ["Ja", "nein", " oui "]),
        ("“never closed", []),
        ("closed” never begun", []),
        ("", []),
    ],
)
def test_what_stands_between_quotation_marks(text: str, inside: list[str]) -> None:
    assert [text[slice(*span)] for span in quoted_spans(text)] == inside


@given(st.text(alphabet="ab “”\"'>:{}`*#\n|-[]()", max_size=120))
def test_any_text_keeps_its_places(text: str) -> None:
    page = TextFile.of(Path("a.md"), text)
    for passage in text_passages(page):
        assert len(passage.masked) == passage.end - passage.begin
        said = passage.read(lambda role, target: "said")
        for i in range(len(said.words)):
            offset = page.offset(said.at(i, i + 1))
            assert passage.begin <= offset <= passage.end
        quoted_spans(said.words)
