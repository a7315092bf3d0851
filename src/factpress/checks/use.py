"""What nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.checks.rules import Finding
from factpress.checks.subject import Subject


def uncited_sources(subject: Subject) -> Iterator[Finding]:
    """A source that no claim and no text cites.

    Why: It stands in the list of sources for nothing, or the claim that should name it names another one.

    Bad:
        # data/sources.yaml
        loan-register: {type: report, title: Register of loans, issued: 2024}

    Good:
        # data/sources.yaml
        loan-register: {type: report, title: Register of loans, issued: 2024}
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: loan-register, locator: p. 1}}]
    """
    cited = {reference.source for reference in subject.document.references}
    for claim in subject.book.claims.values():
        cites = [*claim.cites, *(cite for value in claim.values for cite in value.cites)]
        cited |= {claim.attributed_to or "", *(c.source for c in cites), *(c.seen_in or "" for c in cites)}
    for source in subject.book.sources.values():
        if source.id not in cited:
            hint = "take it out, or cite it where it is meant"
            yield Finding(f'nobody cites the source "{source.id}"', source.location, hint)
