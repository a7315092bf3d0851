"""The whole file: how many pages, all of one size, none of them empty by accident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factpress.core.diagnostics import Severity
from factpress.output.prepress.preflight.findings import Asked
from factpress.output.prepress.preflight.page_model import Box, Family, Finding, Kind, Sheet


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of a page when the next one is read."""

    number: int
    media: Box
    trim: Box
    bleed: Box
    trimmed: bool  # whether the file says where the page is cut
    blank: bool
    transparent: bool
    families: frozenset[Family]
    spots: frozenset[str]
    most_ink: float
    faults: frozenset[str]


def summary_of(sheet: Sheet) -> Summary:
    """The page without what is painted on it."""
    seen = [thing for thing in sheet.painted if not thing.paint.blank and thing.box.shared(sheet.bleed) is not None]
    return Summary(
        number=sheet.number,
        media=sheet.media,
        trim=sheet.trim,
        bleed=sheet.bleed,
        trimmed=bool(sheet.stated & {"TrimBox", "ArtBox"}),
        blank=not seen and not sheet.words,
        transparent=sheet.transparent,
        families=frozenset(thing.paint.family for thing in seen),
        spots=frozenset(t.paint.name for t in seen if t.paint.family is Family.SPOT and t.paint.name not in _NO_SPOTS),
        most_ink=max((t.paint.total for t in seen if t.kind is not Kind.PICTURE), default=0.0),
        faults=frozenset(sheet.faults),
    )


_NO_SPOTS = ("All", "None")


def whole(pages: Sequence[Summary], asked: Asked, *, laid: bool = False) -> Iterator[Finding]:
    """What only all pages together can break. Sheets that pages are `laid` on need not be of one size, nor in fours."""
    if not laid:
        yield from _sizes(pages, asked)
        yield from _count(pages, asked)
    blank = tuple(page.number for page in pages if page.blank)
    if blank:
        hint = "if that is meant, tell the printer so; if not, a page break is doubled"
        few = "the page is blank" if len(blank) == 1 else "the pages are blank"
        yield Finding(Severity.WARNING, "blank-page", few, hint, blank)
    for page in pages:
        for fault in sorted(page.faults):
            hint = "a press may stumble over it: export it again"
            yield Finding(Severity.ERROR, "page-fault", fault, hint, (page.number,))


def _sizes(pages: Sequence[Summary], asked: Asked) -> Iterator[Finding]:
    sizes = [(round(page.trim.width), round(page.trim.height)) for page in pages]
    usual = Counter(sizes).most_common(1)[0][0]
    others = tuple(page for page, size in zip(pages, sizes, strict=True) if size != usual)
    if others:
        common = next(page.trim for page, size in zip(pages, sizes, strict=True) if size == usual)
        message = (
            f"of another size than the rest: {asked.measured(others[0].trim)}, where most are {asked.measured(common)}"
        )
        hint = "every page of a booklet has the same size, a wide one too"
        yield Finding(Severity.ERROR, "mixed-sizes", message, hint, tuple(page.number for page in others))


def _count(pages: Sequence[Summary], asked: Asked) -> Iterator[Finding]:
    multiple = asked.printer.multiple
    lacking = -len(pages) % multiple
    if len(pages) > 2 and lacking:
        fours = {4: "fours", 8: "eights"}.get(multiple, f"lots of {multiple}")
        message = f"there are {len(pages)} pages, and pages of a folded booklet come in {fours}"
        few = f"{lacking} blank page{'s' if lacking > 1 else ''}"
        hint = f"add {few} before the back cover, or take {len(pages) % multiple} out"
        yield Finding(Severity.ERROR, "page-count", message, hint)
