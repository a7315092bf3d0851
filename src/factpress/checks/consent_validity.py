"""Rules about the validity of consents: dates, withdrawal, scope, sign-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from factpress.checks.context import Subject
from factpress.checks.people_index import Use, uses
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Severity
from factpress.publication.consents import Consent


def printed_on(subject: Subject) -> dt.date:
    """The day on which a consent must hold: that of the edition, or today where it is later."""
    return max(subject.publication.edition, subject.today)


def expired_consent(subject: Subject) -> Iterator[Finding]:
    """A consent that is not valid on the day of the edition or today: it has ended, or begins later.

    Why: A consent that was given for a limited time ends with that time.

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
          expires: 2026-10-01
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
    for use, consent in _standing(subject):
        if consent.expires < day:
            message = f'the consent "{consent.id}" of {consent.of} ended on {consent.expires}'
            yield _finding(message, use, consent, f"ask again, or take {use.what} out")
        elif consent.given > day:
            message = f'the consent "{consent.id}" of {consent.of} is given from {consent.given} on only'
            yield _finding(message, use, consent, "wait, or correct the day")


def withdrawn_consent(subject: Subject) -> Iterator[Finding]:
    """A consent that was withdrawn.

    Why: A withdrawal takes effect at once.

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
          expires: 2028-10-01
          withdrawn: 2026-11-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}

    Good:
        # data/consents.yaml
        m-reader:
          kind: story
          of: M.
          under_age: false
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          withdrawn: 2026-11-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}
    """
    for use in uses(subject):
        for consent in use.consents(subject):
            if consent.withdrawn is not None:
                message = f'{consent.of} has withdrawn the consent "{consent.id}" on {consent.withdrawn}'
                yield _finding(message, use, consent, f"take {use.what} out, and keep the record")


def consent_out_of_scope(subject: Subject) -> Iterator[Finding]:
    """A consent does not include the product or the kind of use.

    Why: Agreeing to a picture in a booklet is not agreeing to a projected slide, or to being quoted.

    Bad:
        # data/content/briefing.en.md
        :::{slide} Why we read
        M. came in from the rain and stayed for the books.{consent}`m-reader`
        :::
        # data/consents.yaml
        m-reader:
          kind: story
          of: M.
          under_age: false
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}

    Good:
        # data/content/briefing.en.md
        :::{slide} Why we read
        M. came in from the rain and stayed for the books.{consent}`m-reader`
        :::
        # data/consents.yaml
        m-reader:
          kind: story
          of: M.
          under_age: false
          scope: [booklet, deck]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}
    """
    for use, consent in _standing(subject):
        beyond = sorted(use.scopes - set(consent.scope))
        if beyond:
            message = f'the consent "{consent.id}" of {consent.of} does not include the {" and the ".join(beyond)}'
            yield _finding(message, use, consent, f"ask, and add it to scope, or take {use.what} out there")
        if use.kind not in consent.kinds:
            message = f'the consent "{consent.id}" of {consent.of} is for a {" and a ".join(sorted(consent.kinds))}'
            yield _finding(f"{message}, and this is a {use.kind}", use, consent, "ask, and add it to kind")


def unsigned_consent(subject: Subject) -> Iterator[Finding]:
    """A consent has not been signed off.

    Why: Someone other than the author must have checked the consent and be accountable for it.

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
          expires: 2028-10-01

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
    for use, consent in _standing(subject):
        if consent.signed_off is None:
            message = f'nobody has signed off the consent "{consent.id}" of {consent.of}'
            yield _finding(message, use, consent, "add signed_off_by: {name: …, on: …}")
        elif consent.signed_off[1] < consent.given or consent.signed_off[1] > printed_on(subject):
            message = f'the consent "{consent.id}" was signed off on {consent.signed_off[1]}, which cannot be'
            yield _finding(message, use, consent, "it lies before the consent was given, or in the future: correct it")


def _standing(subject: Subject) -> Iterator[tuple[Use, Consent]]:
    """Each use with each record that speaks for it and was not withdrawn."""
    for use in uses(subject):
        yield from ((use, consent) for consent in use.consents(subject) if consent.withdrawn is None)


def _finding(message: str, use: Use, consent: Consent, hint: str) -> Finding:
    return Finding(message, use.location, hint, (consent.location,))


RULES = (
    Rule("expired-consent", Severity.ERROR, expired_consent),
    Rule("withdrawn-consent", Severity.ERROR, withdrawn_consent),
    Rule("consent-out-of-scope", Severity.ERROR, consent_out_of_scope),
    Rule("unsigned-consent", Severity.ERROR, unsigned_consent),
)
