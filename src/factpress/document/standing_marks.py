"""The marks of standings in a text: one behind each sentence that has the note of a claim."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.document.model import Break, Inline, Inlines, Note, plain
from factpress.i18n.sentences import sentence_ends
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class SentenceMark:
    """A mark in a text: the offset behind which it stands, and that at which its sentence begins.

    `repeats` is true if the sentence has a mark of that standing already.
    """

    at: int
    start: int
    standing: Standing
    repeats: bool = False


def sentence_marks(inlines: Inlines) -> tuple[SentenceMark, ...]:
    """The marks of a text, in order: one for each note of a claim, or for several of one standing next to each other.

    Offsets are those of the words that `words_of` returns. Notes inside emphasis or links have none.
    """
    text, placed = "", list[tuple[int, Standing]]()
    for inline in inlines:
        if not isinstance(inline, Note):
            text += words_of(inline)
        elif inline.standing is not None and (len(text), inline.standing) not in placed[-1:]:
            placed.append((len(text), inline.standing))
    ends = sentence_ends(text)
    marks: list[SentenceMark] = []
    for at, standing in placed:
        begin = max((end for end in ends if end < at), default=0)
        start = begin + len(text[begin:at]) - len(text[begin:at].lstrip())
        repeats = any(one.start == start and one.standing is standing for one in marks)
        marks.append(SentenceMark(at, start, standing, repeats))
    return tuple(marks)


def words_of(inline: Inline) -> str:
    """The words of an inline without notes; a line break of the editor as one of text."""
    return "\n" if isinstance(inline, Break) else plain((inline,))
