"""The sources at the end: the works that the slides cite, and the address of the publication.

A list that needs more than one slide is not read in a talk. With an address there is one slide in its place, which says
where the sources are and has the code of the address; the list is in its notes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from factpress.core.diagnostics import Location
from factpress.core.units import pt
from factpress.output.deck.fitting.layout_choice import excess_lines, pages
from factpress.output.deck.fitting.measure import Paragraphs
from factpress.output.deck.layouts.placeholders import Placeholder
from factpress.output.deck.presentation import Notes, Run, Slide, TextParagraph
from factpress.output.deck.runs import plain_runs, runs
from factpress.output.deck.slides.composer import PlacedText, SlideComposer
from factpress.output.deck.slides.logo import logo_items
from factpress.output.deck.slides.ornament import cloth_below
from factpress.output.deck.slides.qr_picture import address_run, qr_picture

MOST_GROUPED = 4
"""Works of one name on one line; with more the line would be a paragraph."""


def source_slides(c: SlideComposer, cited: Collection[str]) -> tuple[Slide, ...]:
    """Compose the list of the sources with the ids in `cited` and the address, in words and as a QR code.

    A slide names each work in a few words; its notes have the whole references. There are no slides without sources and
    without an address.
    """
    document = c.document
    references = [ref for ref in document.references if ref.source in cited]
    entries = {ref.short: TextParagraph(runs(ref.entry, document.language)) for ref in references}
    titles = {ref.short: ref.title for ref in references}
    groups = group_by_name(ref.short for ref in references)
    works = {_with_title(text, shorts, titles): shorts for text, shorts in groups.items()}
    lines = tuple(TextParagraph(plain_runs(text, document.language)) for text in works)
    size, divided = _paginate(c, lines)
    address = document.origins.get("address_text") or document.origins.get("address")
    if len(divided) > 1 and _has_address(c):
        c.origin = address or c.origin
        full = tuple(entries[short] for shorts in works.values() for short in shorts)
        return (_with_logo(c, _slide_of_code(c, full, address)),)
    slides: list[Slide] = []
    places = {ref.short: ref.origin for ref in references}
    for i, page in enumerate(divided):
        listed = (places[short] for line in page for short in works[line.text])
        c.origin = next((place for place in listed if place is not None), address) or c.origin
        last = i == len(divided) - 1 and _has_address(c)
        title = c.unique_title(c.word("sources-for-this-talk" if page else "read-more"))
        texts = [PlacedText("title", c.paragraphs(title)), PlacedText("sources", page, "source")]
        texts += [PlacedText("address", _address(c), origin=address)] if last else []
        layout, items = c.fitted(_family(last=last), title, texts, size)
        items += [qr_picture(c, layout.place("code").frame, of_sources=True)] if last else []
        full = tuple(entries[short] for line in page for short in works[line.text])
        slides.append(c.slide(layout, items, Notes((), full)))
    return (*slides[:-1], *(_with_logo(c, slide) for slide in slides[-1:]))


def _has_address(c: SlideComposer) -> bool:
    return bool(c.document.sources_address or c.document.address)


def _with_logo(c: SlideComposer, slide: Slide) -> Slide:
    m = c.theme.slide
    logo = logo_items(c, m.footer_y, m.height - m.footer_y - pt(8))
    return replace(slide, items=(*slide.items, *logo))


def _slide_of_code(c: SlideComposer, references: Paragraphs, address: Location | None) -> Slide:
    """Compose the slide in place of a long list: where the sources are, and the code of the address."""
    title = c.unique_title(c.word("sources-for-this-talk"))
    texts = (
        PlacedText("title", c.paragraphs(title)),
        PlacedText("body", c.paragraphs(c.word("sources-in-notes"))),
        PlacedText("address", (TextParagraph((address_run(c, of_sources=True),)),), origin=address),
    )
    written = {text.place: text.paragraphs for text in texts}
    free = c.theme.ornament is not None and c.theme.logo is None and "sources-cloth" in c.families
    cloth = cloth_below(c) if free and not c.choose("sources-cloth", written).excess else ()
    family = "sources-cloth" if cloth else "sources-code" if "sources-code" in c.families else "closing-address"
    layout, items = c.fitted(family, title, texts)
    code = qr_picture(c, layout.place("code").frame, of_sources=True)
    *above, below = items
    return c.slide(layout, (*above, code, below, *cloth), Notes((), references))


def _family(*, last: bool) -> str:
    return "sources-address" if last else "sources"


def _with_title(text: str, shorts: Iterable[str], titles: Mapping[str, str]) -> str:
    """Add the title to the short form of a single work, unless one of them contains the other."""
    title, *others = (titles[short] for short in shorts)
    if others or not title or text.casefold() in title.casefold() or title.casefold() in text.casefold():
        return text
    return f"{text}: {title}"


def _paginate(c: SlideComposer, lines: Paragraphs) -> tuple[int, list[Paragraphs]]:
    """Return the largest size that needs no more slides than the smallest, by its number, and the pages in it."""
    addressed = _has_address(c)
    sizes = zip(c.families[_family(last=False)], c.families[_family(last=addressed)], strict=True)
    tried = [_pages(c, lines, each.place("sources"), end.place("sources")) for each, end in sizes]
    return min(enumerate(tried), key=lambda pair: len(pair[1]))


def _pages(c: SlideComposer, lines: Paragraphs, place: Placeholder, end: Placeholder) -> list[Paragraphs]:
    """Divide the list evenly between the fewest slides; `end` is the placeholder of the last one."""
    tried: list[list[Paragraphs]] = []
    for share in range(40, 101, 3):
        lower = replace(place, frame=replace(place.frame, height=place.frame.height * (share / 100)))
        tried.append(list(pages(c.fitter, lower, lines)))
    fitting = [each for each in tried if each and not excess_lines(c.fitter, end, each[-1])]
    if fitting:
        return min(fitting, key=len)
    full = list(pages(c.fitter, place, lines))
    return [*full, ()] if _has_address(c) else full


def _address(c: SlideComposer) -> Paragraphs:
    """Return the address as text with a link."""
    lead = Run(c.word("read-more") + c.word("colon") + " ", c.document.language)
    return (TextParagraph((lead, address_run(c, of_sources=True))),)


def group_by_name(shorts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Group works by the name that they share: each line to print with its works, in the order of names.

    "Board, Register" and "Board, Survey" become "Board, Register; Survey".
    """
    by_name: dict[str, list[str]] = {}
    for short in dict.fromkeys(shorts):
        by_name.setdefault(short.partition(", ")[0], []).append(short)
    lines: dict[str, tuple[str, ...]] = {}
    for name in sorted(by_name, key=_sort_key):
        for i in range(0, len(by_name[name]), MOST_GROUPED):
            works = by_name[name][i : i + MOST_GROUPED]
            titles = [short.removeprefix(name).removeprefix(", ") for short in works]
            lines[", ".join((name, "; ".join(title for title in titles if title))).removesuffix(", ")] = tuple(works)
    return lines


def _sort_key(name: str) -> tuple[str, str]:
    """Return the name without brackets, quotation marks and case."""
    return "".join(c for c in name.casefold() if c.isalnum() or c.isspace()).strip(), name
