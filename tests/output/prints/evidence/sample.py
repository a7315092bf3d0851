"""A small publication with every kind of claim that the evidence sheet knows, about a library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from factpress.core.diagnostics import Problems
from factpress.document.compose import grammar
from factpress.document.resolve.citations import load_citations
from factpress.edition import Edition
from factpress.output.prints.evidence import Entry, Evidence
from factpress.output.prints.evidence.compose import EvidenceInput, compose_evidence
from factpress.output.prints.print_context import PrintContext
from tests.publications import edition_of, publication

FACTS = """\
loans:
  claim: Books lent in a year
  as_supplied: We lend more than 9,000 books a year.
  attribution: The library's own page
  attributed_to: town-website
  standing: contested
  reason: The council counts {claim}`loans/council`.
  values:
    - {key: supplied, more_than: 9000, unit: cases, period: 2025, place: the library, definition: books lent,
       counts: flow, cites: {source: town-website}}
    - {key: council, range: [6500, 8200], unit: cases, period: 2025, place: the library, definition: books lent,
       counts: flow, cites: [{source: annual-report, locator: p. 7}, {source: visitor-survey, seen_in: town-website}]}
    - {key: share, about: 40, unit: percent, of: all books, cites: {source: annual-report, locator: p. 8}}
    - {key: day, exactly: 30, unit: cases, per: {number: 1, unit: days},
       calculation: "{number}`loans/council` by open days", cites: {source: annual-report, locator: p. 7}}
  checked: 2026-10-15
  review_by: 2027-10-15

loans-before:
  claim: Books lent in the year before
  standing: reported
  reason: Read out at a meeting.
  values:
    - {exactly: 7000, unit: cases, period: 2024, place: the library, definition: books lent, counts: flow,
       cites: {source: annual-report}}
  checked: 2026-10-15
  review_by: 2026-10-20
  signed_off: {by: Ada Example, on: 2026-10-16}

opening:
  claim: The library's hours
  standing: untraced
  reason: Nobody wrote them down.
  values:
    - {key: hours, steps: {2020/2022: short, 2023: long}, levels: [short, long],
       cites: {source: town-website, read: excerpt}}
    - {key: since, period: 2020-03/2020-05, place: Example Town, cites: {source: town-website}}
  searched: {query: opening hours, where: the archive of the town, on: 2026-10-18}
  asked:
    - {whom: The librarian, on: 2026-10-18, answer: They changed too often.}
    - {whom: The council, on: 2026-10-19}
  checked: 2026-10-20
  signed_off: [{by: Ada Example, on: 2026-10-16}]

ghost:
  claim: The ghost in the cellar
  standing: withdrawn
  reason: There is none.
  values:
    - {exactly: 1, unit: cases, place: the library, definition: books lent, counts: flow,
       cites: {source: town-website}}
"""

TEXT = """\
## What we lend {#lent}

:::{lead}
Last year {claim}`loans/council` went out.
:::

Our page says {claim}`loans/supplied`. That is *more* than anybody counted: {number}`loans/council`, says the council.
Two stay, or {claim}`loans/share`.

:::{quotation} loans
:::

:::{chart} lending
:::

:::{notes}
Say {claim}`loans/supplied` slowly.
:::

::::{only} deck
:::{chart} lending-again
:::
::::

## What came before {#before}

| Year | Lent |
|---|---|
| {year-begin}`loans-before` | {number}`loans-before` |

In {year-begin}`loans/supplied` it was {claim}`loans/supplied` again.
"""

CHARTS = """\
lending:
  kind: ranges
  title: Counts differ
  rows: [{value: loans/council, label: Council}, {value: loans/supplied, label: Page}]
lending-again:
  kind: ranges
  title: Counts differ still
  rows: [{value: loans/council, label: Council}]
"""

FILES: dict[str, str | bytes | None] = {
    "data/facts/library.yaml": FACTS,
    "data/content/briefing.en.md": TEXT,
    "data/charts.yaml": CHARTS,
}

ON = dt.date(2026, 11, 1)
FINDINGS = {"loans": ('"loans/supplied" and "loans/council" do not meet.',)}


def edition(folder: Path, files: Mapping[str, str | bytes | None] = FILES) -> Edition:
    """The edition of that publication, with a test's own files laid over it."""
    return edition_of(publication(folder, {**files}))


def matter(found: Edition, on: dt.date = ON, findings: Mapping[str, tuple[str, ...]] | None = None) -> EvidenceInput:
    """What the sheet of that edition is composed from."""
    citations = load_citations(found.book, found.language, found.places, Problems())
    rules = grammar(found.language, found.publication)
    return EvidenceInput(found.document, found.book, found.language, rules, citations, found.places, on, findings)


def evidence(folder: Path, on: dt.date = ON, findings: Mapping[str, tuple[str, ...]] | None = None) -> Evidence:
    """The sheet of the sample."""
    return compose_evidence(matter(edition(folder), on, findings))


def entry(found: Evidence, claim: str) -> Entry:
    """One claim of the sheet."""
    return next(entry for entry in found.entries if entry.id == claim)


def context(found: Edition) -> PrintContext:
    """The context of an edition."""
    return PrintContext(found.theme, found.language, found.places, found.document.organisation)


def evidence_of(folder: Path, on: dt.date = ON) -> Evidence:
    """The sheet of the publication in that folder."""
    return compose_evidence(matter(edition_of(folder), on))
