"""Slips in the files of records and verses, and in the blocks that print them: one finding each, at its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from factpress.checks.registry import check
from factpress.core.diagnostics import Severity
from tests.audit.test_every_block import EVENTS, OUTREACH, SCRIPTURE
from tests.publications import publication

TODAY = dt.date(2026, 11, 26)
CONTENT, WORKS, HELPLINES = "data/content/briefing.en.md", "data/works.yaml", "data/helplines.yaml"
GIFTS, VERSES = "data/gifts.yaml", "data/scripture.yaml"
RECORDS = {**OUTREACH, VERSES: SCRIPTURE, "data/events.yaml": EVENTS}


def found_in(folder: Path, block: str, files: Mapping[str, str | bytes | None] | None = None) -> list[str]:
    """The errors and warnings, as they are shown with their hints."""
    text = {CONTENT: f"## A chapter {{#chapter}}\n\n{block}\n"}
    found = check(publication(folder, {**text, **RECORDS, **(files or {})}), today=TODAY)
    shown = [one for one in found if one.severity is not Severity.INFORMATION]
    return [f"{one} ({one.hint})" for one in shown if not one.code.startswith("unused")]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (":::{helplines} US, FR\n:::", ["3:16: error[unknown-record]", "3:20: error[unknown-record]"]),
        (":::{helplines} Cambodja\n:::", ["write KH, if it is Cambodia"]),
        (":::{helplines} child\n:::", ["write its two letters"]),
        (":::{helplines} ,\n:::", ['"," names none of data/helplines.yaml']),
        (":::{works} ,\n:::", ['"," names none of data/works.yaml']),
        (":::{works} rom  bas\n:::", ['3:12: error[unknown-record]: there is no "rom"', "3:17: error[unknown-record]"]),
        (":::{works}\n:style: full\n:style: short\n:::", ["5:2: warning[repeated-option]"]),
        ("::::{only} booklet\n:::{slide} A slide\n- a line\n:::\n::::", ["4:1: warning[in-no-product]"]),
        (":::::{only} deck\n::::{only} booklet\nWords.\n::::\n:::::", ["4:1: warning[in-no-product]"]),
        ("Words.\n\n### A section { theme = work }\n\nMore.", ["5:1: error[bad-value]"]),
        ("Words.\n\n### A section {theme= work}\n\nMore.", ["write theme=…"]),
        (":::{notes}\n- a list\n:::", ["write what is said as plain paragraphs"]),
    ],
)
def test_a_slip_in_a_block(tmp_path: Path, block: str, expected: list[str]) -> None:
    found = found_in(tmp_path, block)
    assert len(found) == len(expected), found
    assert all(words in one for words, one in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(
    ("file", "text", "block", "expected"),
    [
        (WORKS, None, ":::{work} bus\n:::", "there is no file data/works.yaml (write data/works.yaml,"),
        (WORKS, "{}\n", ":::{work} bus\n:::", "data/works.yaml has no entry (write an entry in data/works.yaml,"),
        (HELPLINES, None, ":::{helplines} KH GB\n:::", "there is no file data/helplines.yaml"),
        (VERSES, "{}\n", ":::{scripture} John 10:10\n:::", f"{VERSES}:1:1: error[empty-file]"),
        (VERSES, "# later\n", ":::{scripture} John 10:10\n:::", f"{VERSES}:1:1: error[empty-file]"),
        (VERSES, SCRIPTURE.replace("them.", "{claim}`x`."), "Words.", "cannot have {claim}"),
        (WORKS, OUTREACH[WORKS].replace("Reading room", '"\\u200b"'), "Words.", "error[empty-text]"),
        (WORKS, OUTREACH[WORKS].replace("Reading room", "1e400"), "Words.", "error[bad-number]"),
        (HELPLINES, OUTREACH[HELPLINES].replace("country: KH", "country:"), "Words.", "write its two letters"),
        (HELPLINES, OUTREACH[HELPLINES].replace("2026-11-26", "9999-12-31"), ":::{helplines}\n:::", "checked-later]"),
        (GIFTS, OUTREACH[GIFTS].replace("keep", '"{claim}`x`" #'), "Words.", "cannot have {claim}"),
    ],
)
def test_a_slip_in_a_file(tmp_path: Path, file: str, text: str | None, block: str, expected: str) -> None:
    found = found_in(tmp_path, block, {} if text is None else {file: text})
    if text is None:
        (root,) = tmp_path.iterdir() if not (tmp_path / "data").exists() else (tmp_path,)
        (root / file).unlink()
        found = [f"{one} ({one.hint})" for one in check(root, today=TODAY) if one.severity is Severity.ERROR]
    assert len(found) == 1, found
    assert expected in found[0]


@pytest.mark.parametrize("name", ["works", "helplines", "prayers", "gifts", "scripture", "events", "sources"])
def test_a_file_among_the_claims_is_one_finding(tmp_path: Path, name: str) -> None:
    text = RECORDS.get(f"data/{name}.yaml") or "book: {type: book, title: A book}\n"
    found = found_in(tmp_path, "Words.", {f"data/facts/{name}.yaml": text})
    assert [one for one in found if "data/facts" in one] == found
    assert len(found) == 1, found
    assert f"data/facts/{name}.yaml:1:1: error[wrong-folder]" in found[0]
    assert f'move it to "data/{name}.yaml"' in found[0]


def test_claims_may_be_in_a_file_of_any_name(tmp_path: Path) -> None:
    claim = "tea: {claim: They drink tea, standing: withdrawn, reason: Nobody says so.}\n"
    assert not [one for one in found_in(tmp_path, "Words.", {"data/facts/works.yaml": claim}) if "wrong-folder" in one]


def test_an_edition_on_the_last_day_of_the_calendar_is_checked(tmp_path: Path) -> None:
    root = publication(tmp_path, {})
    settings = root / "data" / "publication.yaml"
    settings.write_text(settings.read_text("utf-8").replace("edition: 2026-11-01", "edition: 9999-12-31"), "utf-8")
    assert "expired-consent" in {one.code for one in check(root, today=TODAY)}


def test_records_need_no_source_in_each_paragraph(tmp_path: Path) -> None:
    root = publication(
        tmp_path, {CONTENT: "## A chapter {#c}\n\n:::{works}\n:::\n\n:::{helplines} KH\n:::\n", **RECORDS}
    )
    assert "paragraph-without-source" not in {one.code for one in check(root, today=TODAY)}
