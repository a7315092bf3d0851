"""Rules about pictures, quotations and stories without a consent, and all rules that stop a build."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.checks.consent_validity import consent_out_of_scope, expired_consent, unsigned_consent, withdrawn_consent
from factpress.checks.context import CheckContext
from factpress.checks.people_index import undeclared, uses
from factpress.checks.privacy import name_beside_place
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Severity, did_you_mean
from factpress.publication.consents import CONSENTS


def undeclared_picture(context: CheckContext) -> Iterator[Finding]:
    """A picture has no `:shows:` option, so it is not known whether it shows people.

    Why: factpress cannot detect people in a picture file, and must not print a person without consent.

    Bad:
        # data/street.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h90v60H0z"/></svg>
        # data/content/briefing.en.md
        :::{image} data/street.svg
        :alt: The street before the library
        :::

    Good:
        # data/street.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h90v60H0z"/></svg>
        # data/content/briefing.en.md
        :::{image} data/street.svg
        :alt: The street before the library
        :shows: nobody
        :::
    """
    for found in undeclared(context):
        if found.kind == "picture":
            hint = "add :shows: nobody, or :shows: people with a record in data/consents.yaml that covers it"
            yield Finding(f"it is not declared whether {found.what} shows people", found.location, hint)


def undeclared_quotation(context: CheckContext) -> Iterator[Finding]:
    """A block quote has neither a source nor a consent, so a person may have said it to the authors.

    Why: Published works may be quoted. Words that a person said in private may be quoted only with their consent.

    Bad:
        # data/content/briefing.en.md
        > I learned to read here.
        >
        > — A reader

    Good:
        # data/content/briefing.en.md
        > Small libraries are visited more than one thinks.
        >
        > — Ada Example{cite}`visitor-survey`
    """
    for found in undeclared(context):
        if found.kind == "quotation":
            hint = "add after the name the work, {cite}`source`, or the consent of the person, {consent}`id`"
            yield Finding(
                "it is not declared whether this is from a published work or was said to the authors",
                found.location,
                hint,
            )


def missing_consent(context: CheckContext) -> Iterator[Finding]:
    """A picture of people, a person's words or a person's story has no record of consent.

    Why: People must give their consent before they are shown or quoted.

    Bad:
        # data/sources.yaml
        talk: {type: interview, title: "[Talk with a reader]", issued: 2026}
        # data/facts/example.yaml
        reader:
          claim: What a reader told us
          as_supplied: I learned to read here.
          attributed_to: talk
          standing: verified
        # data/content/briefing.en.md
        :::{quotation} reader
        :::

    Good:
        # data/sources.yaml
        talk: {type: interview, title: "[Talk with a reader]", issued: 2026}
        # data/facts/example.yaml
        reader:
          claim: What a reader told us
          as_supplied: I learned to read here.
          attributed_to: talk
          standing: verified
        # data/content/briefing.en.md
        :::{quotation} reader
        :::
        # data/consents.yaml
        m-reader:
          kind: quotation
          of: M.
          under_age: false
          covers: [reader]
          scope: [booklet, deck]
          given: 2026-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2026-10-02}
    """
    for use in uses(context):
        if use.consents(context):
            continue
        if use.named is not None:
            hint = did_you_mean(use.named, context.edition.consents)
            yield Finding(f'there is no consent "{use.named}" in {CONSENTS.as_posix()}', use.location, hint)
        else:
            hint = f"add a record to {CONSENTS.as_posix()} that covers {use.covered}"
            if use.kind == "photo":
                hint += "; if it shows no people, change its option to :shows: nobody"
            yield Finding(f"no consent covers {use.what}", use.location, hint)


def unused_consents(context: CheckContext) -> Iterator[Finding]:
    """A consent covers a picture or a claim that does not exist.

    Why: The name is probably misspelled, and the intended picture has no consent.

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
    names = {*context.book.claims, *context.book.sources, *context.book.faulty}
    for consent in context.edition.consents.values():
        for covered in consent.covers:
            if covered not in names and context.edition.places.own(covered) is None:
                hint = f"name a claim, or a picture by its path in the publication; {did_you_mean(covered, names)}"
                message = f'the consent "{consent.id}" covers "{covered}", but there is no such picture or claim'
                yield Finding(message, consent.location, hint)


BLOCKING_RULES: tuple[Rule, ...] = (
    Rule("undeclared-picture", Severity.ERROR, undeclared_picture),
    Rule("undeclared-quotation", Severity.ERROR, undeclared_quotation),
    Rule("missing-consent", Severity.ERROR, missing_consent, from_absence=True),
    Rule("expired-consent", Severity.ERROR, expired_consent),
    Rule("withdrawn-consent", Severity.ERROR, withdrawn_consent),
    Rule("consent-out-of-scope", Severity.ERROR, consent_out_of_scope),
    Rule("unsigned-consent", Severity.ERROR, unsigned_consent),
    Rule("name-with-place", Severity.ERROR, name_beside_place),
)
"""The rules that stop a build of the products that show or quote a person."""
