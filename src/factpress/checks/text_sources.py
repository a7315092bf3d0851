"""The files and keys that hold an editor's prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from factpress.checks.context import Subject
from factpress.checks.text_index import Kind, Page, Passage, data_passages, text_passages
from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import path_exists
from factpress.core.validation import Path_, parse, read_text
from factpress.document.parse.charts_file import CHARTS
from factpress.document.resolve.lookup import VALUE_ROLES, FactLookup
from factpress.i18n import own_files
from factpress.publication.events import EVENTS
from factpress.publication.facts.csl import TEXTS
from factpress.publication.facts.load import SOURCES, fact_files
from factpress.publication.settings import FILE as PUBLICATION

_QUOTED = frozenset({"as_supplied", "attribution"})
_OWN = {
    "facts": frozenset({"claim", "reason", "definition", "of", "calculation"}),
    "charts": frozenset({"title", "subtitle", "label", "note"}),
    "publication": frozenset({"title", "subtitle", "back_text", "imprint"}),
    "events": frozenset({"title", "place", "note"}),
}
_WORKS = frozenset(name for name in TEXTS if "title" in name)
_SPOKEN = frozenset({"words", "units", "standings", "levels"})


def _kind(file: str) -> Callable[[Path_], Kind | None]:
    """Which keys of a kind of file hold words, and whose."""

    def kind(path: Path_) -> Kind | None:
        key = path[-1] if path else ""
        if file == "languages":
            return Kind.PROSE if path and path[0] in _SPOKEN else None
        if key in _QUOTED or (file == "sources" and key in _WORKS):
            return Kind.QUOTED
        return Kind.PROSE if key in _OWN.get(file, ()) else None

    return kind


def pages(subject: Subject, *, facts: bool = True) -> Iterator[tuple[str, Page]]:
    """The files of words with what kind each is, the text first; `facts` says whether the claims are among them."""
    files = [
        ("content", subject.publication.content),
        *(("content", path) for path in subject.drafts),
        ("publication", PUBLICATION),
        ("charts", CHARTS),
    ]
    files += [("events", EVENTS)]
    if facts:
        files += [*(("facts", path) for path in fact_files(subject.places, Problems())), ("sources", SOURCES)]
    files += [("languages", path) for path in own_files(subject.publication.language)]
    for kind, path in files:
        text = _text(subject.places.root, path)
        if text is not None:
            yield kind, Page.of(path, text)


def _text(root: Path, path: Path) -> str | None:
    return (
        read_text(root, path, Problems()) if path_exists(root / path) else None
    )  # its own reader reports what is wrong


def passages(kind: str, page: Page) -> Iterator[Passage]:
    """The runs of words of a page."""
    if kind == "content":
        yield from text_passages(page)
        return
    tree = parse(page.text, page.path, Problems())
    if tree is not None:
        yield from data_passages(page, tree, _kind(kind))


def speaker(subject: Subject) -> Callable[[str, str], str]:
    """How a role is said; what cannot be said is nothing, as composing has reported it."""
    facts, nowhere = FactLookup(subject.book, subject.language, Problems()), Location(subject.publication.content)

    def say(role: str, target: str) -> str:
        if role == "lang":
            return target.partition(":")[2]
        found = facts.find(target, nowhere) if role in VALUE_ROLES else None
        return (facts.role_text(role, found, nowhere) or "") if found is not None else ""

    return say
