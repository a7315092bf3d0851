"""The file as a whole: rules that need all pages, and the notes for the printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from factpress.core.diagnostics import Severity, ranges_of
from factpress.core.units import Length, inch, mm
from factpress.output.prepress.ink.pdfx4 import profile_name
from factpress.output.prepress.preflight.findings import Finding, Requirements
from factpress.output.prepress.preflight.identity import Identity
from factpress.output.prepress.preflight.page_model import Box, Coverage, Family, Painted, Sheet, bleed_of


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What is kept of a page while the next ones are read."""

    number: int
    media: Box
    trim: Box
    bleed: Box
    trimmed: bool  # whether the file sets a TrimBox or ArtBox
    blank: bool
    transparent: bool
    families: frozenset[Family]
    spots: frozenset[str]
    most_ink: float
    measured: bool  # whether the ink of all that could take much is known
    faults: frozenset[str]


def summary_of(sheet: Sheet) -> PageSummary:
    """The summary of a page."""
    seen = [t for t in sheet.painted if not t.paint.blank and t.box.shared(sheet.bleed) is not None]
    return PageSummary(
        number=sheet.number,
        media=sheet.media,
        trim=sheet.trim,
        bleed=sheet.bleed,
        trimmed=bool(sheet.stated & {"TrimBox", "ArtBox"}),
        blank=not sheet.words and all(thing.blank for thing in seen),
        transparent=sheet.transparent,
        families=frozenset(thing.paint.family for thing in seen),
        spots=frozenset(spot for thing in seen for spot in thing.paint.spots),
        most_ink=max(map(_most_ink, seen), default=0.0),
        measured=not any(_is_unknown(thing) for thing in seen),
        faults=frozenset(sheet.faults),
    )


def _most_ink(thing: Painted) -> float:
    """The ink of a paint, an image or a gradient in percent; that of grey is not asked for."""
    if thing.measured is None or thing.most_possible <= _ONE_INK:
        return thing.paint.total
    found = thing.measured()
    return found.most if isinstance(found, Coverage) else 0.0


def _is_unknown(thing: Painted) -> bool:
    return thing.measured is not None and thing.most_possible > _ONE_INK and not isinstance(thing.measured(), Coverage)


_ONE_INK = 100.0


def document_findings(
    pages: Sequence[PageSummary], required: Requirements, *, imposed: bool = False
) -> Iterator[Finding]:
    """Findings about the pages as a whole. Imposed sheets may differ in size and number."""
    if not imposed:
        yield from _sizes(pages, required)
        yield from _count(pages, required)
    filling = () if imposed else _filling(pages, required.printer.multiple)
    blank = tuple(page.number for page in pages if page.blank and page.number not in filling)
    if blank:
        hint = "if this is intended, tell the printer; if not, remove a doubled page break"
        few = "the page is blank" if len(blank) == 1 else "the pages are blank"
        yield Finding(Severity.WARNING, "blank-page", few, hint, blank)
    for page in pages:
        for fault in sorted(page.faults):
            hint = "a printing machine may fail on it: export it again"
            yield Finding(Severity.ERROR, "page-fault", fault, hint, (page.number,))


def _filling(pages: Sequence[PageSummary], multiple: int) -> tuple[int, ...]:
    """The blank pages before the back cover that fill up the last folded sheet: these are no mistake."""
    if len(pages) <= 2 or len(pages) % multiple:
        return ()
    blank = tuple(page.number for page in takewhile(lambda page: page.blank, reversed(pages[:-1])))
    return tuple(reversed(blank)) if len(blank) < multiple else ()


def _sizes(pages: Sequence[PageSummary], required: Requirements) -> Iterator[Finding]:
    sizes = [(round(page.trim.width), round(page.trim.height)) for page in pages]
    usual = Counter(sizes).most_common(1)[0][0]
    others = tuple(page for page, size in zip(pages, sizes, strict=True) if size != usual)
    if others:
        common = next(page.trim for page, size in zip(pages, sizes, strict=True) if size == usual)
        size, usual_size = required.size_of(others[0].trim), required.size_of(common)
        message = f"of another size than the rest: {size}, where most are {usual_size}"
        hint = "every page of a booklet has the same size, a wide one too"
        yield Finding(Severity.ERROR, "mixed-sizes", message, hint, tuple(page.number for page in others))


def _count(pages: Sequence[PageSummary], required: Requirements) -> Iterator[Finding]:
    multiple = required.printer.multiple
    lacking = -len(pages) % multiple
    if len(pages) > 2 and lacking:
        fours = {4: "fours", 8: "eights"}.get(multiple, f"lots of {multiple}")
        message = f"there are {len(pages)} pages, and pages of a folded booklet come in {fours}"
        few = f"{lacking} blank page{'s' if lacking > 1 else ''}"
        hint = f"add {few} before the back cover, or take {len(pages) % multiple} out"
        yield Finding(Severity.ERROR, "page-count", message, hint)


_SIZES = {
    "A3": (mm(297), mm(420)), "A4": (mm(210), mm(297)), "A5": (mm(148), mm(210)), "A6": (mm(105), mm(148)),
    "US letter": (inch("8.5"), inch(11)), "US half letter": (inch("5.5"), inch("8.5")),
    "US legal": (inch("8.5"), inch(14)),
}  # fmt: skip
_STAPLED = 80
"""The most pages that can be stapled; more need a glued spine."""


def printer_notes(
    summaries: Sequence[PageSummary], identity: Identity, required: Requirements, most_ink: float
) -> Iterator[str]:
    """Sentences about size and pages, bleed, colours and ink, profile and standard, fonts, and binding."""
    first, count = summaries[0], len(summaries)
    named = next((f" ({name})" for name, size in _SIZES.items() if _is(first, size)), "")
    said = "trimmed to" if first.trimmed else "of"
    size = f"{said} {required.size_of(first.trim)}{named}"
    imposed = identity.imposed_pages
    if imposed:
        yield f"It has {count} sides of sheets {size}: its {imposed} pages lie on them as they are to be printed."
    else:
        yield f"It has {'1 page' if count == 1 else f'{count} single pages'} {size}, in reading order."
        if filling := _filling(summaries, required.printer.multiple):
            are = "is" if len(filling) == 1 else "are"
            yield f"Before its back cover {ranges_of(filling, 'page')} {are} blank, to fill the last sheet."
    yield _bleed(first, required)
    yield _colours(summaries, most_ink, required)
    if required.press:
        see_through = tuple(page.number for page in summaries if page.transparent)
        yield _profile(identity)
        yield _standard(identity, see_through, {family for page in summaries for family in page.families})
    yield (
        f"Not all fonts are in the file: {', '.join(identity.loose_fonts)}."
        if identity.loose_fonts
        else "All fonts are in the file."
    )
    if imposed:
        yield "It is imposed: print both sides as they follow each other, and impose nothing again."
    else:
        yield _binding(count, required)


def _is(page: PageSummary, size: tuple[Length, Length]) -> bool:
    sides = sorted((page.trim.width, page.trim.height))
    return all(abs(side - length.pt) < 1 for side, length in zip(sides, size, strict=True))


def _bleed(page: PageSummary, required: Requirements) -> str:
    bleed, least = page.bleed, bleed_of(page.trim, page.bleed)
    if least < 0.3:
        return "It has no bleed."
    marks = "" if page.media.holds(bleed, 0.3) and bleed.holds(page.media, 0.3) else " Around it there are marks."
    return f"Its bleed is {required.length(least)} on every side.{marks}"


def _colours(summaries: Sequence[PageSummary], most_ink: float, required: Requirements) -> str:
    families = {family for page in summaries for family in page.families}
    spots = sorted({spot for page in summaries for spot in page.spots})
    screen = sorted(family.value for family in families & {Family.RGB, Family.LAB})
    if screen and not required.press:
        return f"Its colours are {' and '.join(screen)}; the printer turns them into its own, or into greys."
    if screen:
        return f"Its colours are {' and '.join(screen)}, for a screen: they change when they are printed."
    extra = f" and {len(spots)} spot colour{'s' if len(spots) > 1 else ''} ({', '.join(spots)})" if spots else ""
    most = f"{most_ink:.0f} % of ink at the most"
    if not all(page.measured for page in summaries):
        most += ", as far as it could be measured"
    return f"Its colours are CMYK{extra}, with {most}; {required.limit} % are allowed."


def _profile(identity: Identity) -> str:
    if identity.profile is None:
        return "No profile says how its colours are meant: ask which one the printer wants."
    name = profile_name(identity.profile) or "one without a name"
    known = f" ({identity.intent})" if identity.intent and identity.intent != name else ""
    return f"Its profile, which is in the file, is {name}{known}: ask whether the paper suits it."


def _standard(identity: Identity, see_through: tuple[int, ...], families: set[Family]) -> str:
    claimed = identity.claims or f"PDF {identity.version}, without a standard for print"
    if see_through:
        return f"It is {claimed}. There is transparency on {ranges_of(see_through, 'page')}, so X-1a would not do."
    honest = families <= {Family.CMYK, Family.GREY, Family.SPOT, Family.PATTERN}
    if not honest:
        return f"It is {claimed}."
    return f"It is {claimed}. There is no transparency in it: a printer who wants X-1a can make it from this file."


def _binding(count: int, required: Requirements) -> str:
    if count <= 2:
        return "It is one sheet: there is nothing to bind."
    if count % required.printer.multiple:
        return f"It cannot be folded yet: {count} pages are not a multiple of {required.printer.multiple}."
    if count > _STAPLED:
        return f"For staples it is thick, with {count // 4} sheets: ask for a glued spine, and how wide it will be."
    sheets = "1 sheet" if count <= 4 else f"{count // 4} sheets"
    return f"It can be folded and stapled through the fold (saddle stitch): {sheets}, the cover included."
