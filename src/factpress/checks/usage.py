"""Rules about unused sources and claims, and about content that only one target has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.document.blocks import FENCE_RULES
from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import Document, Figure, Image, Quote, SpeakerNotes, Table, statements
from factpress.document.model.targets import TARGETS
from factpress.document.parse.ast import Draft, walk_draft
from factpress.document.walk import walk_document
from factpress.output.deck.shown_blocks import blocks_without_slide
from factpress.output.renderers import RENDERERS
from factpress.publication.facts.claims import Claim, Standing

ALL = frozenset(TARGETS)
_ROLE = re.compile(r"\{([a-z-]+)\}`([^`]+)`")
_ROLES_WITHOUT_CLAIM = frozenset({"cite", "lang"})

Targets = frozenset[str]

_NAMES: dict[type, str] = {
    Table: "table",
    Image: "picture",
    Quote: "quotation",
    ClaimTest: "tested sentence",
    Scripture: "verse",
    Figure: "chart",
    SpeakerNotes: "speaker note",
}


def uncited_sources(context: CheckContext) -> Iterator[Finding]:
    """No claim, no record and no text cites a source.

    Why: The source is not needed, or a claim that should cite it cites another source.

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
    cited = {reference.source for reference in context.edition.document.references}
    for claim in context.book.claims.values():
        cites = [*claim.cites, *(cite for value in claim.values for cite in value.cites)]
        cited |= {claim.attributed_to or "", *(c.source for c in cites), *(c.seen_in or "" for c in cites)}
    for citation in context.edition.outreach.citations:
        cited |= {citation.source, citation.seen_in or ""}
    for source in context.book.sources.values():
        if source.id not in cited:
            hint = "remove it, or cite it in the claim that it supports"
            yield Finding(f'nothing cites the source "{source.id}"', source.location, hint)


def unused_claims(context: CheckContext) -> Iterator[Finding]:
    """No text, no chart and no calculation uses a claim.

    Why: The claim may be missing in the text. If it is kept for the record, ignore this.

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
    used = usage(context)
    for claim in context.book.claims.values():
        if claim.id not in used and claim.standing is not Standing.WITHDRAWN:
            hint = f"use it in a text, {{claim}}`{claim.id}`, or ignore this if it is kept for the record"
            yield Finding(f'nothing uses the claim "{claim.id}"', claim.location, hint, claims=frozenset({claim.id}))


def claims_in_one_target(context: CheckContext) -> Iterator[Finding]:
    """Only the booklet uses a claim, or only the deck.

    Why: People who read the booklet after a talk look for what they heard. If the difference is intended, ignore this.

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
    renderers = {product.renderer for product in context.edition.products}
    for name, targets in usage(context).items():
        claim = context.book.claims.get(name)
        if claim is not None and renderers >= ALL and len(targets) == 1:
            (target,) = targets
            hint = "ignore this if it is intended"
            yield Finding(f'only the {target} uses the claim "{name}"', claim.location, hint, claims=frozenset({name}))


def not_on_slides(context: CheckContext) -> Iterator[Finding]:
    """No slide shows a table, picture, quotation, event or form of a chapter.

    Why: The statistics, charts and quoted claims of a chapter become slides. Its headings, paragraphs, lists and boxes
    do not, and are not reported. Any other block is missing from the deck. If that is intended, ignore this.

    Bad:
        # data/content/briefing.en.md
        > Every shelf is a promise.
        >
        > — A reader

    Good:
        # data/content/briefing.en.md
        :::{slide} What a reader wrote
        > Every shelf is a promise.
        >
        > — A reader
        :::
    """
    if not any(RENDERERS[product.renderer].presented for product in context.edition.products):
        return
    for block in blocks_without_slide(context.edition.document):
        name = _NAMES.get(type(block)) or type(block).__name__.lower()
        hint = "put it into a :::{slide}, show a table as a chart, or ignore this if it is intended"
        yield Finding(f"no slide shows this {name}", block.origin, hint)


# ── which targets use which claims ────────────────────────────────────────────────────────────────────────────────


def usage(context: CheckContext) -> Mapping[str, Targets]:
    """The targets that use each claim: in the text, in a chart, or in another claim that is used.

    A claim that only prints use counts as used by all targets.
    """
    return context.once(_usage)


def _usage(context: CheckContext) -> Mapping[str, Targets]:
    edition, publication = context.edition, context.edition.publication
    used: dict[str, Targets] = {}
    for name, targets in _in_text(edition.draft, edition.document, context):
        used[name] = used.get(name, frozenset()) | targets
    for path, draft in edition.drafts.items():
        for name, _ in _in_text(draft, edition.prints.get(path), context):
            used.setdefault(name, ALL)
    for text in (publication.back_text, publication.imprint, publication.subtitle):
        used.update((name, ALL) for name in claims_in(text))
    queue = list(used)
    for name in queue:  # grows during the loop
        for other in _claims_in_claim(context.book.claims.get(name)):
            before = used.get(other, frozenset())
            if not used[name] <= before:
                used[other] = before | used[name]
                queue.append(other)
    return used


def claims_in(text: str) -> tuple[str, ...]:
    """The ids of the claims in the roles of a text, in order."""
    return tuple(_claim_id(target) for role, target in _ROLE.findall(text) if role not in _ROLES_WITHOUT_CLAIM)


def _claim_id(target: str) -> str:
    return target.partition("@")[0].partition("/")[0]


def _claims_in_claim(claim: Claim | None) -> Iterator[str]:
    if claim is not None:
        calculations = (value.calculation or "" for value in claim.values)
        for text in (claim.claim, claim.says, claim.finding, claim.reason, *calculations):
            yield from claims_in(text)


def _in_text(draft: Draft, document: Document | None, context: CheckContext) -> Iterator[tuple[str, Targets]]:
    """The claims in the roles of a text, and those in its blocks, each with the targets that show them.

    Roles in titles and alternative texts are found in the draft, because they are plain text in the document.
    """
    for node in walk_draft(draft.blocks, FENCE_RULES):
        names = [_claim_id(role.target) for role in node.roles if role.name not in _ROLES_WITHOUT_CLAIM]
        names += [name for text, _ in node.strings for name in claims_in(text)]
        yield from ((name, _targets(node.target)) for name in names)
    for node in walk_document(document) if document is not None else ():
        names = [stated.claim for run in node.inlines for stated in statements(run)]
        match node.block:
            case Quote(claim=str(claim)) | ClaimTest(claim):
                names.append(claim)
            case Figure(chart) if chart.id in context.edition.charts:
                names += _in_chart(context, chart.id)
            case _:
                pass
        yield from ((name, _targets(node.target)) for name in names)


def _targets(target: str | None) -> Targets:
    return frozenset({target}) if target else ALL


def _in_chart(context: CheckContext, chart: str) -> list[str]:
    record = context.edition.charts[chart].record
    return [
        *(_claim_id(value) for _, value in record.values),
        *(n for _, text in record.texts for n in claims_in(text)),
    ]
