"""Sets text into the placeholders of a layout: measured, with unique titles, and with its source on the same slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from factpress.core.diagnostics import Location, Problems
from factpress.design.drawings import LineDrawing
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme
from factpress.document.model import Document, Inlines, Note
from factpress.document.walk import note_index
from factpress.output.charts import Drawing
from factpress.output.deck.fitting.layout_choice import Choice, balanced_inset, choose, excess_lines
from factpress.output.deck.fitting.measure import Fitter, Paragraphs
from factpress.output.deck.layouts.families import Families
from factpress.output.deck.layouts.grid import mark_role
from factpress.output.deck.layouts.placeholders import Layout, Placeholder
from factpress.output.deck.layouts.styles import Styles, slide_styles
from factpress.output.deck.presentation import Item, Notes, PlaceholderText, Slide, TextParagraph
from factpress.output.deck.runs import Provenance, plain_runs, provenance, runs
from factpress.output.deck.template.deck_layouts import deck_layouts, template_fonts
from factpress.publication.facts.claims import PLAIN_STANDINGS, WORST_FIRST, Standing
from factpress.publication.settings import PUBLICATION_FILE


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text for a placeholder. `called` is its name in messages, and `origin` the place to report it at."""

    place: str
    paragraphs: Paragraphs
    called: str = ""
    origin: Location | None = None


@dataclass(slots=True)
class SlideComposer:
    """What all kinds of slides are composed with. It collects the titles in use, the cited sources and the findings.

    `origin` is the place in the editor's files of the block that is being composed, for findings.
    """

    document: Document
    theme: Theme
    drawings: Mapping[str, Drawing]
    fitter: Fitter
    styles: Styles
    families: Families
    problems: Problems
    palette: str
    notes_by_claim: Mapping[str, Note]
    titles: set[str] = field(default_factory=set[str])
    cited: dict[str, None] = field(default_factory=dict[str, None])  # source ids, in the order of the slides
    origin: Location = field(default_factory=lambda: Location(PUBLICATION_FILE))  # of the title slide
    titled: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])  # as `unique_title` was asked

    @classmethod
    def of(
        cls, document: Document, theme: Theme, palette: str, drawings: Mapping[str, Drawing], fonts: FontSet
    ) -> SlideComposer:
        """Return a composer for one deck in that palette."""
        styles = slide_styles(theme)
        fitter = Fitter(fonts, styles, theme.slide.reserve, template_fonts(theme))
        made = deck_layouts(theme, rtl=document.direction == "rtl")
        return cls(document, theme, drawings, fitter, styles, made, Problems(), palette, note_index(document))

    @property
    def rtl(self) -> bool:
        """Whether the deck reads from right to left."""
        return self.document.direction == "rtl"

    # text ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def word(self, key: str) -> str:
        """Return an interface word of the document, or its key where the language file has none."""
        return self.document.words.get(key, key.replace("-", " "))

    def unique_title(self, title: str) -> str:
        """Return the title, or "title (continued)", "title (continued 2)" … where an earlier slide has its words."""
        wanted = " ".join(title.split()) or self.document.title
        candidate, number = wanted, 1
        while _words_only(candidate) in self.titles:
            count = f" {number}" if number > 1 else ""
            candidate, number = f"{wanted} ({self.word('continued')}{count})", number + 1
        self.titles.add(_words_only(candidate))
        self.titled.append((title, candidate))
        return candidate

    def paragraphs(self, text: str | Inlines, role: str = "") -> Paragraphs:
        """Return the text as one paragraph with that role; none where it is blank."""
        language = self.document.language
        made = plain_runs(text, language) if isinstance(text, str) else runs(text, language)
        paragraph = TextParagraph(made, role=role)
        return (paragraph,) if any(run.text.strip() for run in paragraph.runs) else ()

    def title_paragraphs(self, title: str, words: Inlines) -> Paragraphs:
        """Return a title as the words that it was made of, which have formats; "(continued)" titles are plain."""
        made = self.paragraphs(words)
        return made if made and " ".join(made[0].text.split()) == title else self.paragraphs(title)

    # fitting ────────────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self, family: str, texts: Mapping[str, Paragraphs], skip: int = 0) -> Choice:
        """Return the largest layout of that family in which these texts, by placeholder, fit.

        `skip` is how many of the largest layouts are left out.
        """
        return choose(self.fitter, self.families[family][skip:], texts)

    def fitted(self, family: str, title: str, texts: Iterable[PlacedText], skip: int = 0) -> tuple[Layout, list[Item]]:
        """Return the layout that `choose` finds, and the texts in it; report what fits in none.

        `title` names the slide in messages. Texts without paragraphs are left out.
        """
        placed = [text for text in texts if text.paragraphs]
        choice = self.choose(family, {text.place: text.paragraphs for text in placed}, skip)
        for text in placed:
            self.report_overflow(choice.excess.get(text.place, 0), title, text.called or text.place, text.origin)
        return choice.layout, [self.text(choice.layout, text.place, text.paragraphs) for text in placed]

    def text(self, layout: Layout, name: str, paragraphs: Paragraphs) -> PlaceholderText:
        """Return the paragraphs in that placeholder; lines of titles and single sentences have similar lengths."""
        place = layout.place(name)
        inset = balanced_inset(self.fitter, place, paragraphs)
        return PlaceholderText(name, tuple(self._with_leading(place, each) for each in paragraphs), inset)

    def _with_leading(self, place: Placeholder, paragraph: TextParagraph) -> TextParagraph:
        style = place.style_of(paragraph)
        leading = self.fitter.leading(paragraph, style)
        return replace(paragraph, leading=leading) if leading > style.leading else paragraph

    def report_overflow(self, excess: int, title: str, part: str, origin: Location | None = None) -> None:
        """Report a part of a slide that has more lines than fit, at `origin` or else at the origin of the slide."""
        if excess <= 0:
            return
        lines = f"{excess} line{'s' if excess > 1 else ''}"
        message = f'the slide "{title}" is {lines} too long: its {part} does not fit'
        hint = "shorten the text or divide it between two slides; text on a slide is never made smaller to fit"
        self.problems.error("slide-overflow", message, origin or self.origin, hint)

    # parts of many slides ───────────────────────────────────────────────────────────────────────────────────────

    def source_line(
        self,
        layout: Layout,
        stated: Provenance,
        title: str,
        extra: str = "",
        doubt: str = "",
        shown: Standing | None = None,
    ) -> tuple[Item, ...]:
        """Return the source line of a slide that states something: the doubt, then the longest form for one line.

        It begins with the words of the standings in doubt, without that of `shown`, which the slide has a mark of.
        """
        found = {note.standing for note in stated.notes} - {shown, *PLAIN_STANDINGS}
        doubt = " ".join((*(f"{self.standing_word(s)}." for s in WORST_FIRST if s in found), doubt)).strip()
        shorts = [note.short for note in stated.notes if note.short] or ([extra] if extra else [])
        if not shorts:
            return ()
        place = layout.place("source")
        forms = source_line_forms(shorts, self.word("source-line"), self.word("seen-in"), self.word("and-others"))
        lines = [self.paragraphs(f"{doubt} {form}".strip()) for form in forms]
        one_line = replace(place, frame=replace(place.frame, height=place.style.leading))
        tried = ((room, line) for room in (one_line, place) for line in lines)
        line = next((line for room, line in tried if not excess_lines(self.fitter, room, line)), lines[-1])
        self.report_overflow(excess_lines(self.fitter, place, line), title, "source")
        return (self.text(layout, "source", line),)

    def drawing(self, name: str) -> LineDrawing | None:
        """Return the line drawing of that name. The text that names it was checked."""
        return self.theme.drawings.get(name)

    def mark(self, standing: Standing | None) -> Paragraphs:
        """Return the word of a standing, as a paragraph whose bullet is its icon; none if it has no word."""
        word = self.standing_word(standing)
        if standing is None or not word:
            return ()
        return tuple(replace(paragraph, role=mark_role(standing)) for paragraph in self.paragraphs(word))

    def standing_word(self, standing: Standing | None) -> str:
        """Return the word of a standing; none if the document does not explain it."""
        return next((each.word for each in self.document.standings if each.standing is standing), "")

    def standing_reason(self, standing: Standing | None, reason: str) -> str:
        """Return the word of a standing and its reason."""
        word = self.standing_word(standing)
        return f"{word}{self.word('colon')} {reason}" if word and reason else reason

    def notes(self, stated: Provenance, reasons: Iterable[str] = ()) -> Notes:
        """Return the notes of a slide without speaker notes: its sources in full, and the values stated."""
        sources = [*self._cite(stated.notes), *(each for reason in reasons for each in self.paragraphs(reason))]
        return Notes((), tuple(dict.fromkeys(sources)), stated.claims)

    def with_speaker_notes(self, notes: Notes, texts: tuple[Inlines, ...]) -> Notes:
        """Return the notes with these texts added, and the sources of claims that the slide does not state."""
        claims = [claim for claim in provenance(*texts).claims if claim not in notes.claims]
        found = (self.notes_by_claim.get(claim) or self.notes_by_claim.get(claim.partition("/")[0]) for claim in claims)
        added = [note for note in dict.fromkeys(found) if note is not None]
        added += [note for note in provenance(*texts).notes if note.written]
        spoken = tuple(TextParagraph(runs(text, self.document.language)) for text in texts)
        sources = dict.fromkeys((*notes.sources, *self._cite(added)))
        claims += provenance(*(note.children for note in added)).claims
        return Notes((*notes.spoken, *spoken), tuple(sources), tuple(dict.fromkeys((*notes.claims, *claims))))

    def slide(self, layout: Layout, items: Iterable[Item], notes: Notes | None = None) -> Slide:
        """Return a slide with these items, at the current origin."""
        return Slide(layout.title, tuple(items), notes or Notes(), origin=self.origin)

    def _cite(self, notes: Iterable[Note]) -> Iterator[TextParagraph]:
        """Add the sources of these notes to `cited`, and return the notes as paragraphs."""
        for note in notes:
            self.cited.update(dict.fromkeys(note.sources))
            yield from self.paragraphs(note.children)


def _words_only(title: str) -> str:
    """Return a title without what two titles may not differ by alone: case, spaces and punctuation."""
    folded = title.casefold()
    return "".join(filter(str.isalnum, folded)) or folded


def source_line_forms(sources: Iterable[str], pattern: str, seen_in: str, and_others: str) -> Iterator[str]:
    """Return the source line in its forms, from the longest to the shortest.

    `pattern` has a place for "{source}". Each of `sources` is one or several works, with "; " between. The list of
    sources at the end and the notes have all of it. Left out here are, in this order: through which work the source
    was seen (`seen_in`), titles and years, and the last of many names (`and_others`).
    """
    full = list(dict.fromkeys(work for source in sources for work in source.split("; ") if work))
    first_hand = [work.partition(f" ({seen_in} ")[0] for work in full]
    names = list(dict.fromkeys(work.partition(", ")[0] for work in first_hand))
    fewer = ([*names[: count - 1], f"{names[count - 1]} {and_others}"] for count in range(len(names) - 1, 0, -1))
    shortest: int | None = None
    for works in (full, first_hand, names, *fewer):
        line = pattern.format(source="; ".join(dict.fromkeys(works)))
        line = line if line.endswith((".", "…", ".”", "?”", "!”")) else line + "."
        if shortest is None or len(line) < shortest:
            shortest = len(line)
            yield line
