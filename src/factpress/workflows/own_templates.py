"""Which errors of the layout come from the publication's own templates and style sheets, and not from its text.

A page does not say why it is empty or too long. So a product with such an error is laid out again with the engine's
templates: an error that is gone then comes from a file that the publication has in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from factpress.core.content_cache import file_digest
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.core.paths import Places, engine_folder

LayOut = Callable[[Places], Iterable[Diagnostic]]
"""Lays out one product with other templates, and returns what is found."""

_OF_PAGES = frozenset({"empty-page", "missing-glyph", "overfull", "text-overflow", "typesetting"})
"""Findings about pages. Without an error of them a file is audited, too."""

_OF_LENGTH = frozenset({"overfull", "text-overflow"})
"""Findings about a text that is too long, or whose style is too large: the editor knows which."""

_MOST_LONG = 3
"""If more texts than this are too long for a style sheet only, it is the style sheet that has an error."""

_FAILED = "layout-failed"


def own_templates(places: Places) -> tuple[Path, ...]:
    """The templates and style sheets of a publication that differ from the engine's, or that only it has."""
    if places.root == engine_folder():
        return ()
    own, engine = places.root / "templates", engine_folder() / "templates"
    return tuple(path for path in sorted(own.rglob("*")) if _differs(path, engine / path.relative_to(own)))


def _differs(path: Path, engine: Path) -> bool:
    try:
        return path.is_file() and not (engine.is_file() and file_digest(path) == file_digest(engine))
    except OSError:
        return path.is_file()


def blame_templates(
    found: Sequence[Diagnostic], own: Sequence[Path], places: Places, lay_out: LayOut
) -> tuple[Diagnostic, ...]:
    """The findings about one product; the errors that one of its `own` templates causes are one, at that file.

    Where that cannot be told, since the engine's templates do not fit the product, the error names its own templates.
    """
    errors = [one for one in found if one.severity is Severity.ERROR and not _in_templates(one)]
    if not errors or not own:
        return tuple(found)
    again = tuple(lay_out(places.without(own)))
    if _unknown(again):
        related = tuple(Location(path.relative_to(places.root)) for path in own[:3])
        return tuple(replace(one, related=(*one.related, *related)) if one in errors else one for one in found)
    gone = _gone(errors, again)
    if not gone:
        return tuple(found)
    culprit = Location(_culprit(gone, own, places, lay_out).relative_to(places.root))
    if len(gone) <= _MOST_LONG and all(one.code in _OF_LENGTH and one.location and one.location.line for one in gone):
        return tuple(_and(one, culprit) if one in gone else one for one in found)
    return (*(one for one in found if one not in gone), _placed_at(culprit, gone))


def _culprit(gone: Collection[Diagnostic], own: Sequence[Path], places: Places, lay_out: LayOut) -> Path:
    """One of the `own` templates without which those findings are gone; without all of them they are."""
    suspects, aside = list(own), list[Path]()
    while len(suspects) > 1:
        half = suspects[: len(suspects) // 2]
        again = tuple(lay_out(places.without([*aside, *half])))
        if not _unknown(again) and len(_gone(gone, again)) == len(gone):
            suspects = half
        else:
            suspects, aside = suspects[len(half) :], [*aside, *half]
    return suspects[0]


def _and(found: Diagnostic, culprit: Location) -> Diagnostic:
    """The finding about a text that is too long for one of the publication's own style sheets."""
    hint = f"{found.hint}; or change {culprit}: it fits with the engine's"
    return replace(found, hint=hint, related=(*found.related, culprit))


def _placed_at(culprit: Location, gone: Sequence[Diagnostic]) -> Diagnostic:
    """All errors that a template causes as one, at the template."""
    first, *more = gone
    codes = ", ".join(dict.fromkeys(one.code for one in more))
    message = f"{first.message} ({len(more)} more: {codes})" if more else first.message
    related = (first.location,) if first.location is not None and first.location.line else ()
    hint = "with the engine's template in its place there is no such error: compare the two"
    return replace(first, message=message, location=culprit, hint=hint, related=(*related, *first.related))


def _gone(errors: Iterable[Diagnostic], again: Collection[Diagnostic]) -> list[Diagnostic]:
    """The errors that are not found again. If pages have errors, their file was not audited."""
    causes = {_cause(one) for one in again}
    audited = not any(one.severity is Severity.ERROR for one in again)
    return [one for one in errors if _cause(one) not in causes and (audited or one.code in {*_OF_PAGES, _FAILED})]


def _unknown(again: Iterable[Diagnostic]) -> bool:
    """Whether the other templates do not fit the product, so that its text was not laid out."""
    return any(one.code == _FAILED or _in_templates(one) for one in again if one.severity is Severity.ERROR)


def _in_templates(one: Diagnostic) -> bool:
    return one.location is not None and one.location.path.parts[:1] == ("templates",)


def _cause(one: Diagnostic) -> tuple[object, ...]:
    """What of a finding stays if the pages are others: code and place; for one without a line, its words, too."""
    at = one.location
    if at is not None and at.line:
        return one.code, at
    return one.code, at, one.message.partition(": ")[2]
