"""Rules about the share of themes, and about supplied statements that no slide shows."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.checks.context import CheckContext
from factpress.checks.coverage.shares import balance_results
from factpress.checks.coverage.supplied import find_supplied, supplied_claims
from factpress.checks.coverage.texts import BOOKLET, TALK, measured_kinds, passages_of, slides_of
from factpress.checks.rule import Finding


def balance_missed(context: CheckContext) -> Iterator[Finding]:
    """The share of some themes is not what `balance` in data/publication.yaml asks.

    Why: A text grows where facts are easy to find. The targets say what it should be about. `factpress coverage` shows
    what was counted where.

    Bad:
        # data/publication.yaml
        balance: [{themes: [response], at_least: 2}]
        # data/content/briefing.en.md
        ## How to help

        Read aloud to a child.

    Good:
        # data/publication.yaml
        balance: [{themes: [response], at_least: 2}]
        # data/content/briefing.en.md
        ## How to help {theme=response}

        Read aloud to a child, and bring a friend to the library.

        Ask which books are needed, and give them where they are read.
    """
    for result in balance_results(context.edition):
        if not result.met:
            themes = " + ".join(result.target.themes)
            message = f"{themes} has {result.shown} % of the {_WHERE[result.where]} ({result.target.text})"
            hint = "see what was counted where: factpress coverage"
            yield Finding(message, result.target.location, hint)


_WHERE = {BOOKLET: "words of the booklet", TALK: "time of the talk"}


def supplied_only_spoken(context: CheckContext) -> Iterator[Finding]:
    """A supplied statement is in the speaker notes, but in words on no slide.

    Why: Listeners cannot check words that they only hear. If that is intended, ignore this.

    Bad:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: reported
          reason: We read the survey, and none of its answers.
          as_supplied: Our shelves are lively.
          attributed_to: annual-report
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: visitor-survey}}]
        # data/content/briefing.en.md
        ## What was supplied

        :::{notes}
        The report says: Our shelves are lively.
        :::

    Good:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: reported
          reason: We read the survey, and none of its answers.
          as_supplied: Our shelves are lively.
          attributed_to: annual-report
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: visitor-survey}}]
        # data/content/briefing.en.md
        ## What was supplied

        :::{quotation} loans
        :::

        :::{notes}
        The report says: Our shelves are lively.
        :::
    """
    kinds = measured_kinds(context.edition.products)
    if TALK not in kinds or not supplied_claims(context.book):
        return
    for one in find_supplied(context.book, passages_of(context.edition, kinds), slides_of(context.edition, kinds)):
        if one.slide is None and one.spoken is not None:
            message = f'the statement of "{one.claim}" is only spoken, with the slide "{one.spoken.title}"'
            hint = f"quote it on a slide: :::{{quotation}} {one.claim}"
            yield Finding(message, one.location, hint, claims=frozenset({one.claim}))
