"""Rules that protect people who consented: consents that end soon or cover nothing, and names with places."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from factpress.checks.consent_validity import printed_on
from factpress.checks.context import Subject
from factpress.checks.people_index import uses
from factpress.checks.rule import Finding, Rule
from factpress.checks.text_index import Said
from factpress.checks.text_sources import pages, passages, speaker
from factpress.core.diagnostics import Severity, did_you_mean
from factpress.publication.consents import CONSENTS, Consent

SOON = dt.timedelta(days=90)
"""Long enough to ask again, and to take back what is out."""


def consent_ends_soon(subject: Subject) -> Iterator[Finding]:
    """A consent in use that ends within 90 days.

    Why: Copies printed now are read for longer than that, and renewing a consent takes time.

    Bad:
        # data/content/briefing.en.md
        M. came in from the rain and stayed for the books.{consent}`m-reader`
        # data/consents.yaml
        m-reader:
          kind: story
          of: M.
          under_age: false
          scope: [booklet]
          given: 2024-10-01
          expires: 2026-12-24
          signed_off_by: {name: B. Editor, on: 2024-10-02}

    Good:
        # data/content/briefing.en.md
        M. came in from the rain and stayed for the books.{consent}`m-reader`
        # data/consents.yaml
        m-reader:
          kind: story
          of: M.
          under_age: false
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}
    """
    day = printed_on(subject)
    used = {consent.id: consent for use in uses(subject) for consent in use.consents(subject)}
    for consent in used.values():
        if consent.withdrawn is None and day <= consent.expires < day + SOON:
            message = f'the consent "{consent.id}" of {consent.of} ends on {consent.expires}'
            yield Finding(message, consent.location, "ask whether it may be used on, or plan without it")


def consent_covers_nothing(subject: Subject) -> Iterator[Finding]:
    """A consent covers a picture or a claim that does not exist.

    Why: The picture that was meant has no consent.

    Bad:
        # data/consents.yaml
        m-reader:
          kind: photo
          of: M.
          under_age: false
          covers: [assets/raeding.jpg]
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}

    Good:
        # data/consents.yaml
        m-reader:
          kind: quotation
          of: M.
          under_age: false
          covers: [oldest-book]
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}
    """
    names = {*subject.book.claims, *subject.book.sources, *subject.book.faulty}
    for consent in subject.consents.values():
        for covered in consent.covers:
            if covered not in names and subject.places.own(covered) is None:
                hint = f"name a picture from the publication's folder on, or a claim; {did_you_mean(covered, names)}"
                message = f'the consent "{consent.id}" covers "{covered}", and there is no such picture or claim'
                yield Finding(message, consent.location, hint)


def name_beside_place(subject: Subject) -> Iterator[Finding]:
    """The name of a minor appears in the same chapter as a place that the consent record withholds.

    Why: A name and a place can be enough to find a child, even if the name is a pseudonym (UNICEF, guidelines for
    reporting on children).

    Bad:
        # data/content/briefing.en.md
        Kim learned to read with us.

        From the shelter in Elm Street it is a short way to the library.
        # data/consents.yaml
        kim:
          kind: story
          of: Kim
          under_age: true
          places: [Elm Street]
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}

    Good:
        # data/content/briefing.en.md
        Kim learned to read with us. It is a short way to the library.
        # data/consents.yaml
        kim:
          kind: story
          of: Kim
          under_age: true
          places: [Elm Street]
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}
    """
    guarded = [consent for consent in subject.consents.values() if consent.under_age]
    for chapter in _chapters(subject) if guarded else ():
        for consent in guarded:
            if any(_named(consent.of, said.text) for said in chapter):
                yield from _places(consent, chapter)


def _places(consent: Consent, chapter: list[Said]) -> Iterator[Finding]:
    for place in consent.places:
        for said in chapter:
            found = _named(place, said.text)
            if found is not None:
                message = f'"{found[0]}" stands in one chapter with {consent.of}, who is under age'
                hint = f"leave the place out; the record in {CONSENTS.as_posix()} keeps it back"
                yield Finding(message, said.at(*found.span()), hint, (consent.location,))


def _named(name: str, text: str) -> re.Match[str] | None:
    words = r"[\s-]+".join(re.escape(word) for word in name.split())
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)


def _chapters(subject: Subject) -> Iterator[list[Said]]:
    """The text chapter by chapter; words as supplied are said with the block that quotes them."""
    say = speaker(subject)
    chapter: list[Said] = []
    for kind, page in pages(subject, facts=False):
        for passage in passages(kind, page) if kind == "content" else ():
            said = passage.said(say)
            if said.text.startswith("## "):
                yield chapter
                chapter = []
            chapter.append(said)
    yield chapter


STOPPING = (Rule("name-beside-place", Severity.ERROR, name_beside_place),)
"""Without which nothing is built."""

RULES = (
    Rule("consent-ends-soon", Severity.WARNING, consent_ends_soon),
    Rule("consent-covers-nothing", Severity.WARNING, consent_covers_nothing, from_absence=True),
    *STOPPING,
)
