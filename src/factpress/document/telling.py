"""Roles become words: the one place where a claim is looked up and said, and where who says so is noted.

Numbers become words here, once; every renderer copies them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from factpress.diagnostics import Location, Problems, did_you_mean
from factpress.document.draft import DraftBlock, DraftInline, Drafts, Fence, LineEnd, Role, Span, Words
from factpress.document.inlines import Grammar, read_inlines
from factpress.document.model import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Stated,
    Strong,
    Text,
    plain,
)
from factpress.facts.model import (
    Claim,
    FactBook,
    Moment,
    Period,
    Quantity,
    Series,
    Standing,
    Steps,
    Value,
)
from factpress.languages import Language
from factpress.places import Places
from factpress.wording import say, say_moment, say_number, say_period, say_years

GRAVITY = (
    Standing.WITHDRAWN,
    Standing.UNTRACED,
    Standing.OUTDATED,
    Standing.CONTESTED,
    Standing.REPORTED,
    Standing.VERIFIED,
)
"""Standings from the gravest to the best: what a reader has to be told first."""

PLAIN_STANDINGS = frozenset({Standing.VERIFIED, Standing.REPORTED})
"""Standings that need no reason beside their source."""

_AT_START = re.compile(r"(?:^|[.?!]['”’\")]*\s+)[“‘(\"']*$")
_CLOSING = re.compile(r"[.,;:!?)\]”’\"…]+")


def gravest(standings: Iterator[Standing] | tuple[Standing, ...]) -> Standing:
    """The gravest of some standings; verified where there is none."""
    return min(standings, key=GRAVITY.index, default=Standing.VERIFIED)


class Citer(Protocol):
    """What telling needs of the bibliography."""

    def short(self, source: str, locator: str | None = None) -> str:
        """The source in a few words, with the locator."""
        ...

    def entry(self, source: str) -> Inlines:
        """The source as it stands in the list of sources."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A claim's value that a text asks for, and the point of its series, if it asked for one."""

    claim: Claim
    value: Value
    moment: Moment | None = None

    @property
    def key(self) -> str:
        """The value's key as it is cited: "wdi" or "wdi@1979"."""
        return self.value.key + (f"@{self.moment}" if self.moment else "")


@dataclass(slots=True)
class Teller:
    """Says what a draft asks for. Keeps track of which reasons a chapter has given already."""

    book: FactBook
    language: Language
    grammar: Grammar
    citer: Citer
    places: Places
    problems: Problems
    fences: Mapping[str, Callable[[Fence, Teller], Block | None]]
    tell_blocks: Callable[[tuple[DraftBlock, ...], Teller], tuple[Block, ...]]
    cited: dict[str, list[Claim]] = field(default_factory=dict[str, list["Claim"]])
    figures: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _reasons_given: set[str] = field(default_factory=set[str])

    # looking up ─────────────────────────────────────────────────────────────────────────────────────────────────

    def begin_chapter(self) -> None:
        """Reasons are given again in each chapter: few read a briefing from the front."""
        self._reasons_given.clear()

    def claim(self, name: str, place: Location) -> Claim | None:
        """The claim of that id; None, with an error, where there is none that may be printed.

        A claim whose own errors are reported is None without another word.
        """
        claim = self.book.claims.get(name)
        if name in self.book.faulty or (claim is None and self.book.unread):
            return None
        if claim is None:
            hint = did_you_mean(name, self.book.claims)
            self.problems.error("unknown-claim", f'there is no claim "{name}"', place, hint)
        elif claim.standing is Standing.WITHDRAWN:
            hint = "a withdrawn claim is kept for the record and never printed; take it out of the text"
            self.problems.error("withdrawn-claim", f'the claim "{name}" is withdrawn', place, hint)
            return None
        return claim

    def find(self, target: str, place: Location) -> Found | None:
        """What "claim", "claim/key" or "claim/key@1979" names; None, with an error, where it names nothing."""
        path, _, moment = target.partition("@")
        name, _, key = path.partition("/")
        claim = self.claim(name, place)
        if claim is None:
            return None
        value = claim.value(key or None)
        if value is None:
            hint = did_you_mean(key, [v.key for v in claim.values])
            what = f'has no value "{key}"' if key else "has no value"
            self.problems.error("unknown-value", f'the claim "{name}" {what}', place, hint)
            return None
        if not moment:
            return Found(claim, value)
        measure = value.measure
        moments = (
            [m for m, _ in measure.points]
            if isinstance(measure, Series)
            else [span.begin for span, _ in measure.spans]
            if isinstance(measure, Steps)
            else []
        )
        at = next((m for m in moments if str(m) == moment), None)
        if at is None:
            hint = did_you_mean(moment, [str(m) for m in moments]) if moments else "only a series has points"
            self.problems.error("unknown-value", f'"{path}" has nothing at {moment}', place, hint)
            return None
        return Found(claim, value, at)

    def quantity(self, found: Found, place: Location) -> Quantity | None:
        """The quantity that was asked for; None, with an error, where the value is none."""
        match found.value.measure:
            case Quantity() as quantity:
                return quantity
            case Series(points) if found.moment is not None:
                return next(q for m, q in points if m == found.moment)
            case Series():
                hint = f"name one point of it: {found.claim.id}/{found.value.key}@{found.value.measure.points[0][0]}"
                self.problems.error("not-a-number", f'"{found.claim.id}/{found.value.key}" is a series', place, hint)
            case _:
                hint = "say its time: {period}, {years}, {begin} or {end}"
                self.problems.error("not-a-number", f'"{found.claim.id}/{found.value.key}" has no number', place, hint)
        return None

    def cite(self, source: str, claim: Claim | None = None) -> None:
        """Remember that a source is cited, and by which claim."""
        users = self.cited.setdefault(source, [])
        if claim is not None and claim not in users:
            users.append(claim)

    # saying ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def inlines(self, drafts: Drafts, *, noted: bool = True) -> Inlines:
        """A draft's inlines in words; with `noted`, each claim's source as a note behind it, once a paragraph."""
        said = _Sentence(self, noted)
        return _behind_marks(said.tell(drafts))

    def text(self, drafts: Drafts) -> str:
        """The words alone, for titles and labels."""
        return " ".join(plain(self.inlines(drafts, noted=False)).split())

    def said(self, text: str, place: Location) -> Inlines:
        """A text of a data file in words, without notes."""
        return self.inlines(read_inlines(text, place, self.grammar, self.problems), noted=False)

    def blocks(self, drafts: tuple[DraftBlock, ...]) -> tuple[Block, ...]:
        """Blocks inside a block."""
        return self.tell_blocks(drafts, self)

    def words(self, found: Found, place: Location, *, unit: bool = True) -> str | None:
        """The value in words, with its unit or without; None, with an error, where it has no number."""
        if isinstance(found.value.measure, Steps):
            spans = found.value.measure.spans
            level = next((level for span, level in spans if span.begin == found.moment), spans[-1][1])
            return self.language.level(level)
        quantity = self.quantity(found, place)
        if quantity is None:
            return None
        return say(quantity, self.language) if unit else say_number(quantity, self.language)

    # who says so ────────────────────────────────────────────────────────────────────────────────────────────────

    def sources(self, claim: Claim, value: Value | None) -> tuple[str, tuple[str, ...]]:
        """Who says so in a few words, and the ids of the sources, those they were seen in included."""
        cites = (value.cites if value is not None else ()) or claim.cites
        said: list[str] = []
        ids: list[str] = []
        for citation in cites:
            if citation.source not in self.book.sources:
                continue
            words = self.citer.short(citation.source, citation.locator)
            ids.append(citation.source)
            if citation.seen_in is not None and citation.seen_in in self.book.sources:
                words += f" ({self.language.word('seen-in')} {self.citer.short(citation.seen_in)})"
                ids.append(citation.seen_in)
            said.append(words)
        for source in ids:
            self.cite(source, claim)
        return "; ".join(dict.fromkeys(said)), tuple(dict.fromkeys(ids))

    def note(self, claim: Claim, value: Value | None, *, defined: bool = False) -> Note:
        """Who says so, and for a claim in doubt its mark and, once a chapter, the reason.

        With `defined` it also says what exactly is counted, for a number that stands alone.
        """
        short, ids = self.sources(claim, value)
        parts: list[Inline] = []
        if claim.standing not in PLAIN_STANDINGS:
            parts += [Strong((Text(self.language.standings[claim.standing.value][0] + "."),)), Text(" ")]
            if claim.id not in self._reasons_given:
                parts += [*self.reason(claim), Text(" ")]
            self._reasons_given.add(claim.id)
        if defined and value is not None and value.definition:
            parts.append(Text(_sentence(value.definition) + " "))
        if value is not None and value.calculation:
            calculation = self.said(value.calculation, value.location or claim.location or Location(self.places.root))
            parts += [Text(f"{self.language.word('our-calculation')}: "), *calculation, Text(". " if short else ".")]
        if short:
            parts.append(Text(_sentence(short)))
        return Note(tuple(parts), short or self.language.word("our-calculation"), claim.standing, ids)

    def reason(self, claim: Claim) -> Inlines:
        """Why the claim stands as it does, in words."""
        return self.said(claim.reason, claim.location or Location(self.places.root))


def _sentence(words: str) -> str:
    words = words.strip()
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", "…", ".”", "?”")) else words + "."


@dataclass(slots=True)
class _Sentence:
    """Says one run of inlines; knows whether a sentence begins, and what was noted in this paragraph."""

    teller: Teller
    noted: bool
    before: str = ""
    notes: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def tell(self, drafts: Drafts) -> list[Inline]:
        return [inline for draft in drafts for inline in self.one(draft)]

    def one(self, draft: DraftInline) -> list[Inline]:
        match draft:
            case Words(text):
                self.before += text
                return [Text(text)]
            case LineEnd():
                self.before += " "
                return [Break()]
            case Span("em", children):
                return [Emphasis(tuple(self.tell(children)))]
            case Span("strong", children):
                return [Strong(tuple(self.tell(children)))]
            case Span(_, children, place, target):
                return self.link(children, place, target)
            case Role("lang"):
                return self.foreign(draft)
            case Role("cite"):
                return self.cite(draft)
            case Role():
                return self.state(draft)

    def link(self, children: Drafts, place: Location, target: str) -> list[Inline]:
        if not re.match(r"(https?://|mailto:)\S|#\S", target):
            hint = "write a whole address (https://…) or #id of a heading or chart"
            self.teller.problems.error("bad-link", f'"{target}" is no address', place, hint)
        return [Link(target, tuple(self.tell(children)))]

    def foreign(self, role: Role) -> list[Inline]:
        language, _, words = role.target.partition(":")
        if not words or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language):
            self.teller.problems.error("bad-role", "a foreign word needs its language", role.location, "{lang}`km:…`")
            return []
        self.before += words
        return [Foreign(language, (Text(words),))]

    def cite(self, role: Role) -> list[Inline]:
        source, _, locator = (part.strip() for part in role.target.partition(","))
        if source not in self.teller.book.sources:
            hint = did_you_mean(source, self.teller.book.sources)
            self.teller.problems.error("unknown-source", f'there is no source "{source}"', role.location, hint)
            return []
        self.teller.cite(source)
        short = self.teller.citer.short(source, locator or None)
        return [Note((Text(_sentence(short)),), short, None, (source,))] if self.noted else []

    def state(self, role: Role) -> list[Inline]:
        found = self.teller.find(role.target, role.location)
        words = SAYINGS[role.name](self.teller, found, role.location) if found is not None else None
        if found is None or words is None:
            return []
        if _AT_START.search(self.before):
            words = words[:1].upper() + words[1:]
        self.before += words
        stated = Stated(found.claim.id, found.key, words, found.claim.standing)
        if not self.noted or not self.is_news(found, dated=role.name not in ("claim", "number")):
            return [stated]
        return [stated, self.teller.note(found.claim, found.value)]

    def is_news(self, found: Found, *, dated: bool) -> bool:
        """Whether this paragraph has not said yet who says so. A date needs no second note beside its claim's own."""
        if dated and any(claim == found.claim.id for claim, _ in self.notes):
            return False
        cites = tuple((c.source, c.locator, c.seen_in) for c in found.value.cites or found.claim.cites)
        key = (found.claim.id, repr(cites) + (found.value.calculation or ""))
        new = key not in self.notes
        self.notes.add(key)
        return new


def _behind_marks(inlines: list[Inline]) -> Inlines:
    """Notes stand behind the punctuation that follows the number, as a printer sets them."""
    out: list[Inline] = []
    for inline in inlines:
        closing = _CLOSING.match(inline.text) if isinstance(inline, Text) else None
        if not isinstance(inline, Text) or closing is None or not out or not isinstance(out[-1], Note):
            out.append(inline)
            continue
        held: list[Inline] = []
        while out and isinstance(out[-1], Note):
            held.insert(0, out.pop())
        rest = inline.text[closing.end() :]
        out += [Text(closing[0]), *held, *([Text(rest)] if rest else [])]
    return tuple(out)


# ── roles, by name ──────────────────────────────────────────────────────────────────────────────────────────────


def _when(teller: Teller, found: Found, place: Location) -> Period | None:
    when = Period(found.moment, found.moment) if found.moment is not None else found.value.when
    if when is None:
        hint = "give the value a period or an as_of"
        teller.problems.error("no-time", f'"{found.claim.id}/{found.value.key}" has no time', place, hint)
    return when


Saying = Callable[[Teller, Found, Location], str | None]


def _timed(tell: Callable[[Period, Language], str]) -> Saying:
    def saying(teller: Teller, found: Found, place: Location) -> str | None:
        when = _when(teller, found, place)
        return None if when is None else tell(when, teller.language)

    return saying


SAYINGS: Mapping[str, Saying] = {
    "claim": lambda teller, found, place: teller.words(found, place),
    "number": lambda teller, found, place: teller.words(found, place, unit=False),
    "period": _timed(say_period),
    "years": _timed(say_years),
    "begin": _timed(lambda when, language: say_moment(when.begin, language)),
    "end": _timed(lambda when, language: say_moment(when.end, language)),
    "year-begin": _timed(lambda when, language: say_moment(Moment(when.begin.year), language)),
    "year-end": _timed(lambda when, language: say_moment(Moment(when.end.year), language)),
}
ROLES = frozenset({*SAYINGS, "cite", "lang"})
