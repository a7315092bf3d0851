"""Sets text into the placeholders of a layout: measured, with unique titles, and with its source on the same slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from factpress.core.diagnostics import Location, Problems
from factpress.core.units import Length, pt
from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme, TypeStyle
from factpress.document.model import Document, Inlines, Note
from factpress.document.walk import note_index
from factpress.output.charts import Drawing
from factpress.output.deck.fitting import Fitted, Fitter, Styles, styles
from factpress.output.deck.layouts import MARK_GAP, Layout, layouts, mirrored
from factpress.output.deck.presentation import Frame, Item, Line, Notes, Run, Sign, Slide, Words
from factpress.output.deck.runs import Told, runs, say, told
from factpress.publication.facts.claims import Standing
from factpress.publication.settings import FILE as PUBLICATION

SIGN = pt(15)


@dataclass(slots=True)
class Compositor:
    """What every kind of slide is set with. Remembers the titles that are taken.

    `origin` is the place in the editor's files of what is being set; findings name it.
    """

    document: Document
    theme: Theme
    drawings: Mapping[str, Drawing]
    fitter: Fitter
    styles: Styles
    layouts: Mapping[str, Layout]
    problems: Problems
    palette: str
    evidence: Mapping[str, Note]
    taken: set[str] = field(default_factory=set[str])
    cited: dict[str, None] = field(default_factory=dict[str, None])  # source ids, in the order of the slides
    origin: Location = field(default_factory=lambda: Location(PUBLICATION))  # of the title slide

    @classmethod
    def of(
        cls, document: Document, theme: Theme, palette: str, drawings: Mapping[str, Drawing], shelf: FontShelf
    ) -> Compositor:
        """A compositor for one deck in that palette."""
        own = styles(theme)
        rtl = document.direction == "rtl"
        made = {n: mirrored(one, theme.slide) if rtl else one for n, one in layouts(theme.slide).items()}
        fitter = Fitter(shelf, own, theme.slide.reserve)
        return cls(document, theme, drawings, fitter, own, made, Problems(), palette, note_index(document))

    # words ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def word(self, key: str) -> str:
        """An interface word of the document; its key where the language file has none."""
        return self.document.words.get(key, key.replace("-", " "))

    def unique(self, title: str) -> str:
        """The title, or the title "(continued)", "(continued 2)" … where a slide before has it."""
        wanted = " ".join(title.split()) or self.document.title
        candidate, number = wanted, 1
        while candidate.casefold() in self.taken:
            count = f" {number}" if number > 1 else ""
            candidate, number = f"{wanted} ({self.word('continued')}{count})", number + 1
        self.taken.add(candidate.casefold())
        return candidate

    def line(self, text: str) -> Line:
        """A paragraph of plain words."""
        return Line(say(text, self.document.language))

    def runs(self, inlines: Inlines) -> tuple[Run, ...]:
        """Inlines as runs in the document's language."""
        return runs(inlines, self.document.language)

    # fitting ────────────────────────────────────────────────────────────────────────────────────────────────────

    def fit(self, layout: str, place: str, lines: tuple[Line, ...], height: Length | None = None) -> Fitted:
        """The words in the place's style, within its width and that height (else the place's own)."""
        own = self.layouts[layout].place(place)
        return self.fitter.fit(own.style, lines, own.frame.width, height or own.frame.height)

    def balanced(
        self, layout: str, place: str, lines: tuple[Line, ...], style: TypeStyle, frame: Frame | None = None
    ) -> Words:
        """The words in that place, in lines of about one length."""
        own = frame or self.layouts[layout].place(place).frame
        width = self.fitter.balanced(lines, style, own.width)
        left = own.left + own.width - width if self.document.direction == "rtl" else own.left
        narrow = _rounded(replace(own, left=left, width=width)) if width != own.width else own
        return self.words(layout, place, lines, style, narrow)

    def words(
        self, layout: str, place: str, lines: tuple[Line, ...], style: TypeStyle, frame: Frame | None = None
    ) -> Words:
        """The words in that place. Size, leading and frame are said only where they differ from the layout's."""
        own = self.layouts[layout].place(place)
        usual = self.styles[own.style]
        smaller = style.size != usual.size
        set_lines = tuple(self._led(line, style) for line in lines)
        return Words(
            place,
            set_lines,
            frame if frame is not None and frame != own.frame else None,
            style.size if smaller else None,
            style.leading if smaller else None,
        )

    def _led(self, line: Line, style: TypeStyle) -> Line:
        leading = self.fitter.leading(line, style)
        return replace(line, leading=leading) if leading > style.leading else line

    def placed(self, layout: str, place: str, lines: tuple[Line, ...], title: str) -> Words:
        """The words in that place as it is; an error where they do not fit it."""
        fitted = self.fit(layout, place, lines)
        self.complain(fitted.over, title, place)
        if self.layouts[layout].place(place).kind == "footer":
            return self.words(layout, place, lines, fitted.style)
        return self.balanced(layout, place, lines, fitted.style)

    def complain(self, over: int, title: str, part: str, origin: Location | None = None) -> None:
        """Report how many lines a part of a slide is over, at its own place or else at that of the slide."""
        if over <= 0:
            return
        lines = f"{over} line{'s' if over > 1 else ''}"
        message = f'the slide "{title}" is {lines} over: its {part} does not fit'
        hint = "say it in fewer words, or on two slides; text on a slide is never made smaller to fit"
        self.problems.error("slide-overflow", message, origin or self.origin, hint)

    # what stands on many slides ─────────────────────────────────────────────────────────────────────────────────

    def source(self, layout: str, said: Told, title: str, extra: str = "", doubt: str = "") -> tuple[Item, ...]:
        """The source line, where the slide states something: the fullest form that fits, behind what is in doubt."""
        shorts = [note.short for note in said.notes if note.short] or ([extra] if extra else [])
        if not shorts:
            return ()
        forms = credit_lines(shorts, self.word("source-line"), self.word("seen-in"), self.word("and-others"))
        lines = [(self.line(f"{doubt} {form}".strip()),) for form in forms]
        fitting = (line for line in lines if not self.fit(layout, "source", line).over)
        return (self.placed(layout, "source", next(fitting, lines[-1]), title),)

    def mark(self, layout: str, standing: Standing | None, top: Length | None = None) -> tuple[Item, ...]:
        """The sign of a standing and its word, at the end of the line that begins at `top`."""
        word = next((s.word for s in self.document.standings if s.standing is standing), None)
        if standing is None or word is None:
            return ()
        place = self.layouts[layout].place("mark")
        style = self.styles[place.style]
        line = self.line(word)
        frame = place.frame if top is None else replace(place.frame, top=top)
        length = self.fitter.shelf.measure(word, style, self.document.language)
        if length * (1 + self.fitter.reserve) + SIGN + pt(MARK_GAP) > frame.width:
            over = f'the word "{word}" for a standing is wider than the place for marks on a slide'
            self.problems.error("slide-overflow", over, self.origin, "give it a shorter word in the language file")
        after = frame.left + frame.width - length - pt(MARK_GAP) - SIGN
        if self.document.direction == "rtl":
            after = frame.left + length + pt(MARK_GAP)
        sign = Frame(after, frame.top + pt(4), SIGN, SIGN)
        return (Sign(standing, _rounded(sign)), self.words(layout, "mark", (line,), style, frame))

    def notes(self, said: Told, reasons: Iterable[str] = ()) -> Notes:
        """The notes of a slide before anything is spoken: who says so, in full, and the values stated."""
        self.cite(source for note in said.notes for source in note.sources)
        lines = [Line(self.runs(note.children)) for note in said.notes]
        lines += [self.line(reason) for reason in reasons]
        return Notes((), _told_once(lines), said.claims)

    def spoken(self, notes: Notes, paragraphs: tuple[Inlines, ...]) -> Notes:
        """The notes with words to be spoken behind those they have, and who says so where the slide does not."""
        claims = [claim for claim in told(*paragraphs).claims if claim not in notes.claims]
        found = (self.evidence.get(claim) or self.evidence.get(claim.partition("/")[0]) for claim in claims)
        said = [note for note in dict.fromkeys(found) if note is not None]
        self.cite(source for note in said for source in note.sources)
        lines = tuple(Line(self.runs(paragraph)) for paragraph in paragraphs)
        sources = _told_once((*notes.sources, *(Line(self.runs(note.children)) for note in said)))
        claims += told(*(note.children for note in said)).claims
        return Notes((*notes.spoken, *lines), sources, tuple(dict.fromkeys((*notes.claims, *claims))))

    def cite(self, sources: Iterable[str]) -> None:
        """Remember the sources, for the list at the end."""
        self.cited.update(dict.fromkeys(sources))

    def standing_reason(self, standing: Standing | None, reason: str) -> str:
        """A standing explained: its word, and why."""
        word = next((s.word for s in self.document.standings if s.standing is standing), "")
        return f"{word}{self.word('colon')} {reason}" if word and reason else reason

    def slide(self, layout: str, items: Iterable[Item], notes: Notes | None = None) -> Slide:
        """A slide of these items."""
        return Slide(layout, tuple(items), notes or Notes(), origin=self.origin)


def _told_once(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(dict.fromkeys(line for line in lines if line.text.strip()))


def _rounded(frame: Frame) -> Frame:
    return Frame.points(frame.left.pt, frame.top.pt, frame.width.pt, frame.height.pt)


def credit_lines(sources: Iterable[str], pattern: str, seen_in: str, and_others: str) -> Iterator[str]:
    """The source line in ever fewer words. `pattern` has a place for "{source}"; `seen_in` and `and_others` are words.

    Each of `sources` is one or several works, with "; " between.
    """
    full = list(dict.fromkeys(work for source in sources for work in source.split("; ") if work))

    def said(works: Iterable[str]) -> str:
        line = pattern.format(source="; ".join(dict.fromkeys(works)))
        return line if line.endswith((".", "…", ".”", "?”", "!”")) else line + "."

    first_hand = [work.partition(f" ({seen_in} ")[0] for work in full]
    names = list(dict.fromkeys(work.partition(", ")[0] for work in first_hand))
    fewer = ([*names[: count - 1], f"{names[count - 1]} {and_others}"] for count in range(len(names) - 1, 0, -1))
    last = said(full)
    yield last
    for works in (first_hand, names, *fewer):
        if len(line := said(works)) < len(last):
            last = line
            yield line
