from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from factpress.checks.context import CheckContext
from factpress.checks.provenance import (
    calculation_untraced,
    reading_not_stated,
    search_not_recorded,
    untraced_not_searched,
    verified_not_read,
)
from factpress.checks.rule import Finding
from factpress.checks.standing import newer_edition, review_due_soon, review_overdue
from factpress.checks.text_index import phrase_pattern
from tests.checks.examples import laid, subject
from tests.publications import text_of


def found(rule: Callable[[CheckContext], Iterable[Finding]], folder: Path, claim: str) -> list[Finding]:
    example = claim if claim.startswith("#") else f"loans:\n  claim: Books lent\n{claim}"
    return [one for one in rule(subject(laid(example, folder))) if one.location and one.location.path.stem != "library"]


VERIFIED = "  standing: verified\n  cites: "


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (f"{VERIFIED}{{source: annual-report, locator: p. 1, read: passage}}\n", None),
        (f"{VERIFIED}{{source: annual-report, read: whole}}\n", None),
        (f"{VERIFIED}{{source: annual-report, locator: p. 1}}\n", None),
        (f"{VERIFIED}{{source: annual-report}}\n", None),
        (f"{VERIFIED}{{source: annual-report, locator: p. 1, read: excerpt}}\n", '"annual-report" was read as excerpt'),
        (f"{VERIFIED}{{source: annual-report, read: secondhand}}\n", '"annual-report" was read as secondhand'),
        (f"{VERIFIED}{{source: annual-report, read: passage}}\n", 'the passage of "annual-report" has no locator'),
        (
            f"{VERIFIED}{{source: annual-report, locator: p. 1, read: passage, seen_in: visitor-survey}}\n",
            '"annual-report" was seen in "visitor-survey"',
        ),
        (
            f"{VERIFIED}[{{source: annual-report, read: excerpt}}, {{source: town-website, seen_in: annual-report}}]\n",
            '"annual-report" was read as excerpt; "town-website" was seen in "annual-report"',
        ),
        (f"{VERIFIED}[{{source: annual-report, read: excerpt}}, {{source: visitor-survey}}]\n", None),
        (f"{VERIFIED}[{{source: annual-report, read: excerpt}}, {{source: visitor-survey, read: whole}}]\n", None),
        ("  standing: reported\n  reason: so\n  cites: {source: annual-report, read: excerpt}\n", None),
        # each value, but not those that are calculated, and not only the source that supplied it
        (
            (
                "  standing: verified\n  values:\n"
                "    - {key: a, exactly: 5, unit: cases, cites: {source: annual-report, read: whole}}\n"
                "    - {key: b, exactly: 6, unit: cases, cites: {source: visitor-survey, read: excerpt}}\n"
            ),
            '"visitor-survey" was read as excerpt',
        ),
        (
            (
                "  standing: verified\n  values:\n"
                "    - {key: a, exactly: 5, unit: cases, cites: {source: annual-report, read: whole}}\n"
                "    - {exactly: 6, unit: cases, calculation: c, cites: {source: town-website, read: excerpt}}\n"
            ),
            None,
        ),
        (
            (
                "  standing: verified\n  attributed_to: town-website\n  values:\n"
                "    - {key: a, exactly: 5, unit: cases, cites: {source: town-website, read: excerpt}}\n"
                "    - {key: b, exactly: 5, unit: cases, cites: {source: annual-report, read: whole}}\n"
            ),
            None,
        ),
        ("  standing: verified\n  attributed_to: town-website\n", None),
    ],
)
def test_verified_is_said_of_what_was_read(tmp_path: Path, claim: str, why: str | None) -> None:
    messages = [one.message for one in found(verified_not_read, tmp_path, claim)]
    assert messages == ([f'the claim "loans" is verified, but {why}'] if why else [])


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (f"{VERIFIED}{{source: annual-report}}\n", "its citation was"),
        (
            f"{VERIFIED}[{{source: annual-report}}, {{source: visitor-survey, read: whole}}]\n",
            "1 of its 2 citations were",
        ),
        (
            "  standing: verified\n  cites: {source: annual-report}\n  values: [{exactly: 5, unit: cases}]\n",
            "its citation was",
        ),
        ("  standing: withdrawn\n  reason: so\n  cites: {source: annual-report}\n", None),
        ("  standing: verified\n  attributed_to: town-website\n", None),
    ],
)
def test_a_citation_says_how_it_was_read(tmp_path: Path, claim: str, said: str | None) -> None:
    messages = [one.message for one in found(reading_not_stated, tmp_path, claim)]
    assert messages == ([f'the claim "loans" does not say how {said} read'] if said else [])


UNTRACED = "  standing: untraced\n  cites: {source: town-website, read: whole}\n"
SEARCHED = "  searched: [{query: loans, where: archive, on: 2026-11-01}]\n"


@pytest.mark.parametrize(
    ("claim", "error", "warning"),
    [
        (f"{UNTRACED}  reason: We found no source that says this.\n", 1, 0),
        (f"{UNTRACED}  reason: We couldn't  find it.\n", 1, 0),
        (f"{UNTRACED}  reason: WE FOUND NONE.\n", 1, 0),
        (f"{UNTRACED}  reason: The page names no register.\n  finding: We found no source\n", 1, 0),
        (f"{UNTRACED}  reason: The page names no register.\n  says: No source says it.\n", 1, 0),
        (f"{UNTRACED}  reason: The page names no register.\n", 0, 1),
        (f"{UNTRACED}  reason: We found nonessential lists.\n", 0, 1),
        (f"{UNTRACED}  reason: We found no source that says this.\n{SEARCHED}", 0, 0),
        (f"{UNTRACED}  reason: The page names no register.\n{SEARCHED}", 0, 0),
        ("  standing: reported\n  reason: We found no source before it.\n  cites: {source: town-website}\n", 0, 0),
        (f"{UNTRACED}  reason: We found none.\n  values: [{{exactly: 5, unit: cases, calculation: a sum}}]\n", 0, 0),
    ],
)  # fmt: skip
def test_a_search_is_recorded_where_nothing_was_found(tmp_path: Path, claim: str, error: int, warning: int) -> None:
    assert len(found(search_not_recorded, tmp_path / "a", claim)) == error
    assert len(found(untraced_not_searched, tmp_path / "b", claim)) == warning


def test_the_text_beside_a_claim_needs_a_search_too(tmp_path: Path) -> None:
    text = text_of("data/content/briefing.en.md")
    example = (
        f"# data/facts/example.yaml\nloans:\n  claim: Loans\n{UNTRACED}  reason: The page names no register.\n"
        "  values: [{exactly: 5, unit: cases}]\n"
        "# data/content/briefing.en.md\nIt may be {claim}`loans`, but\n*we could not find* a list.\n\n"
        "We found no other: {claim}`visitors/counted`.\n"
    )
    (one,) = found(search_not_recorded, tmp_path, example)
    assert one.location is not None
    assert one.location.line == len(text.splitlines()) + 3
    assert one.message == '"could not find" is said of the claim "loans", which records no search'


def test_a_language_without_such_phrases_asks_for_a_search(tmp_path: Path) -> None:
    claim = f"loans:\n  claim: Books lent\n{UNTRACED}  reason: We found none.\n"
    example = f"# data/facts/example.yaml\n{claim}# data/languages/en-GB.yaml\nreading: {{not_found: []}}\n"
    assert not found(search_not_recorded, tmp_path / "a", example)
    assert len(found(untraced_not_searched, tmp_path / "b", example)) == 1


@pytest.mark.parametrize(
    ("phrases", "text", "said"),
    [
        (("found none",), "We Found  \nNONE.", "Found  \nNONE"),
        (("can’t find",), "we can't find", "can't find"),
        (("no source",), "no sources", None),
        (("រកមិនឃើញ",), "យើងរកមិនឃើញប្រភព", "រកមិនឃើញ"),
        (("",), "anything", None),
        ((), "anything", None),
    ],
)
def test_phrases(phrases: tuple[str, ...], text: str, said: str | None) -> None:
    pattern = phrase_pattern(phrases)
    match = pattern.search(text) if pattern is not None else None
    assert (match[0] if match else None) == said


def test_a_sum_of_our_own_has_its_standing(tmp_path: Path) -> None:
    head, tail = "  standing: untraced\n  reason: so\n  values:\n", "  cites: {source: annual-report}\n"
    sums = "    - {exactly: 5, unit: cases, calculation: two and three}\n"
    given = "    - {exactly: 6, unit: cases}\n"
    assert len(found(calculation_untraced, tmp_path / "a", head + sums + tail)) == 1
    assert not found(calculation_untraced, tmp_path / "b", head + sums + given + tail)
    assert not found(calculation_untraced, tmp_path / "c", head.replace("untraced", "calculated") + sums + tail)


YEARBOOK = (
    "# data/sources.yaml\nyearbook: {{type: report, title: Yearbook {year}, issued: {year}, appears: '{appears}'}}\n"
    "# data/facts/example.yaml\n"
    "loans: {{claim: Loans, standing: verified, checked: {checked}, cites: {{source: yearbook}}}}\n"
)


def test_a_source_that_appears_sets_the_day_of_review(tmp_path: Path) -> None:
    late = YEARBOOK.format(year=2025, appears="yearly, June to September", checked="2026-08-01")
    (one,) = found(review_overdue, tmp_path / "a", late)
    assert one.message == (
        'the claim "loans" was due for review on 2026-09-30, as "yearbook" appears yearly, June to September; '
        "today is 2026-11-22"
    )
    assert one.hint is not None
    assert one.hint.startswith('look for a newer edition of "yearbook"')
    soon = YEARBOOK.format(year=2026, appears="yearly, November to December", checked="2026-11-20")
    (one,) = found(review_due_soon, tmp_path / "b", soon)
    assert one.message.startswith(
        'the claim "loans" is due for review on 2026-12-31, as "yearbook" appears yearly, Nov'
    )
    assert one.message.endswith(", in 39 days")
    assert not found(review_overdue, tmp_path / "c", soon)


def test_only_the_newest_of_a_series_asks_for_a_newer_one(tmp_path: Path) -> None:
    old = YEARBOOK.format(year=2024, appears="yearly, May", checked="2026-11-20")
    (one,) = found(newer_edition, tmp_path / "a", old)
    assert one.message == '"yearbook" is of 2024 and appears yearly, May: a newer one was due by 2025-05-31'
    newer = "other: {type: report, title: Yearbook 2026, issued: 2026, appears: yearly}\n"
    assert not found(newer_edition, tmp_path / "b", old.replace("# data/facts", f"{newer}# data/facts"))
