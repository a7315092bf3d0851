"""A consent must include what really shows the person: each text counts for the products that print it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from factpress.checks.registry import check
from factpress.core.diagnostics import Severity
from tests.publications import publication, text_of

CONSENT = """
m-reader:
  kind: story
  of: M.
  under_age: false
  scope: [{scope}]
  given: 2024-10-01
  expires: 2038-10-01
  signed_off_by: {{name: B. Editor, on: 2024-10-02}}
"""
STORY = "M. came in from the rain and stayed for the books.{consent}`m-reader`\n"
CARD = """\
renderer: print
title: A card
file: card
template: prayer-card
content: data/content/prints/card.en.md
sides: 1
sheet: {size: [105mm, 148mm], margins: {top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}
"""


def missing(folder: Path, scope: str, products: str, *, text: str = "", card: str = "Come in.\n") -> list[str]:
    """The messages about scopes of a publication with those products, and the story in its text or on its card."""
    named = text_of("data/publication.yaml").replace("[booklet-a5, slides]", f"[{products}]", 1)
    files: dict[str, str | bytes | None] = {
        "data/publication.yaml": named,
        "data/products/card.yaml": CARD,
        "data/content/prints/card.en.md": f"## A card\n\n{card}",
        "data/content/briefing.en.md": re.sub(r"\{consent\}`[^`]*`", "", text_of("data/content/briefing.en.md"))
        + "\n## Another\n\n"
        + text,
        "data/consents.yaml": CONSENT.format(scope=scope),
    }
    found = check(publication(folder, files), today=dt.date(2026, 11, 26))
    errors = [d for d in found if d.severity is Severity.ERROR]
    assert {d.code for d in errors} <= {"consent-out-of-scope"}, errors
    return [d.message.rpartition(" does not include the ")[2] for d in errors]


@pytest.mark.parametrize(
    ("scope", "products", "text", "card", "lacks"),
    [
        ("booklet", "booklet-a5, card", STORY, "", []),
        ("booklet", "booklet-a5, slides, card", STORY, "", []),
        ("print", "booklet-a5, card", "", STORY, []),
        ("booklet", "booklet-a5, card", "", STORY, ["print"]),
        ("booklet", "booklet-a5, card", "", f":::{{only}} deck\n{STORY}:::\n", []),
        ("web", "booklet-a5, slides, card", f":::{{lead}}\n{STORY}:::\n", "", ["booklet and the deck"]),
        ("print", "booklet-a5, card", STORY, STORY, ["booklet"]),
        ("booklet, print", "booklet-a5, card", STORY, STORY, []),
        (
            "booklet",
            "booklet-a5, slides, card",
            f":::{{only}} deck\n:::{{slide}} A reader\n{STORY}:::\n:::\n",
            "",
            ["deck"],
        ),
        ("deck", "slides, handout-3-notes-a4, card", f":::{{slide}} A reader\n{STORY}:::\n", "", ["print"]),
        ("booklet", "booklet-a5, booklet-a5-on-a4, printer-test-a4", STORY, "", []),
    ],
)
def test_each_text_counts_for_its_products(
    tmp_path: Path, scope: str, products: str, text: str, card: str, lacks: list[str]
) -> None:
    text = text.replace(":::{only} deck\n:::{slide}", "::::{only} deck\n:::{slide}").replace(
        ":::\n:::\n", ":::\n::::\n"
    )
    assert missing(tmp_path, scope, products, text=text, card=card or "Come in.\n") == lacks
