"""Rules about missing consents and undeclared pictures and quotes."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.checks.context import Subject
from factpress.checks.people_index import undeclared, uses
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Severity, did_you_mean
from factpress.publication.consents import CONSENTS


def undeclared_picture(subject: Subject) -> Iterator[Finding]:
    """A picture without a `:shows:` option: it is not known whether it shows people.

    Why: factpress cannot tell from a file whether consent is needed, and must not print a person without it.

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
    for found in undeclared(subject):
        if found.kind == "picture":
            hint = "add a line :shows: nobody, or :shows: people and a record in data/consents.yaml that covers it"
            yield Finding(f"nobody says whether {found.what} shows people", found.location, hint)


def undeclared_quotation(subject: Subject) -> Iterator[Finding]:
    """A block quote without a source or a consent: it may be a person's own words to the authors.

    Why: Published works may be quoted. Quoting what a person said in private needs their consent.

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
    for found in undeclared(subject):
        if found.kind == "quotation":
            hint = "name the work behind the name, {cite}`source`, or the person’s consent, {consent}`id`"
            yield Finding("nobody says whether this is from a work or what a person told us", found.location, hint)


def missing_consent(subject: Subject) -> Iterator[Finding]:
    """A picture of people, a person's words or a story without a record of consent.

    Why: People must agree before they are shown or quoted.

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
    for use in uses(subject):
        if use.consents(subject):
            continue
        if use.named is not None:
            hint = did_you_mean(use.named, subject.consents)
            yield Finding(f'there is no consent "{use.named}" in {CONSENTS.as_posix()}', use.location, hint)
        else:
            hint = f"add a record to {CONSENTS.as_posix()} that covers {use.covered}"
            if use.kind == "photo":
                hint += "; if it shows nobody: :shows: nobody"
            yield Finding(f"no consent covers {use.what}", use.location, hint)


RULES = (
    Rule("undeclared-picture", Severity.ERROR, undeclared_picture),
    Rule("undeclared-quotation", Severity.ERROR, undeclared_quotation),
    Rule("missing-consent", Severity.ERROR, missing_consent, from_absence=True),
)
