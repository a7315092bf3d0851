"""What a page or slide may say, to the letter: claims in their words, and the furniture that is declared by its text.

Nothing here says "any number is right here": a folio is the number of its page, a note's text is that note's, a tick is
that chart's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from factpress.audit.normalise_text import NormalisedText
from factpress.audit.reading import Where
from factpress.core.diagnostics import Location
from factpress.document.model import Inlines, Note, Stated, walk_inlines


@dataclass(frozen=True)
class Passage:
    """A text that is expected. `said` are the values it states, `marks` the words of the standings beside it.

    A `free` one may stand any number of times: a title, a running head. A `part` stands in a line beside other words.
    `origin` is its place in the editor's files; findings name it.
    """

    where: Where
    text: str
    said: tuple[Stated, ...] = ()
    marks: tuple[str, ...] = ()
    free: bool = False
    part: bool = False
    origin: Location | None = field(default=None, compare=False, repr=False)
    normalised: NormalisedText = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "normalised", NormalisedText(self.text))

    @property
    def key(self) -> str:
        """The text squeezed."""
        return self.normalised.key


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a press puts in that the document does not say: the labels of each chart as drawn there, by chart.

    `years` are those of the brand's ornament: its first, where its gap begins and ends, its last. `labels` is None
    where nobody knows how the charts were drawn; then each label has to be one that its chart can have.
    """

    labels: Mapping[str, tuple[str, ...]] | None = None
    years: tuple[int, ...] = ()
    names: tuple[str, ...] = ()  # names with digits in them, such as that of a room


def stated(inlines: Inlines) -> tuple[Stated, ...]:
    """The values that some words state, those of their notes left out."""
    return tuple(one for one in walk_inlines(inlines, into_notes=False) if isinstance(one, Stated))


def noted(*texts: Inlines) -> tuple[Note, ...]:
    """The notes of some words, in order, each once."""
    return tuple(
        dict.fromkeys(
            one for inlines in texts for one in walk_inlines(inlines, into_notes=False) if isinstance(one, Note)
        )
    )


def pieces(where: Where, texts: Iterable[str], *, free: bool = False, origin: Location | None = None) -> list[Passage]:
    """A passage of each text that is not blank."""
    return [Passage(where, text, free=free, origin=origin) for text in texts if text.strip()]


def labelled_years(first: int, last: int, furniture: Furniture) -> list[str]:
    """The years that may stand beside an ornament from one year to another."""
    between = [year for year in furniture.years if first < year < last]
    return [str(year) for year in dict.fromkeys((first, *between, last))]
