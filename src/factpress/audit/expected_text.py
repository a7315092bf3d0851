"""The text that is expected on a page or slide, as passages, each with its place in the editor's files.

No rule allows "any number here": a page number is that of its page, a note is the text of that note, a tick is a label
of that chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factpress.audit.pictures import ExpectedPictures
from factpress.audit.reading import Where
from factpress.audit.text import NormalisedText
from factpress.core.diagnostics import Location
from factpress.document.model import Inlines, Items, Note, Stated, statements, walk_inlines


@dataclass(frozen=True)
class Passage:
    """A text that is expected.

    `statements` are the values that it states. `standing_words` are the words of standings that have to be next to it
    or behind its sentences, `margin_words` those in the margin.
    A `repeatable` passage may occur any number of times, such as a title or a running head. An `optional` one may be
    missing. `note` is what a note is about: a page has one note about it. Every word of an `exact` one counts, as in a
    source or a quotation; it may be missing without error if it is `removable`. `origin` is its place in the editor's
    files.
    """

    where: Where
    text: str
    statements: tuple[Stated, ...] = ()
    standing_words: tuple[str, ...] = ()
    margin_words: tuple[str, ...] = ()
    repeatable: bool = False
    optional: bool = False
    note: str = ""
    exact: bool = False
    removable: bool = False
    origin: Location | None = field(default=None, compare=False, repr=False)

    @cached_property
    def normalised(self) -> NormalisedText:
        """The normalised text with its offsets."""
        return NormalisedText(self.text)

    @property
    def key(self) -> str:
        """The normalised text."""
        return self.normalised.key


@dataclass(frozen=True, slots=True)
class GeneratedText:
    """Text that the renderer adds and the document does not contain.

    `labels` are the labels of each chart as drawn in that file, by the id of the chart. They are None if it is unknown
    how the charts were drawn; then each label has to be one that its chart can have. `years` are those of the brand's
    ornament: the first, the begin and end of its gap, the last. `names` are names with digits, such as that of a room.
    With a `logo`, the name of the organisation is its alternative text. `pictures` returns the pictures of a deck, or
    None if they cannot be drawn. It is called only for a deck of ours, because drawing takes time.
    """

    labels: Mapping[str, tuple[str, ...]] | None = None
    years: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    logo: bool = False
    pictures: Callable[[], ExpectedPictures | None] | None = None


def statements_in(*texts: Inlines) -> tuple[Stated, ...]:
    """The values and sentences that some texts state, without those in their notes."""
    return tuple(one for inlines in texts for one in statements(inlines))


def notes_in(*texts: Inlines) -> tuple[Note, ...]:
    """The notes of some texts, in order."""
    return tuple(one for inlines in texts for one in walk_inlines(inlines, into_notes=False) if isinstance(one, Note))


def value_name(statement: Stated) -> str:
    """The name of the value that is stated: "claim/value"."""
    return f"{statement.claim}/{statement.value}"


def list_numbers(items: Items) -> tuple[str, ...]:
    """The numbers before the items of an ordered list, as pages print them; none for another list."""
    end = items.start + len(items.items)
    return tuple(f"{number}." for number in range(items.start, end)) if items.ordered else ()


def passages_of(
    where: Where,
    texts: Iterable[str],
    *,
    repeatable: bool = False,
    optional: bool = False,
    exact: bool = False,
    origin: Location | None = None,
) -> list[Passage]:
    """A passage for each text that is not blank."""
    return [
        Passage(where, text, repeatable=repeatable, optional=optional, exact=exact, origin=origin)
        for text in texts
        if text.strip()
    ]


def source_line_forms(sources: Iterable[str], pattern: str, seen_in: str, and_others: str) -> Iterator[str]:
    """Each form of a source line, from the full one to the shortest. A source may be several works, joined by "; "."""
    full = list(dict.fromkeys(work for source in sources for work in source.split("; ") if work))
    first_hand = [work.partition(f" ({seen_in} ")[0] for work in full]
    names = list(dict.fromkeys(work.partition(", ")[0] for work in first_hand))
    fewer = ([*names[:last], f"{names[last]} {and_others}"] for last in reversed(range(len(names) - 1)))
    for works in (full, first_hand, names, *fewer) if full else ():
        yield pattern.format(source="; ".join(dict.fromkeys(works)))
