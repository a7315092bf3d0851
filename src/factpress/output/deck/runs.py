"""Converts inlines into runs of one language and one format, and collects the values that they state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from factpress.core.diagnostics import Location
from factpress.document.model import (
    Break,
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Note,
    Stated,
    Strong,
    Text,
)
from factpress.output.deck.presentation import Run

LINE_END = "\v"


def runs(inlines: Inlines, language: str, *, strong: bool = False, emphasis: bool = False) -> tuple[Run, ...]:
    """The words as runs; notes are left out, since they stand in the footer and on the notes page."""
    return tuple(_joined(_walk(inlines, Run("", language, strong=strong, emphasis=emphasis))))


def say(text: str, language: str) -> tuple[Run, ...]:
    """Plain words as runs."""
    return runs((Text(text),), language)


def origin_of(inlines: Inlines) -> Location | None:
    """The place of the first inline that has one."""
    return next((inline.origin for inline in inlines if inline.origin is not None), None)


def _walk(inlines: Inlines, like: Run) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Text(text) | Stated(text=text):
                yield from _by_script(replace(like, text=text))
            case Emphasis(children):
                yield from _walk(children, replace(like, emphasis=not like.emphasis))
            case Strong(children):
                yield from _walk(children, replace(like, strong=True))
            case Foreign(language, children):
                # letters of another script have no italic, and slanting them makes them hard to read
                yield from _walk(children, replace(like, language=language))
            case Link(target, children):
                # "#id" leads inside the booklet; a slide has no such place
                yield from _walk(children, like if target.startswith("#") else replace(like, link=target))
            case Break():
                yield replace(like, text=LINE_END)
            case Note():
                pass


def _by_script(run: Run) -> Iterator[Run]:
    """The run cut where its script changes; what all scripts share stays with what stands before it."""
    start, current = 0, ""
    for i, character in enumerate(run.text):
        script = script_of(character)
        if script is None or script == current:
            continue
        if run.text[start:i] and (current or run.text[start:i].strip()):
            yield _scripted(run, run.text[start:i], current)
            start = i
        current = script
    if run.text[start:]:
        yield _scripted(run, run.text[start:], current)


def _scripted(run: Run, text: str, script: str) -> Run:
    other = script not in ("", "Latn")
    return replace(run, text=text, script=script if other else "", emphasis=run.emphasis and not other)


@lru_cache(maxsize=4096)
def script_of(character: str) -> str | None:
    """The script of a letter (ISO 15924); None for what belongs to no script of its own."""
    if character.isascii():
        return "Latn" if character.isalpha() else None
    import fontTools.unicodedata

    # the library has no types
    found = str(cast("Any", fontTools.unicodedata).script(character))
    return None if found in ("Zyyy", "Zinh", "Zzzz") else found


def _joined(made: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in made:
        if last is not None and replace(last, text="") == replace(run, text=""):
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


@dataclass(frozen=True, slots=True)
class Told:
    """What some words state: the values, as "claim/value", and the notes that say who says so. In order, each once."""

    claims: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def __add__(self, other: Told) -> Told:
        return Told(
            tuple(dict.fromkeys((*self.claims, *other.claims))), tuple(dict.fromkeys((*self.notes, *other.notes)))
        )


def told(*texts: Inlines) -> Told:
    """What these words state, the words of their notes included."""
    found = Told()
    for inlines in texts:
        for inline in inlines:
            match inline:
                case Stated(claim, value):
                    found += Told((f"{claim}/{value}",))
                case Note(children):
                    found += Told(told(children).claims, (inline,))
                case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                    found += told(children)
                case Text() | Break():
                    pass
    return found
