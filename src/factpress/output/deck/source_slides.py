"""The sources at the end: the works that the slides cite, and the address of the publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from factpress.core.diagnostics import Location
from factpress.core.units import pt
from factpress.design.theme import TypeStyle
from factpress.output.deck.composer import SlideComposer
from factpress.output.deck.fitting import Paragraphs
from factpress.output.deck.logo import logo_items
from factpress.output.deck.presentation import Frame, Item, Notes, Run, Slide, TextParagraph
from factpress.output.deck.qr_picture import address_run, qr_picture
from factpress.output.deck.runs import plain_runs, runs

PARAGRAPH_GAP = pt(5)
CODE_WIDTH, ADDRESS_HEIGHT = pt(150), pt(44)
LAYOUT = "sources"
MOST_GROUPED = 4
"""Works of one name on one line; with more the line would be a paragraph."""


def source_slides(c: SlideComposer) -> tuple[Slide, ...]:
    """Compose the list of the cited sources on as many slides as it needs, with the address on the last one.

    The address is in words and as a QR code. A slide names each work in a few words; its notes have the whole
    references. There are no slides without sources and without an address.
    """
    document = c.document
    references = [ref for ref in document.references if ref.source in c.cited]
    entries = {ref.short: TextParagraph(runs(ref.entry, document.language)) for ref in references}
    titles = {ref.short: ref.title for ref in references}
    groups = group_by_name(ref.short for ref in references)
    works = {_with_title(text, shorts, titles): shorts for text, shorts in groups.items()}
    lines = tuple(TextParagraph(plain_runs(text, document.language), before=PARAGRAPH_GAP) for text in works)
    pages, style = _paginate(c, lines)
    slides: list[Slide] = []
    address = document.origins.get("address_text") or document.origins.get("address")
    places = {ref.short: ref.origin for ref in references}
    for i, page in enumerate(pages):
        listed = (places[short] for line in page for short in works[line.text])
        c.origin = next((place for place in listed if place is not None), address) or c.origin
        last = i == len(pages) - 1 and bool(document.address)
        frame = _frame_next_to_code(c) if last else c.layouts[LAYOUT].place("sources").frame
        title = c.unique_title(c.word("sources-for-this-talk" if page else "read-more"))
        excess = c.fitter.height(page, style, frame.width) - frame.height
        c.report_overflow(c.fitter.excess_lines(excess, style), title, "source")
        items: list[Item] = [c.fitted_text(LAYOUT, "title", c.paragraphs(title), title)]
        items += [c.text(LAYOUT, "sources", page, style, frame)] if page else []
        items += _address(c, title, address) if last else []
        full = tuple(entries[short] for line in page for short in works[line.text])
        slides.append(c.slide(LAYOUT, items, Notes((), full)))
    if slides:
        m = c.theme.slide
        logo = logo_items(c, m.footer_y, m.height - m.footer_y - pt(8))
        slides[-1] = replace(slides[-1], items=(*slides[-1].items, *logo))
    return tuple(slides)


def _with_title(text: str, shorts: Iterable[str], titles: Mapping[str, str]) -> str:
    """Add the title to the short form of a single work, unless one of them contains the other."""
    title, *others = (titles[short] for short in shorts)
    if others or not title or text.casefold() in title.casefold() or title.casefold() in text.casefold():
        return text
    return f"{text}: {title}"


def _frame_next_to_code(c: SlideComposer) -> Frame:
    """Return the part of the frame for sources that the code and the address leave."""
    frame = c.layouts[LAYOUT].place("sources").frame
    code = c.layouts[LAYOUT].place("code").frame
    left = frame.left + CODE_WIDTH if code.left < frame.left + frame.width * 0.5 else frame.left
    return replace(frame, left=left, width=frame.width - CODE_WIDTH, height=frame.height - ADDRESS_HEIGHT)


def _paginate(c: SlideComposer, lines: Paragraphs) -> tuple[list[Paragraphs], TypeStyle]:
    """Return the pages in the largest type that needs no more slides than the smallest."""
    tried = [(_pages(c, lines, style), style) for style in c.styles.steps("sources")]
    return min(tried, key=lambda one: len(one[0]))


def _pages(c: SlideComposer, lines: Paragraphs, style: TypeStyle) -> list[Paragraphs]:
    """Divide the list evenly between the fewest slides, with room for the code on the last one."""
    frame = c.layouts[LAYOUT].place("sources").frame
    end = _frame_next_to_code(c) if c.document.address else frame
    tried = [
        list(c.fitter.pages(lines, style, frame.width, frame.height * (share / 100))) for share in range(40, 101, 3)
    ]
    fitting = [pages for pages in tried if pages and c.fitter.height(pages[-1], style, end.width) <= end.height]
    if fitting:
        return min(fitting, key=len)
    full = list(c.fitter.pages(lines, style, frame.width, frame.height))
    return [*full, ()] if c.document.address else full


def _address(c: SlideComposer, title: str, origin: Location | None) -> list[Item]:
    """Return the address, written at `origin`, as text with a link, and as a QR code."""
    lead = Run(c.word("read-more") + c.word("colon") + " ", c.document.language)
    paragraph = TextParagraph((lead, address_run(c)))
    fitted = c.fit(LAYOUT, "address", (paragraph,))
    c.report_overflow(fitted.excess, title, "address", origin)
    code = qr_picture(c, c.layouts[LAYOUT].place("code").frame)
    return [c.text(LAYOUT, "address", (paragraph,), fitted.style), code]


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
