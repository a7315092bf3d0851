"""Converts inlines into runs of one language and one format, and collects the values and sources that they state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby
from typing import Any, cast

from factpress.core.diagnostics import Location
from factpress.document.model import (
    Break,
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Note,
    Said,
    Stated,
    Strong,
    Text,
)
from factpress.output.deck.presentation import Run
from factpress.publication.facts.claims import SENTENCE

LINE_BREAK = "\v"


def runs(inlines: Inlines, language: str, *, strong: bool = False, emphasis: bool = False) -> tuple[Run, ...]:
    """Return the inlines as runs. Notes are left out, since they are in the footer and on the notes page."""
    return tuple(_merged(_runs(inlines, Run("", language, strong=strong, emphasis=emphasis))))


def plain_runs(text: str, language: str) -> tuple[Run, ...]:
    """Return plain text as runs."""
    return runs((Text(text),), language)


def first_origin(inlines: Inlines) -> Location | None:
    """Return the origin of the first inline that has one."""
    return next((inline.origin for inline in inlines if inline.origin is not None), None)


def _runs(inlines: Inlines, base: Run) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Text(text) | Stated(text=text):
                yield from _split_by_script(replace(base, text=text))
            case Emphasis(children):
                yield from _runs(children, replace(base, emphasis=not base.emphasis))
            case Strong(children):
                yield from _runs(children, replace(base, strong=True))
            case Foreign(language, children):
                yield from _runs(children, replace(base, language=language))
            case Said(_, children):
                yield from _runs(children, base)
            case Link(target, children):
                # "#id" is an anchor of the booklet, which a slide does not have
                yield from _runs(children, base if target.startswith("#") else replace(base, link=target))
            case Break():
                yield replace(base, text=LINE_BREAK)
            case Note():
                pass


def _split_by_script(run: Run) -> Iterator[Run]:
    """Split the run where its script changes; characters of all scripts stay with the text before them."""
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
    # other scripts have no italic, and their letters are hard to read when a program slants them
    other = script not in ("", "Latn")
    return replace(run, text=text, script=script if other else "", emphasis=run.emphasis and not other)


@lru_cache(maxsize=4096)
def script_of(character: str) -> str | None:
    """Return the script of a letter (ISO 15924), or None for a character that several scripts share."""
    if character.isascii():
        return "Latn" if character.isalpha() else None
    import fontTools.unicodedata

    # the library has no types
    found = str(cast("Any", fontTools.unicodedata).script(character))
    return None if found in ("Zyyy", "Zinh", "Zzzz") else found


def _merged(split: Iterable[Run]) -> Iterator[Run]:
    """Merge neighbouring runs of one format."""
    for _, group in groupby(split, lambda run: replace(run, text="")):
        first, *rest = group
        yield replace(first, text=first.text + "".join(run.text for run in rest))


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a text states: its values, as "claim/value", and its source notes, each once and in order."""

    claims: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def __add__(self, other: Provenance) -> Provenance:
        claims, notes = (*self.claims, *other.claims), (*self.notes, *other.notes)
        return Provenance(tuple(dict.fromkeys(claims)), tuple(dict.fromkeys(notes)))


def provenance(*texts: Inlines) -> Provenance:
    """Return what these texts state, including the text of their notes."""
    found = Provenance()
    for inline in chain(*texts):
        match inline:
            case Stated(claim, value):
                found += Provenance((f"{claim}/{value}",))
            case Note(children):
                found += Provenance(provenance(children).claims, (inline,))
            case Said(claim, children):
                found += Provenance((f"{claim}/{SENTENCE}",)) + provenance(children)
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                found += provenance(children)
            case Text() | Break():
                pass
    return found
