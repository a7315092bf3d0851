"""Draft inlines to inlines: roles are looked up and formatted, and the sources of each claim become a note."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.paths import Places
from factpress.core.web_addresses import is_address
from factpress.document.model import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Said,
    Stated,
    Strong,
    Text,
    notes,
    plain,
    statements,
    walk_inlines,
)
from factpress.document.parse.ast import (
    DraftBreak,
    DraftInline,
    DraftInlines,
    DraftText,
    Fence,
    FenceRule,
    Footnote,
    Role,
    Span,
    walk_draft_inlines,
)
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.parse.inline_parser import Grammar, parse_inlines
from factpress.document.resolve.citations import Citations
from factpress.document.resolve.lookup import FactLookup, Found
from factpress.document.resolve.note_places import notes_in_place, without_notes
from factpress.document.resolve.sentence_text import begins_sentence
from factpress.document.resolve.source_notes import SourceNotes
from factpress.document.wording.phrases import as_sentence, capitalize, end_of_first_sentence
from factpress.i18n.sentences import sentence_ends
from factpress.publication.events import Event
from factpress.publication.facts.claims import PLAIN_STANDINGS, SENTENCE, Claim, Value
from factpress.publication.outreach import Outreach
from factpress.publication.scripture import Translation


@dataclass(frozen=True, slots=True)
class Directive:
    """The rule of a directive, and the function that resolves a fence; its result is None, with errors, if it cannot.

    It may be several blocks, such as one for each target.
    The docstring of the function explains the directive to editors.
    """

    rule: FenceRule
    resolve: Callable[[Fence, Resolver], Block | tuple[Block, ...] | None]


@dataclass(slots=True)
class Resolver(SourceNotes):
    """Resolves the drafts of one text, and collects what is checked when the whole text is resolved.

    `cited` has the ids of the cited sources. `links` has the place and the target id of each link
    inside the text.
    """

    facts: FactLookup
    grammar: Grammar
    citations: Citations
    places: Places
    directives: Mapping[str, Directive] = field(default_factory=dict[str, "Directive"])
    charts: Mapping[str, ChartSpec] | None = None  # None if their file cannot be read
    events: Mapping[str, Event] | None = None
    outreach: Outreach = field(default_factory=Outreach)
    scripture: Mapping[str, Translation] | None = None  # None if its file has errors
    day: dt.date | None = None  # the day of the edition
    target: str | None = None  # the only target of the text that is being resolved, None for all
    on_slide: bool = False  # whether that text is part of a slide
    cited: set[str] = field(default_factory=set[str])
    translations: set[str] = field(default_factory=set[str])  # of the verses that are quoted
    links: list[tuple[Location, str]] = field(default_factory=list[tuple[Location, str]])
    figures: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    footnotes: Mapping[str, DraftInlines] = field(default_factory=dict[str, "DraftInlines"])  # their words, by name
    link_notes: bool = False  # whether each link is followed by a note with its address
    taken: set[str] = field(default_factory=set[str])  # ids of headings and charts
    # texts of data files that were read, and the findings of each: where they are collected, the first, and the end
    read: dict[tuple[str, Location], Inlines] = field(default_factory=dict[tuple[str, Location], "Inlines"])
    spans: list[tuple[tuple[str, Location], Problems, int, int]] = field(
        default_factory=list[tuple[tuple[str, Location], Problems, int, int]]
    )
    reasons_given: set[str] = field(default_factory=set[str])  # the claims whose reason the chapter has

    @contextmanager
    def unnumbered(self) -> Generator[None]:
        """Number the figures that are resolved inside apart from those of the booklet: slides show no numbers."""
        numbers, self.figures = self.figures, itertools.count(1)
        try:
            yield
        finally:
            self.figures = numbers

    @contextmanager
    def apart(self) -> Generator[None]:
        """Resolve text that no page shows: a reason that is given inside is given again on the next page."""
        given, self.reasons_given = self.reasons_given, set(self.reasons_given)
        try:
            yield
        finally:
            self.reasons_given = given

    @contextmanager
    def within(self, target: str, *, on_slide: bool = False) -> Generator[None]:
        """Resolve text that belongs to one target; with `on_slide`, text of a slide."""
        before = self.target, self.on_slide
        self.target, self.on_slide = target, on_slide
        try:
            yield
        finally:
            self.target, self.on_slide = before

    def begin_chapter(self) -> None:
        """Give reasons again: few readers read a booklet from its beginning."""
        self.reasons_given.clear()

    def is_reason_given(self, claim: Claim) -> bool:
        """Whether the chapter has the reason of a claim already."""
        return claim.id in self.reasons_given

    def give_reason(self, claim: Claim) -> None:
        """Record that the page has the reason of a claim: the notes that follow in the chapter do not repeat it."""
        self.reasons_given.add(claim.id)

    def inlines(self, drafts: DraftInlines, *, noted: bool = True, footnotes: bool | None = None) -> Inlines:
        """The drafts as inlines; with `noted`, each claim is followed by a note with its source, once a sentence.

        `footnotes` are those that the editor wrote: by default they are left out where the sources are.
        """
        keep = noted if footnotes is None else footnotes
        return notes_in_place(_RunResolver(self, noted=noted, footnotes=keep).resolve(drafts))

    def text(self, drafts: DraftInlines) -> str:
        """The drafts as plain text, for titles and labels."""
        return " ".join(plain(self.inlines(drafts, noted=False)).split())

    def noted_inlines(self, text: str, place: Location) -> Inlines:
        """Inline Markdown of an argument or an option with its notes, and with the footnotes that it names."""
        return self.inlines(parse_inlines(text, place, self.grammar, self.problems, self.footnotes))

    def markdown_inlines(self, text: str, place: Location, *, noted: bool = False) -> Inlines:
        """Inline Markdown of a data file, an argument or an option, with its place in the file."""
        if noted:
            return self.inlines(parse_inlines(text, place, self.grammar, self.problems))
        if (text, place) not in self.read:  # a reason is in many notes, and its errors are reported once
            before = len(self.problems)
            self.read[text, place] = self.inlines(parse_inlines(text, place, self.grammar, self.problems), noted=False)
            self.spans.append(((text, place), self.problems, before, len(self.problems)))
        return self.read[text, place]

    def noted_markdown(self, text: str, place: Location) -> Inlines:
        """Inline Markdown of a data file with its notes. Its errors are reported once, however often it is printed."""
        self.markdown_inlines(text, place)
        quiet = replace(self, facts=replace(self.facts, problems=Problems()))
        return quiet.markdown_inlines(text, place, noted=True)

    def markdown_text(self, text: str, place: Location) -> str:
        """The same as plain text, with single spaces."""
        return " ".join(plain(self.markdown_inlines(text, place)).split())

    def label(self, text: str, place: Location) -> tuple[str, Inlines]:
        """Inline Markdown of a label that has no room for notes, as plain text, and as inlines with its notes.

        In the text, the standing of a value in doubt follows in brackets.
        """
        with self.apart():
            noted = self.markdown_inlines(text, place, noted=True)
        words = ""
        for inline in walk_inlines(noted, into_notes=False):
            words += plain((inline,)) if isinstance(inline, Text | Stated | Break) else ""
            if isinstance(inline, Stated) and inline.standing not in PLAIN_STANDINGS:
                words += f" ({self.language.standings[inline.standing.value][0].lower()})"
        return " ".join(words.split()), noted

    def note(
        self, claim: Claim, value: Value | None, *, defined: bool = False, stated: tuple[Value, ...] | None = None
    ) -> Note:
        """The note of a value: its sources and, for a claim in doubt, its standing and, once a chapter, the reason.

        With `defined` it includes the definition of the value, for a number without a sentence around it. With values
        `stated` it is the note of the claim's sentence, and has the sources of those, too.
        """
        short, ids = self.sources(claim, value, stated or ())
        parts: list[Inline] = []
        if claim.standing not in PLAIN_STANDINGS:
            parts += [Strong((Text(self.language.standings[claim.standing.value][0] + "."),)), Text(" ")]
            if claim.reason and claim.id not in self.reasons_given:
                parts += [*self.reason(claim), Text(" ")]
            self.reasons_given.add(claim.id)
        if defined and value is not None and value.definition:
            parts.append(Text(as_sentence(value.definition) + " "))
        calculated = [one for one in (value, *(stated or ())) if one is not None and one.calculation]
        for one in calculated:
            parts += [
                Text(f"{capitalize(self.language.word('our-calculation'))}: "),
                *self.markdown_inlines(one.calculation or "", one.calculation_location),
                Text(". " if short or one is not calculated[-1] else "."),
            ]
        if short:
            parts.append(Text(as_sentence(short)))
        ours = self.language.word("our-calculation") if calculated else ""
        # the note of a claim in doubt gives its reason once; others with the same words are the same note
        who = claim.standing.value if claim.standing in PLAIN_STANDINGS else claim.id
        defines = value.definition if defined and value is not None else ""
        key = " ".join(filter(None, (who, defines, short, *(one.calculation for one in calculated))))
        about = f"{claim.id}/{value.key if value is not None else '' if stated is None else SENTENCE}"
        return Note(tuple(parts), short or ours, claim.standing, ids, key=key, about=about)

    def sentence(self, claim: Claim) -> Inlines:
        """The sentence of a claim without notes. Its errors are reported, once."""
        drafts = self._sentence_drafts(claim, self.problems)
        for role in (one for one in walk_draft_inlines(drafts) if isinstance(one, Role)):
            if role.name in ("says", "cite"):
                hint = "name the source under cites:" if role.name == "cite" else "state its values by {claim}"
                message = f"the sentence of a claim cannot have {{{role.name}}}"
                self.problems.error("bad-role", message, role.location, hint)
        return self.inlines(drafts, noted=False)

    def _sentence_drafts(self, claim: Claim, problems: Problems) -> DraftInlines:
        return parse_inlines(claim.says, claim.says_location, self.grammar, problems)

    def said(self, claim: Claim, before: str, place: Location, *, noted: bool) -> tuple[Said, tuple[Note, ...]]:
        """The sentence of a claim behind the text `before`, and its notes: first that of the sentence.

        Errors in it are not reported again.
        """
        quiet = replace(self, facts=replace(self.facts, problems=Problems()))
        drafts = self._sentence_drafts(claim, Problems())
        if any(isinstance(one, Role) and one.name == "says" for one in walk_draft_inlines(drafts)):
            drafts = ()  # an error of the claim, which would never end here
        children = tuple(_RunResolver(quiet, noted=noted, footnotes=False, before=before).resolve(drafts))
        words = Said(claim.id, without_notes(children), claim.standing, origin=place)
        if not noted:
            return words, ()
        keys = dict.fromkeys(one.value.partition("@")[0] for one in statements(children) if one.claim == claim.id)
        found = tuple(value for key in keys if (value := claim.value(key)) is not None)
        stated = found or (() if claim.cites else claim.values)
        others = (replace(note, origin=place) for note in notes(children) if note.claim not in ("", claim.id))
        return words, (replace(self.note(claim, None, stated=stated), origin=place), *others)

    def footnote(self, name: str, drafts: DraftInlines, place: Location) -> Note:
        """A footnote that the editor wrote, with the notes of its claims at its end."""
        words = self.inlines(drafts)
        inside = notes(words)
        cited = tuple(inline for note in inside for inline in (Text(" "), *note.children))
        short = "; ".join(dict.fromkeys(note.short for note in inside if note.short))
        sources = tuple(dict.fromkeys(source for note in inside for source in note.sources))
        children = (*without_notes(words), *cited)
        return Note(children, short, None, sources, written=True, key=f"[^{name}]", origin=place)

    def doubt(self, claim: Claim) -> str:
        """The first sentence of the reason why a claim is in doubt; empty if it is not."""
        if claim.standing in PLAIN_STANDINGS:
            return ""
        words = " ".join(plain(self.reason(claim)).split())
        return words[: end_of_first_sentence(words)]

    def reason(self, claim: Claim) -> Inlines:
        """The reason for the standing of a claim."""
        return self.markdown_inlines(claim.reason, claim.reason_location)


@dataclass(slots=True)
class _RunResolver:
    """Resolves one run of inlines. Its state is the text so far and the notes that its sentences have already."""

    resolver: Resolver
    noted: bool
    footnotes: bool
    before: str = ""
    notes: set[tuple[str, str, int]] = field(default_factory=set[tuple[str, str, int]])

    def resolve(self, drafts: DraftInlines) -> list[Inline]:
        after = [draft.text if isinstance(draft, DraftText) else "" for draft in (*drafts[1:], DraftText(""))]
        return [inline for draft, text in zip(drafts, after, strict=False) for inline in self.one(draft, text)]

    def one(self, draft: DraftInline, after: str) -> list[Inline]:
        """The inlines of one draft before the text `after`; none, with an error, if it cannot be resolved."""
        match draft:
            case DraftText(text):
                self.before += text
                return [Text(text, origin=draft.location)]
            case DraftBreak():
                self.before += " "
                return [Break(origin=draft.location)]
            case Span("em", children):
                return [Emphasis(tuple(self.resolve(children)), origin=draft.location)]
            case Span("strong", children):
                return [Strong(tuple(self.resolve(children)), origin=draft.location)]
            case Span(_, children, place, target):
                return self.link(children, place, target)
            case Footnote(name, children, place):
                return [self.resolver.footnote(name, children, place)] if self.footnotes else []
            case Role("lang"):
                return self.foreign(draft)
            case Role("cite"):
                return self.cite(draft)
            case Role("says"):
                return self.sentence(draft, after)
            case Role("consent"):
                return []  # names a record, and prints nothing
            case Role():
                return self.value(draft)

    def link(self, children: DraftInlines, place: Location, target: str) -> list[Inline]:
        """A link. A target inside the text is looked up when the whole text is known."""
        if not re.match(r"(https?://|mailto:)\S|#\S", target):
            hint = "write a whole address (https://…) or #id of a heading or chart"
            self.resolver.problems.error("bad-link", f'"{target}" is not an address', place, hint)
        if target.startswith("#"):
            self.resolver.links.append((place, target[1:]))
        link = Link(target, tuple(self.resolve(children)), origin=place)
        address = target.removeprefix("mailto:")
        shown = is_address(plain(link.children)) or target.startswith("#")
        if not self.resolver.link_notes or not self.footnotes or shown:
            return [link]
        words = (Link(target, (Text(address),), origin=place),)
        return [link, Note(words, "", written=True, key=target, origin=place)]

    def foreign(self, role: Role) -> list[Inline]:
        """Words in another language."""
        language, _, words = role.target.partition(":")
        if not words or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language):
            message = "text in another language needs a language tag"
            self.resolver.problems.error("bad-role", message, role.location, "{lang}`km:…`")
            return []
        self.before += words
        return [Foreign(language, (Text(words, origin=role.location),), origin=role.location)]

    def cite(self, role: Role) -> list[Inline]:
        """A note with a source for the text before it."""
        source, _, locator = (part.strip() for part in role.target.partition(","))
        if source not in self.resolver.book.sources:
            hint = did_you_mean(source, self.resolver.book.sources)
            self.resolver.problems.error("unknown-source", f'there is no source "{source}"', role.location, hint)
            return []
        self.resolver.cite(source)
        short = self.resolver.citations.short(source, locator or None)
        return [Note((Text(as_sentence(short)),), short, None, (source,), origin=role.location)] if self.noted else []

    def sentence(self, role: Role, after: str) -> list[Inline]:
        """The sentence of a claim, and its notes. `after` is the text that follows it."""
        claim = self.resolver.facts.claim_with_sentence(role.target, role.location)
        if claim is None:
            return []
        words, notes_of = self.resolver.said(claim, self.before, role.location, noted=self.noted)
        self.before += plain(words.children)
        if plain(words.children)[-1:] in (".", "!", "?") and after[:1] in (".", "!", "?"):
            message = f'a stop follows the sentence of "{claim.id}", which ends with one'
            self.resolver.problems.warning("double-stop", message, role.location, "remove the stop behind it")
        return [words, *notes_of]

    def value(self, role: Role) -> list[Inline]:
        """A value as text, and its note."""
        found = self.resolver.facts.find(role.target, role.location)
        words = self.resolver.facts.role_text(role.name, found, role.location) if found is not None else None
        if found is None or words is None:
            return []
        if begins_sentence(self.before):
            words = capitalize(words)
        sentence = len(sentence_ends(f"{self.before}X"))
        self.before += words
        stated = Stated(found.claim.id, found.key, words, found.claim.standing, origin=role.location)
        dated = role.name not in ("claim", "number")
        if not self.noted or not self.needs_note(found, sentence, dated=dated):
            return [stated]
        return [stated, replace(self.resolver.note(found.claim, found.value), origin=role.location)]

    def needs_note(self, found: Found, sentence: int, *, dated: bool) -> bool:
        """Whether this sentence has no such note yet. A date needs no note if its claim has one in the paragraph."""
        if dated and any(claim == found.claim.id for claim, _, _ in self.notes):
            return False
        cites = tuple((c.source, c.locator, c.seen_in) for c in found.value.cites or found.claim.cites)
        key = (found.claim.id, repr(cites) + (found.value.calculation or ""), sentence)
        new = key not in self.notes
        self.notes.add(key)
        return new
