"""Slides of an earlier deck, which are composed again only if what they were made of has changed.

Composing slides is measuring text, which takes seconds for a deck. While an editor changes a number, nearly all slides
stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from factpress.core.diagnostics import Location
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme
from factpress.document.model import Document
from factpress.output.charts import Drawing
from factpress.output.deck.fitting.measure import Fitter
from factpress.output.deck.presentation import Slide
from factpress.output.deck.slides.composer import SlideComposer

V = TypeVar("V")

_MOST_COUNTED = 20_000
"""Counts of lines that a fitter keeps, before it is made again."""


@dataclass(frozen=True, slots=True)
class _Composed:
    """Slides with what they were made of, and what else composing them did."""

    source: Any
    origin: Location
    drawings: Mapping[str, Drawing | None]
    notes: Mapping[str, Any]
    titles: tuple[tuple[str, str], ...]
    cited: tuple[str, ...]
    slides: tuple[Slide, ...]


@dataclass(slots=True)
class KeptSlides:
    """The slides of the last deck. One object is for one deck, with any contents; it holds as much as one deck."""

    _look: tuple[Theme, str, Document] | None = None
    _fitter: Fitter | None = None
    _last: dict[str, _Composed] = field(default_factory=dict[str, _Composed])
    _next: dict[str, _Composed] = field(default_factory=dict[str, _Composed])

    def composer(
        self, document: Document, theme: Theme, palette: str, drawings: Mapping[str, Drawing], fonts: FontSet
    ) -> SlideComposer:
        """Return a composer for a deck that keeps what it has measured, and records what it uses."""
        look = theme, palette, replace(document, chapters=(), references=(), made={})
        if look != self._look:
            self._look, self._fitter = look, None
            self._last = {}
        self._last, self._next = {**self._last, **self._next}, {}
        c = SlideComposer.of(document, theme, palette, _Used(drawings), fonts)
        if self._fitter is not None and self._fitter.counted < _MOST_COUNTED:
            c.fitter = self._fitter
        self._fitter = c.fitter
        c.notes_by_claim = _Used(c.notes_by_claim)
        return c

    def finish(self) -> None:
        """Forget slides that the deck no longer has."""
        self._last, self._next = self._next, {}

    def compose(
        self, c: SlideComposer, name: str, source: Any, make: Callable[[], tuple[Slide, ...]]
    ) -> tuple[Slide, ...]:
        """Return the slides that `make` returns, or those of the last deck with that name if it would return the same.

        `source` is all of the document that they are made of, besides notes. Slides with findings are not kept.
        """
        last = self._last.get(name)
        if last is not None and self._holds(c, last, source):
            c.cited.update(dict.fromkeys(last.cited))
            self._next[name] = last
            return last.slides
        drawings, notes = c.drawings, c.notes_by_claim
        if not isinstance(drawings, _Used) or not isinstance(notes, _Used):
            return make()
        drawings.used, notes.used, c.titled = {}, {}, []
        cited, c.cited = c.cited, {}
        origin, problems = c.origin, len(c.problems.found)
        slides = make()
        if len(c.problems.found) == problems:
            titles = tuple(c.titled)
            self._next[name] = _Composed(source, origin, drawings.used, notes.used, titles, tuple(c.cited), slides)
        c.cited = {**cited, **c.cited}
        return slides

    def _holds(self, c: SlideComposer, last: _Composed, source: Any) -> bool:
        """Whether the slides would be composed the same. If they would, their titles are taken."""
        same = (
            last.origin == c.origin
            and last.source == source
            and all(c.drawings.get(name) == used for name, used in last.drawings.items())
            and all(c.notes_by_claim.get(name) == used for name, used in last.notes.items())
        )
        if not same:
            return False
        before = set(c.titles)
        if all(c.unique_title(wanted) == title for wanted, title in last.titles):
            return True
        c.titles = before
        return False


class _Used(Mapping[str, V]):
    """A mapping that notes which of its values are asked for, those that it does not have as None."""

    def __init__(self, values: Mapping[str, V]) -> None:
        self._values = values
        self.used: dict[str, V | None] = {}

    def __getitem__(self, name: str) -> V:
        self.used[name] = self._values.get(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
