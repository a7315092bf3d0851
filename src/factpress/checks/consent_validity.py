"""Rules about the validity of consents: dates, withdrawal, scope and sign-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from factpress.checks.context import CheckContext
from factpress.checks.people_index import Use, uses
from factpress.checks.rule import Finding
from factpress.publication.consents import Consent

SOON = dt.timedelta(days=90)
"""Time to renew a consent, or to recall copies."""


def printed_on(context: CheckContext) -> dt.date:
    """The day on which consents must be valid: the date of the edition, or today if that is later."""
    return max(context.edition.publication.edition, context.today)


def expired_consent(context: CheckContext) -> Iterator[Finding]:
    """A consent is not valid on the day of the edition, or today if that is later: it has ended or has not begun.

    Why: Consent that was given for a limited time is not valid after it.

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
    day = printed_on(context)
    for use, consent in _active(context):
        if consent.expires < day:
            message = f'the consent "{consent.id}" of {consent.of} ended on {consent.expires}'
            yield _finding(message, use, consent, f"renew the consent, or remove {use.what}")
        elif consent.given > day:
            message = f'the consent "{consent.id}" of {consent.of} begins on {consent.given}'
            yield _finding(message, use, consent, "wait, or correct the date")


def withdrawn_consent(context: CheckContext) -> Iterator[Finding]:
    """A text uses a consent that was withdrawn.

    Why: A withdrawal takes effect immediately.

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
    for use in uses(context):
        for consent in use.consents(context):
            if consent.withdrawn is not None:
                message = f'{consent.of} withdrew the consent "{consent.id}" on {consent.withdrawn}'
                yield _finding(message, use, consent, f"remove {use.what}, and keep the record")


def consent_out_of_scope(context: CheckContext) -> Iterator[Finding]:
    """A consent does not include the product or the kind of use.

    Why: A person who consents to a picture in a booklet has not consented to a slide on a screen, or to a quotation.

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
    for use, consent in _active(context):
        beyond = sorted(use.scopes - set(consent.scope))
        if beyond:
            message = f'the consent "{consent.id}" of {consent.of} does not include the {" and the ".join(beyond)}'
            yield _finding(message, use, consent, f"ask for consent and add it to scope, or remove {use.what} there")
        if use.kind not in consent.kinds:
            message = f'the consent "{consent.id}" of {consent.of} is for a {" and a ".join(sorted(consent.kinds))}'
            yield _finding(f"{message}, but this is a {use.kind}", use, consent, "ask for consent, and add it to kind")


def unsigned_consent(context: CheckContext) -> Iterator[Finding]:
    """A consent has not been signed off, or its sign-off has an impossible date.

    Why: A person other than the author must have checked the consent and be accountable for it.

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
    for use, consent in _active(context):
        if consent.signed_off is None:
            message = f'the consent "{consent.id}" of {consent.of} has not been signed off'
            yield _finding(message, use, consent, "add signed_off_by: {name: …, on: …}")
        elif consent.signed_off[1] < consent.given or consent.signed_off[1] > printed_on(context):
            message = f'the consent "{consent.id}" cannot have been signed off on {consent.signed_off[1]}'
            yield _finding(
                message, use, consent, "correct the date: it is before the consent was given, or in the future"
            )


def _active(context: CheckContext) -> Iterator[tuple[Use, Consent]]:
    """Each use with each of its consents that was not withdrawn."""
    for use in uses(context):
        yield from ((use, consent) for consent in use.consents(context) if consent.withdrawn is None)


def _finding(message: str, use: Use, consent: Consent, hint: str) -> Finding:
    return Finding(message, use.location, hint, (consent.location,))


def consent_ends_soon(context: CheckContext) -> Iterator[Finding]:
    """A consent in use ends within 90 days.

    Why: Copies that are printed now will be read after that time, and it takes time to renew a consent.

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
    day = printed_on(context)
    used = {consent.id: consent for use in uses(context) for consent in use.consents(context)}
    for consent in used.values():
        if consent.withdrawn is None and day <= consent.expires and consent.expires - day < SOON:
            message = f'the consent "{consent.id}" of {consent.of} ends on {consent.expires}'
            yield Finding(message, consent.location, "renew the consent, or plan to remove what it covers")
