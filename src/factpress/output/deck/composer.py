"""Sets text into the placeholders of a layout: measured, with unique titles, and with its source on the same slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from factpress.core.diagnostics import Location, Problems
from factpress.core.units import Length, pt
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme, TypeStyle
from factpress.document.model import Document, Inlines, Note
from factpress.document.walk import note_index
from factpress.output.charts import Drawing
from factpress.output.deck.fitting import Fitted, Fitter, Paragraphs
from factpress.output.deck.layouts import MARK_GAP, layouts
from factpress.output.deck.placeholders import Layout
from factpress.output.deck.presentation import (
    Frame,
    Item,
    Notes,
    PlaceholderText,
    Slide,
    StandingIcon,
    TextParagraph,
)
from factpress.output.deck.runs import Provenance, plain_runs, provenance, runs
from factpress.output.deck.styles import Styles, slide_styles
from factpress.publication.facts.claims import PLAIN_STANDINGS, WORST_FIRST, Standing
from factpress.publication.settings import PUBLICATION_FILE

ICON_SIZE = pt(15)


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
    layouts: Mapping[str, Layout]
    problems: Problems
    palette: str
    notes_by_claim: Mapping[str, Note]
    titles: set[str] = field(default_factory=set[str])
    cited: dict[str, None] = field(default_factory=dict[str, None])  # source ids, in the order of the slides
    origin: Location = field(default_factory=lambda: Location(PUBLICATION_FILE))  # of the title slide

    @classmethod
    def of(
        cls, document: Document, theme: Theme, palette: str, drawings: Mapping[str, Drawing], fonts: FontSet
    ) -> SlideComposer:
        """Return a composer for one deck in that palette."""
        styles = slide_styles(theme)
        fitter = Fitter(fonts, styles, theme.slide.reserve)
        made = layouts(theme.slide, rtl=document.direction == "rtl")
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
        """Return the title, or "title (continued)", "title (continued 2)" … where an earlier slide has it."""
        wanted = " ".join(title.split()) or self.document.title
        candidate, number = wanted, 1
        while candidate.casefold() in self.titles:
            count = f" {number}" if number > 1 else ""
            candidate, number = f"{wanted} ({self.word('continued')}{count})", number + 1
        self.titles.add(candidate.casefold())
        return candidate

    def paragraphs(self, text: str | Inlines) -> Paragraphs:
        """Return the text as one paragraph; none where it is blank."""
        language = self.document.language
        paragraph = TextParagraph(plain_runs(text, language) if isinstance(text, str) else runs(text, language))
        return (paragraph,) if any(run.text.strip() for run in paragraph.runs) else ()

    # fitting ────────────────────────────────────────────────────────────────────────────────────────────────────

    def fit(self, layout: str, place: str, paragraphs: Paragraphs, height: Length | None = None) -> Fitted:
        """Fit the paragraphs to the placeholder's width and that height (default: the placeholder's)."""
        own = self.layouts[layout].place(place)
        return self.fitter.fit(own.style, paragraphs, own.frame.width, height or own.frame.height)

    def balanced_text(
        self, layout: str, place: str, paragraphs: Paragraphs, style: TypeStyle, frame: Frame | None = None
    ) -> PlaceholderText:
        """Return the paragraphs in that placeholder, in lines of similar length."""
        width = (frame or self.layouts[layout].place(place).frame).width
        inset = width - self.fitter.balanced_width(paragraphs, style, width)
        return replace(self.text(layout, place, paragraphs, style, frame), inset=inset)

    def text(
        self, layout: str, place: str, paragraphs: Paragraphs, style: TypeStyle, frame: Frame | None = None
    ) -> PlaceholderText:
        """Return the paragraphs in that placeholder, with size, leading and frame where they differ from the layout."""
        own = self.layouts[layout].place(place)
        smaller = style.size != self.styles[own.style].size
        return PlaceholderText(
            place,
            tuple(self._with_leading(paragraph, style) for paragraph in paragraphs),
            frame if frame != own.frame else None,
            style.size if smaller else None,
            style.leading if smaller else None,
        )

    def _with_leading(self, paragraph: TextParagraph, style: TypeStyle) -> TextParagraph:
        leading = self.fitter.leading(paragraph, style)
        return replace(paragraph, leading=leading) if leading > style.leading else paragraph

    def fitted_text(self, layout: str, place: str, paragraphs: Paragraphs, title: str) -> PlaceholderText:
        """Return the paragraphs in the frame of that placeholder, and report lines that do not fit it."""
        fitted = self.fit(layout, place, paragraphs)
        self.report_overflow(fitted.excess, title, place)
        if self.layouts[layout].place(place).kind == "footer":
            return self.text(layout, place, paragraphs, fitted.style)
        return self.balanced_text(layout, place, paragraphs, fitted.style)

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
        layout: str,
        stated: Provenance,
        title: str,
        extra: str = "",
        doubt: str = "",
        shown: Standing | None = None,
    ) -> tuple[Item, ...]:
        """Return the source line of a slide that states something: the doubt, then the longest form that fits.

        It begins with the words of the standings in doubt, without that of `shown`, which the slide has a mark of.
        """
        found = {note.standing for note in stated.notes} - {shown, *PLAIN_STANDINGS}
        doubt = " ".join((*(f"{self.standing_word(s)}." for s in WORST_FIRST if s in found), doubt)).strip()
        shorts = [note.short for note in stated.notes if note.short] or ([extra] if extra else [])
        if not shorts:
            return ()
        forms = source_line_forms(shorts, self.word("source-line"), self.word("seen-in"), self.word("and-others"))
        lines = [self.paragraphs(f"{doubt} {form}".strip()) for form in forms]
        fitting = (line for line in lines if not self.fit(layout, "source", line).excess)
        return (self.fitted_text(layout, "source", next(fitting, lines[-1]), title),)

    def standing_mark(self, layout: str, standing: Standing | None, top: Length | None = None) -> tuple[Item, ...]:
        """Return the icon and word of a standing, at the end of the line that begins at `top`."""
        word = self.standing_word(standing)
        if standing is None or not word:
            return ()
        place = self.layouts[layout].place("mark")
        style = self.styles[place.style]
        frame = place.frame if top is None else replace(place.frame, top=top)
        length = self.fitter.fonts.measure(word, style, self.document.language)
        if self.fitter.width(word, style, self.document.language) + ICON_SIZE + pt(MARK_GAP) > frame.width:
            message = f'the word "{word}" for a standing is too wide for the mark on a slide'
            self.problems.error("slide-overflow", message, self.origin, "use a shorter word in the language file")
        left = frame.left + frame.width - length - pt(MARK_GAP) - ICON_SIZE
        if self.rtl:
            left = frame.left + length + pt(MARK_GAP)
        icon = StandingIcon(standing, Frame(left, frame.top + pt(4), ICON_SIZE, ICON_SIZE).rounded)
        return (icon, self.text(layout, "mark", self.paragraphs(word), style, frame))

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

    def slide(self, layout: str, items: Iterable[Item], notes: Notes | None = None) -> Slide:
        """Return a slide with these items, at the current origin."""
        return Slide(layout, tuple(items), notes or Notes(), origin=self.origin)

    def _cite(self, notes: Iterable[Note]) -> Iterator[TextParagraph]:
        """Add the sources of these notes to `cited`, and return the notes as paragraphs."""
        for note in notes:
            self.cited.update(dict.fromkeys(note.sources))
            yield from self.paragraphs(note.children)


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
