"""The file as a whole: rules that need all pages, and the notes for the printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factpress.core.diagnostics import Severity
from factpress.core.units import Length, inch, mm
from factpress.output.prepress.preflight.findings import Asked, Finding, pages_of
from factpress.output.prepress.preflight.identity import Identity, name_of
from factpress.output.prepress.preflight.page_model import Box, Family, Kind, Sheet, bleed_of


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


_SIZES = {
    "A3": (mm(297), mm(420)), "A4": (mm(210), mm(297)), "A5": (mm(148), mm(210)), "A6": (mm(105), mm(148)),
    "US letter": (inch("8.5"), inch(11)), "US half letter": (inch("5.5"), inch("8.5")),
    "US legal": (inch("8.5"), inch(14)),
}  # fmt: skip
_STAPLED = 80
"""Pages that a fold and two staples hold; more want a spine."""


def telling(summaries: Sequence[Summary], identity: Identity, asked: Asked, most_ink: float) -> Iterator[str]:
    """Size and pages, bleed, colours and ink, profile and standard, fonts, binding: a sentence or two each."""
    first, count = summaries[0], len(summaries)
    named = next((f" ({name})" for name, size in _SIZES.items() if _is(first, size)), "")
    said = "trimmed to" if first.trimmed else "of"
    size = f"{said} {asked.measured(first.trim)}{named}"
    if identity.laid:
        yield f"It has {count} sides of sheets {size}: its {identity.laid} pages lie on them as they are to be printed."
    else:
        yield f"It has {'1 page' if count == 1 else f'{count} single pages'} {size}, in reading order."
    yield _bleed(first, asked)
    yield _colours(summaries, most_ink, asked)
    if asked.press:
        see_through = tuple(page.number for page in summaries if page.transparent)
        yield _profile(identity)
        yield _standard(identity, see_through, {family for page in summaries for family in page.families})
    yield (
        f"Not all fonts are in the file: {', '.join(identity.loose_fonts)}."
        if identity.loose_fonts
        else "All fonts are in the file."
    )
    if identity.laid:
        yield "It is imposed: print both sides as they follow each other, and impose nothing again."
    else:
        yield _binding(count, asked)


def _is(page: Summary, size: tuple[Length, Length]) -> bool:
    sides = sorted((page.trim.width, page.trim.height))
    return all(abs(side - length.pt) < 1 for side, length in zip(sides, size, strict=True))


def _bleed(page: Summary, asked: Asked) -> str:
    bleed, least = page.bleed, bleed_of(page.trim, page.bleed)
    if least < 0.3:
        return "It has no bleed."
    marks = "" if page.media.holds(bleed, 0.3) and bleed.holds(page.media, 0.3) else " Around it there are marks."
    return f"Its bleed is {asked.told(least)} on every side.{marks}"


def _colours(summaries: Sequence[Summary], most_ink: float, asked: Asked) -> str:
    families = {family for page in summaries for family in page.families}
    spots = sorted({spot for page in summaries for spot in page.spots})
    screen = sorted(family.value for family in families & {Family.RGB, Family.LAB})
    if screen and not asked.press:
        return f"Its colours are {' and '.join(screen)}; the printer turns them into its own, or into greys."
    if screen:
        return f"Its colours are {' and '.join(screen)}, for a screen: they change when they are printed."
    extra = f" and {len(spots)} spot colour{'s' if len(spots) > 1 else ''} ({', '.join(spots)})" if spots else ""
    return f"Its colours are CMYK{extra}, with {most_ink:.0f} % of ink at the most; {asked.limit} % are allowed."


def _profile(identity: Identity) -> str:
    if identity.profile is None:
        return "No profile says how its colours are meant: ask which one the printer wants."
    name = name_of(identity.profile) or "one without a name"
    known = f" ({identity.intent})" if identity.intent and identity.intent != name else ""
    return f"Its profile, which is in the file, is {name}{known}: ask whether the paper suits it."


def _standard(identity: Identity, see_through: tuple[int, ...], families: set[Family]) -> str:
    claimed = identity.claims or f"PDF {identity.version}, without a standard for print"
    if see_through:
        return f"It is {claimed}. There is transparency on {pages_of(see_through)}, so X-1a would not do."
    honest = families <= {Family.CMYK, Family.GREY, Family.SPOT, Family.PATTERN}
    if not honest:
        return f"It is {claimed}."
    return f"It is {claimed}. There is no transparency in it: a printer who wants X-1a can make it from this file."


def _binding(count: int, asked: Asked) -> str:
    if count <= 2:
        return "It is one sheet: there is nothing to bind."
    if count % asked.printer.multiple:
        return f"It cannot be folded yet: {count} pages are not a multiple of {asked.printer.multiple}."
    if count > _STAPLED:
        return f"For staples it is thick, with {count // 4} sheets: ask for a glued spine, and how wide it will be."
    sheets = "1 sheet" if count <= 4 else f"{count // 4} sheets"
    return f"It can be folded and stapled through the fold (saddle stitch): {sheets}, the cover included."
