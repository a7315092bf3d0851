"""Tested sentences: what we said, how sure we are of it today, and what we found."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Location
from factpress.document.blocks.text_blocks import quoted_claim
from factpress.document.model import Aside, Block, Break, Inlines, Note, Paragraph, Primitive, Text, notes, plain
from factpress.document.model.inlines import origin_field, split_at
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.wording.phrases import as_sentence, end_of_first_sentence
from factpress.publication.facts.claims import Claim, Standing


@dataclass(frozen=True, slots=True)
class ClaimTest:
    """A claim as it was supplied, and what we found.

    `label` is the word before `supplied`, which has the note of the work that it was supplied in. `finding` is the
    headline, `reason` the text below it; the notes of the sources are in them. `gist` is the first sentence of the
    reason, for a slide without room for all of it, and `explanation` the whole reason as the claim has it.
    """

    claim: str
    label: str
    supplied: Inlines
    attribution: str
    standing: Standing
    finding: Inlines
    reason: Inlines = ()
    gist: Inlines = ()
    explanation: str = ""
    origin: Location | None = origin_field()

    def realize(self) -> tuple[Primitive, ...]:
        """A box: the finding as its title, then the words as supplied and the reason."""
        said = (Text(self.label), Break(), *self.supplied)
        attribution = (Break(), Text(self.attribution)) if self.attribution else ()
        reason = (Paragraph(self.reason),) if self.reason else ()
        return (Aside(self.finding, (Paragraph((*said, *attribution)), *reason), self.standing),)


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """A sentence that we tested: a claim in the words it was supplied in, its standing, what we found, and the reason.

    The finding is the claim's `finding`; without one, the first sentence of its reason. None, with an error, if the
    claim has no words as supplied, or neither a finding nor a reason.
    """
    quoted = quoted_claim(fence, resolver)
    if quoted is None:
        return None
    claim, words = quoted
    resolver.give_reason(claim)  # its notes do not repeat the reason that stands beside them
    reason = resolver.noted_markdown(claim.reason, claim.reason_location)
    if claim.finding:
        finding = resolver.noted_markdown(claim.finding, claim.finding_location)
    else:
        finding, reason = split_at(reason, end_of_first_sentence(plain(reason)))
    if not plain(finding).strip():
        hint = "say in one sentence what you found: finding: …"
        message = f'the claim "{claim.id}" has neither a finding nor a reason'
        resolver.problems.error("no-finding", message, fence.location, hint)
        return None
    sources = _sources(claim, (*notes(finding), *notes(reason)), resolver)
    if reason:
        reason = (*reason, *sources)
    else:
        finding = (*finding, *sources)
    attribution = f"{resolver.language.word('attributed-to')} {claim.attribution}" if claim.attribution else ""
    return ClaimTest(
        claim.id,
        resolver.language.word("our-page-said"),
        (Text(words), *_supplied_in(claim, resolver)),
        attribution,
        claim.standing,
        finding,
        reason,
        split_at(reason, end_of_first_sentence(plain(reason)))[0],
        " ".join(plain(resolver.reason(claim)).split()),
    )


def _supplied_in(claim: Claim, resolver: Resolver) -> Inlines:
    """The note of the work that the claim was supplied in."""
    source = claim.attributed_to
    if source is None or source not in resolver.book.sources:
        return ()
    resolver.cite(source)
    short = resolver.citations.short(source)
    return (Note((Text(as_sentence(short)),), short, claim.standing, (source,), key=f"supplied {short}"),)


def _sources(claim: Claim, given: tuple[Note, ...], resolver: Resolver) -> Inlines:
    """A note with the sources of the claim that no note has yet: its own, or else those of its values.

    The work that it was supplied in has a note beside its words.
    """
    if claim.cites or not given:
        texts = [
            resolver.sources(claim, value, beside=claim.attributed_to)
            for value in ((None,) if claim.cites else claim.values)
        ]
    else:
        texts = []
    known = {source for note in given for source in note.sources} | {claim.attributed_to}
    new = [(short, ids) for short, ids in texts if short and not set(ids) <= known]
    if not new:
        return ()
    short = "; ".join(dict.fromkeys(short for short, _ in new))
    ids = tuple(dict.fromkeys(source for _, ids in new for source in ids))
    return (Note((Text(as_sentence(short)),), short, claim.standing, ids, key=f"tested {claim.id} {short}"),)


DIRECTIVE = Directive(FenceRule("the claim that was tested", body=False, names="claim", slide=True), resolve)
