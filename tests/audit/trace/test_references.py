from __future__ import annotations

from pathlib import Path

import pytest

from factpress.audit.trace.references import Reference, expand_roles
from factpress.audit.trace.search import build_index
from factpress.workflows.tasks import output_files
from tests.ledger.sample import ENGLISH, book
from tests.publications import edition_of, publication, text_of

CONTENT = "data/content/briefing.en.md"

EVERYWHERE = """
## Everywhere {claim}`visitors/counted` {#everywhere}

:::{lead}
A lead with {number}`visitors/counted`.
:::

### A heading in {years}`visitors/counted`

- An item with **{claim}`readers/survey`**.

| What | How many |
| --- | --- |
| Readers | {claim}`readers/council` |

> Words of {claim}`visitors`.
>
> — Somebody, {period}`visitors/counted`

:::{aside} A box of {number}`visitors/counted`
Inside it {number}`visitors/by-year@2022`.
:::

::::{only} booklet
Here {claim}`visitors/counted`.
::::

:::{slide} A title with {claim}`visitors/counted`
- A line with {number}`visitors/counted`.
:::
:::{notes}
And {claim}`visitors/counted`, aloud.
:::
"""


def references(folder: Path) -> tuple[Reference, ...]:
    edition = edition_of(folder)
    return build_index(edition, output_files(edition)).references


def test_references_in_every_kind_of_block_are_found(tmp_path: Path) -> None:
    text = text_of(CONTENT) + EVERYWHERE
    found = [n for n in references(publication(tmp_path, {CONTENT: text})) if n.within.startswith("Everywhere")]
    assert [(n.kind, n.role, n.address, n.target) for n in found] == [
        ("text", "{claim}", "visitors/counted", ""),
        ("text", "{number}", "visitors/counted", ""),
        ("text", "{years}", "visitors/counted", ""),
        ("text", "{claim}", "readers/survey", ""),
        ("text", "{claim}", "readers/council", ""),
        ("text", "{claim}", "visitors", ""),
        ("text", "{period}", "visitors/counted", ""),
        ("text", "{number}", "visitors/counted", ""),
        ("text", "{number}", "visitors/by-year@2022", ""),
        ("text", "{claim}", "visitors/counted", "booklet"),
        ("text", "{claim}", "visitors/counted", "deck"),
        ("text", "{number}", "visitors/counted", "deck"),
        ("notes", "{claim}", "visitors/counted", "deck"),
    ]
    lines = text.splitlines()
    for reference in found:
        at = lines[reference.location.line - 1][reference.location.column - 1 :]
        assert at.startswith(f"{reference.role}`{reference.address}`"), reference


def test_references_in_claims_and_charts_are_found(tmp_path: Path) -> None:
    facts = text_of("data/facts/library.yaml").replace("The doors count", "The doors counted {claim}`readers/survey`")
    charts = text_of("data/charts.yaml").replace("title: More", "title: After {years}`readers/survey` more")
    folder = publication(tmp_path, {"data/facts/library.yaml": facts, "data/charts.yaml": charts})
    found = [n for n in references(folder) if n.address == "readers/survey" and n.kind in ("fact", "chart")]
    assert [(n.kind, n.role, n.within) for n in found] == [
        ("chart", "chart", "monthly-readers"),
        ("fact", "{claim}", "visitors"),
        ("chart", "{years}", "visitors-by-year"),
    ]


def test_a_chart_that_is_not_shown_has_no_references(tmp_path: Path) -> None:
    text = text_of(CONTENT).replace("::::{only} booklet\n:::{chart} monthly-readers\n:::\n::::\n", "")
    assert text != text_of(CONTENT)
    found = references(publication(tmp_path, {CONTENT: text}))
    assert {n.within for n in found if n.kind == "chart"} == {"visitors-by-year"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It says {claim}`readers/survey` of {years}`visitors`.", "It says 3,000 to 5,200 people of 2025."),
        ("Nothing of {claim}`nobody/one`.", "Nothing of {claim}`nobody/one`."),
        ("No {claim}`visitors/by-year` alone.", "No {claim}`visitors/by-year` alone."),
    ],
)
def test_roles_are_expanded_if_possible(tmp_path: Path, text: str, words: str) -> None:
    assert expand_roles(text, book(tmp_path), ENGLISH) == words
