"""Where the notes of a text stand: behind the sentence that they belong to.

A note of a claim stands at the end of its sentence, behind the stop, where the mark of its standing is printed, too. If
a sentence has claims of different standings, each note but the last stands at the end of its clause, so that no mark is
taken for that of another claim. A note that the editor placed, {cite} or a footnote, stays where it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factpress.document.model import Break, Emphasis, Foreign, Inline, Inlines, Link, Note, Said, Stated, Strong, Text
from factpress.document.standing_marks import words_of
from factpress.i18n.sentences import sentence_ends

_CLOSING = re.compile(r"[.,;:!?)\]”’\"…]+")
_CLAUSE_END = re.compile(r"[,;:)](?=\s)")


def notes_in_place(inlines: Iterable[Inline]) -> Inlines:
    """The inlines of one text, each note moved to its place."""
    others, notes = _lifted(inlines)
    if not notes:
        return tuple(others)
    text = "".join(map(words_of, others))
    return tuple(_with_notes(_joined(others), _Sentences(text, notes).places()))


def without_notes(inlines: Inlines) -> Inlines:
    """The inlines without any notes."""
    kept = (inline for inline in inlines if not isinstance(inline, Note))
    return tuple(
        replace(inline, children=without_notes(inline.children))
        if isinstance(inline, Emphasis | Strong | Foreign | Link | Said)
        else inline
        for inline in kept
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A note of a claim, with the offset in the text behind which it stands."""

    at: int
    note: Note


def _lifted(inlines: Iterable[Inline], at: int = 0) -> tuple[list[Inline], list[_Placed]]:
    """The inlines without the notes of claims, and those notes, also out of emphasis, links and sentences."""
    out: list[Inline] = []
    notes: list[_Placed] = []
    for inline in inlines:
        match inline:
            case Note() if inline.about:
                notes.append(_Placed(at, inline))
                continue
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children) | Said(_, children):
                inside, lifted = _lifted(children, at)
                notes += lifted
                out.append(replace(inline, children=tuple(inside)))
            case Text() | Stated() | Note() | Break():
                out.append(inline)
        at += len(words_of(inline))
    return _after_punctuation(out), notes


def _after_punctuation(inlines: list[Inline]) -> list[Inline]:
    """Move each note after the punctuation that follows its number, as is usual in print."""
    out: list[Inline] = []
    for inline in inlines:
        closing = _CLOSING.match(inline.text) if isinstance(inline, Text) else None
        if not isinstance(inline, Text) or closing is None or not out or not isinstance(out[-1], Note):
            out.append(inline)
            continue
        first = len(out)
        while first and isinstance(out[first - 1], Note):
            first -= 1
        out.insert(first, Text(closing[0], origin=inline.origin))
        out += [Text(rest, origin=inline.origin)] if (rest := inline.text[closing.end() :]) else []
    return out


class _Sentences:
    """The words of a text with the notes of its claims."""

    def __init__(self, text: str, notes: list[_Placed]) -> None:
        self.text, self.notes, self.ends = text, notes, sentence_ends(text)

    def places(self) -> list[_Placed]:
        """The notes at the ends of their sentences or clauses."""
        out: list[_Placed] = []
        for i, one in enumerate(self.notes):
            end, after = self._end(one), self.notes[i + 1] if i + 1 < len(self.notes) else None
            same = [other for other in self.notes if self._end(other) == end]
            is_clear = len({other.note.standing for other in same}) == 1
            if is_clear or after is None or self._end(after) != end:
                out.append(replace(one, at=end))
            else:
                place = _CLAUSE_END.search(self.text, one.at, after.at) or _CLOSING.match(self.text, one.at)
                out.append(replace(one, at=place.end()) if place is not None else one)
        return out

    def _end(self, one: _Placed) -> int:
        """The end of the sentence of a note."""
        index = bisect_left(self.ends, one.at)
        return self.ends[index] if index < len(self.ends) else one.at


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines with texts next to each other as one."""
    before: Text | None = None
    for inline in inlines:
        if isinstance(inline, Text):
            before = replace(before, text=before.text + inline.text) if before is not None else inline
            continue
        if before is not None:
            yield before
        before = None
        yield inline
    if before is not None:
        yield before


def _with_notes(inlines: Iterable[Inline], notes: list[_Placed]) -> Iterator[Inline]:
    """The inlines with the notes at their offsets. A text is divided; another inline is not, so its note follows it."""
    at, left = 0, list(notes)
    for inline in inlines:
        words = words_of(inline)
        end, start = at + len(words), 0
        while isinstance(inline, Text) and left and left[0].at < end:
            cut = max(left[0].at - at, 0)
            if words[start:cut]:
                yield Text(words[start:cut], origin=inline.origin)
            start = max(start, cut)
            yield left.pop(0).note
        if isinstance(inline, Break):
            while left and left[0].at <= at:
                yield left.pop(0).note
        if not isinstance(inline, Text):
            yield inline
        elif words[start:]:
            yield Text(words[start:], origin=inline.origin)
        at = end
        while left and left[0].at <= at and not isinstance(inline, Break):
            yield left.pop(0).note
    yield from (one.note for one in left)
