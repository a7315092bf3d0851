"""A verdict depends on the claims that the product states, and on no other one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Diagnostic
from factpress.workflows import layout
from factpress.workflows.check import check
from factpress.workflows.stated_claims import StatedNames, stated_claims
from tests.publications import edition_of, publication, text_of

FACTS, SETTINGS = "data/facts/library.yaml", "data/publication.yaml"
CARD = """\
renderer: print
title: Card {name}
file: {name}
template: prayer-card
content: data/content/{name}.en.md
sides: 1
sheet: {{size: [105mm, 148mm], margins: {{top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}}}
"""
TEXTS = {
    "a": "{claim}`visitors/counted` came.",
    "b": "{claim}`readers/council` read." + " Come and read with us." * 90,  # too long: its verdict has a finding
    "c": "No number.",
}
CARDS: dict[str, str | bytes | None] = {
    SETTINGS: text_of(SETTINGS).replace("[booklet-a5, slides]", "[a, b, c]"),
    **{f"data/products/{name}.yaml": CARD.format(name=name) for name in TEXTS},
    **{f"data/content/{name}.en.md": f"## Card {name}\n\n{text}\n" for name, text in TEXTS.items()},
}
CHANGES = {
    "visitors": [("12480", "12481"), ("standing: verified ", "standing: reported "), ("in a year", "in one year")],
    "readers": [("about: 6000", "about: 6100"), ("standing: contested", "standing: reported")],
    "oldest-book": [("more_than: 400", "more_than: 500"), ("standing: untraced", "standing: withdrawn")],
}
STATED_BY = {"visitors": ["a"], "readers": ["b"], "oldest-book": []}


def found(folder: Path, *, cached: bool = True) -> list[Diagnostic]:
    return list(check(folder, today=dt.date(2026, 11, 22), cached=cached))


def test_each_change_of_a_claim_gives_the_findings_of_a_check_without_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []
    original = layout.lay_out

    def lay_out(plan: layout.BuildPlan, *arguments: object, **options: object) -> object:
        laid_out.extend(product.name for product in plan.products)
        return original(plan, *arguments, **options)  # pyright: ignore[reportArgumentType, reportCallIssue]

    monkeypatch.setattr(layout, "lay_out", lay_out)
    before = found(publication(tmp_path, CARDS))
    assert [d.code for d in before if d.severity == "error"] == ["text-overflow"]
    assert set(CHANGES) == set(edition_of(tmp_path).book.claims), "all claims of the starter are changed"
    for claim, changes in CHANGES.items():
        for old, new in changes:
            facts = text_of(FACTS).replace(old, new)
            assert facts != text_of(FACTS)
            publication(tmp_path, {**CARDS, FACTS: facts})
            laid_out.clear()
            kept = found(tmp_path)
            assert laid_out == STATED_BY[claim], (claim, new)
            assert kept == found(tmp_path, cached=False), (claim, new)


def test_the_claims_of_every_kind_of_statement_are_those_of_the_document(tmp_path: Path) -> None:
    edition = edition_of(publication(tmp_path, CARDS))
    of_all = stated_claims(edition.document, edition.book)
    assert set(of_all.claims) == {"visitors", "readers", "oldest-book"}  # in texts, a chart and a quotation
    a, b, c = (
        stated_claims(document, edition.book) for _, document in sorted(edition.prints.items(), key=lambda p: str(p[0]))
    )
    assert [set(one.claims) for one in (a, b, c)] == [{"visitors"}, {"readers"}, set()]


def test_the_names_of_parts_that_are_kept_are_those_of_a_whole_search(tmp_path: Path) -> None:
    edition = edition_of(publication(tmp_path, CARDS))
    documents = (edition.document, *edition.prints.values())
    names = StatedNames()
    for _ in range(3):
        names.begin()
        for document in documents:
            stated = stated_claims(document, edition.book).claims
            assert {claim for claim in edition.book.claims if names.has(document, claim)} == set(stated)
    assert not names.has(edition.document, "no-such-claim")
