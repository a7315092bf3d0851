"""Paragraphs that read like statements of fact and name no source."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.unsourced import is_factual, paragraph_without_source
from tests.checks.examples import laid, subject

PERSONS = frozenset({"i", "we", "our", "you"})
FACT = "The mill was built by the monks of Saint Mary."


@pytest.mark.parametrize(
    ("sentence", "factual"),
    [
        (FACT, True),
        ("Under the regime the place was known by a code, S-21.", True),
        ("It was the largest mill of the whole valley.", False),  # names nobody
        ("The monks of Saint Mary left.", True),
        ("They came from Saint Mary.", False),  # short
        ("Who built the mill if not the monks of Saint Mary?", False),
        ("Go and see the mill of the monks of Saint Mary!", False),
        ("Of the mill, the monks of Saint Mary say this:", False),
        ("We think the mill was built by the monks of Saint Mary.", False),
        ("It’s said that you’ll find the mill behind Saint Mary.", False),
        ("What they call “Mill of the saints” is a house.", False),  # a title in quotation marks
        ("", False),
        ("…", False),
        ("១២៣ គឺជា លេខ ដែល មាន អត្ថន័យ ច្រើន", False),  # a script without capitals
    ],
)
def test_what_reads_like_a_fact(sentence: str, factual: bool) -> None:
    assert is_factual(sentence, PERSONS) is factual


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (FACT, 1),
        (f"{FACT} {FACT}", 1),
        (f"{FACT}\n\n{FACT}", 2),
        (f"It stands. *{FACT}*", 1),
        (f":::{{only}} booklet\n{FACT}\n:::", 1),
        # answered
        (f"{FACT}{{cite}}`annual-report`", 0),
        (f"{FACT}[^a]\n\n[^a]: They say so.", 0),
        (f"{FACT} So {{claim}}`visitors/counted` came.", 0),
        (f"{FACT} {{says}}`mill`", 0),
        # elsewhere
        (f"- {FACT}", 0),
        (f"> {FACT}\n>\n> — Somebody", 0),
        (f":::{{aside}} Box\n{FACT}\n:::", 0),
        (f"## Chapter\n\n:::{{lead}}\n{FACT}\n:::", 0),
        (f":::{{slide}} Slide\n{FACT}\n:::", 0),
        (f":::{{notes}}\n{FACT}\n:::", 0),
        (f":::{{only}} deck\n{FACT}\n:::", 0),
        # asked and prayed
        (f"### Help {{theme=response}}\n\n{FACT}", 0),
        (f"### Works {{theme=work}}\n\n{FACT}", 1),
    ],
)
def test_paragraphs(tmp_path: Path, text: str, count: int) -> None:
    claims = "mill: {claim: A, says: It is old., standing: verified, cites: {source: annual-report}}"
    files = f"# data/facts/example.yaml\n{claims}\n# data/content/briefing.en.md\n{text}\n"
    found = list(paragraph_without_source(subject(laid(files, tmp_path))))
    assert len(found) == count
    assert all(one.location is not None and one.hint for one in found)


def test_the_message_quotes_the_sentence(tmp_path: Path) -> None:
    text = f"It stands. {FACT[:-1]}, who came from the hills and stayed for as long as they could."
    (found,) = paragraph_without_source(subject(laid(f"# data/content/briefing.en.md\n{text}\n", tmp_path)))
    assert '"The mill was built by the monks of Saint Mary, who came …"' in found.message
