"""Sources and claims that nothing uses, and claims that only one target uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factpress.checks.context import Subject
from factpress.checks.rule import Finding
from factpress.document.blocks import FENCE_RULES
from factpress.document.model import Document, Figure, Quote, Stated, walk_inlines
from factpress.document.model.targets import TARGETS
from factpress.document.parse.ast import Draft, walk_draft
from factpress.document.walk import walk_document
from factpress.publication.facts.claims import Claim, Standing

ALL = frozenset(TARGETS)
_ROLE = re.compile(r"\{([a-z-]+)\}`([^`]+)`")
_NAMES_NO_CLAIM = frozenset({"cite", "lang"})

Targets = frozenset[str]


def uncited_sources(subject: Subject) -> Iterator[Finding]:
    """A source that no claim and no text cites.

    Why: It is not needed, or a claim that should cite it cites another source.

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


def unused_claims(subject: Subject) -> Iterator[Finding]:
    """A claim that no text, no chart and no sum uses.

    Why: The text may be missing it. If the claim is kept for the record, ignore this.

    Bad:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]

    Good:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
        # data/content/briefing.en.md
        Its shelves are lively: {claim}`loans`.
    """
    used = usage(subject)
    for claim in subject.book.claims.values():
        if claim.id not in used and claim.standing is not Standing.WITHDRAWN:
            hint = f"state it in a text, {{claim}}`{claim.id}`; nothing to do, if it is kept for the record"
            yield Finding(f'nothing uses the claim "{claim.id}"', claim.location, hint, claims=frozenset({claim.id}))


def one_sided_claims(subject: Subject) -> Iterator[Finding]:
    """A claim that only the booklet uses, or only the deck.

    Why: People who read the booklet after a talk look for what was said. If the difference is intended, ignore this.

    Bad:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
        # data/content/briefing.en.md
        :::{only} booklet
        Its shelves are lively: {claim}`loans`.
        :::

    Good:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
        # data/content/briefing.en.md
        Its shelves are lively: {claim}`loans`.
    """
    made = {product.renderer for product in subject.products}
    for name, targets in usage(subject).items():
        claim = subject.book.claims.get(name)
        if claim is not None and made >= ALL and len(targets) == 1:
            (target,) = targets
            hint = "nothing to do, if it is meant so"
            yield Finding(f'only the {target} uses the claim "{name}"', claim.location, hint, claims=frozenset({name}))


def usage(subject: Subject) -> Mapping[str, Targets]:
    """The targets that use each claim: in the text, in a chart of it, or in the words of another claim that is used.

    What a print uses counts for all targets, unless the text of the publication uses it too.
    """
    used: dict[str, Targets] = {}
    for name, targets in _in_text(subject.draft, subject.document, subject):
        used[name] = used.get(name, frozenset()) | targets
    for path, draft in subject.drafts.items():
        for name, _ in _in_text(draft, subject.prints.get(path), subject):
            used.setdefault(name, ALL)
    for text in (subject.publication.back_text, subject.publication.imprint, subject.publication.subtitle):
        used.update((name, ALL) for name in named(text))
    waiting = list(used)
    for name in waiting:  # grows while it is walked
        for other in _named_by(subject.book.claims.get(name)):
            before = used.get(other, frozenset())
            if not used[name] <= before:
                used[other] = before | used[name]
                waiting.append(other)
    return used


def named(text: str) -> tuple[str, ...]:
    """The claims that a text names by role, in order."""
    return tuple(_claim(target) for role, target in _ROLE.findall(text) if role not in _NAMES_NO_CLAIM)


def _claim(target: str) -> str:
    return target.partition("@")[0].partition("/")[0]


def _named_by(claim: Claim | None) -> Iterator[str]:
    if claim is not None:
        for text in (claim.claim, claim.reason, *(value.calculation or "" for value in claim.values)):
            yield from named(text)


def _in_text(draft: Draft, document: Document | None, subject: Subject) -> Iterator[tuple[str, Targets]]:
    """The claims that a text names by role, and those that its blocks state, each with the targets that set it.

    Titles and alternative texts are plain words in a document, so roles are looked for in the draft.
    """
    for node in walk_draft(draft.blocks, FENCE_RULES):
        names = [_claim(role.target) for role in node.roles if role.name not in _NAMES_NO_CLAIM]
        names += [name for text, _ in node.strings for name in named(text)]
        yield from ((name, _targets(node.target)) for name in names)
    for node in walk_document(document) if document is not None else ():
        stated = (inline for run in node.inlines for inline in walk_inlines(run, into_notes=False))
        names = [inline.claim for inline in stated if isinstance(inline, Stated)]
        match node.block:
            case Quote(claim=str(claim)):
                names.append(claim)
            case Figure(chart) if chart.id in subject.charts:
                names += _in_chart(subject, chart.id)
            case _:
                pass
        yield from ((name, _targets(node.target)) for name in names)


def _targets(target: str | None) -> Targets:
    return frozenset({target}) if target else ALL


def _in_chart(subject: Subject, chart: str) -> list[str]:
    record = subject.charts[chart].record
    rows = [_claim(row.value) for row in (*record.rows, *record.spells)]
    texts = [record.title, record.subtitle, *(f"{row.label or ''} {row.note or ''}" for row in record.rows)]
    return [*rows, *(name for text in texts for name in named(text))]
