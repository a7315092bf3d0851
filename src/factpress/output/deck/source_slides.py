"""The sources at the end: the works that the slides cite, and where to read on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO

from factpress.core.units import pt
from factpress.design.theme import TypeStyle
from factpress.output.deck.composer import Compositor
from factpress.output.deck.presentation import Frame, Item, Line, Notes, Picture, Run, Slide
from factpress.output.deck.runs import say

BETWEEN = pt(5)
CODE_WIDTH, ADDRESS_HEIGHT = pt(150), pt(44)
CODE_PIXELS = 8
LAYOUT = "sources"
Pages = list[tuple[Line, ...]]


def source_slides(c: Compositor, cited: Iterable[str]) -> tuple[Slide, ...]:
    """The list of the cited sources over as many slides as it needs; the last has the address, in words and as a code.

    `cited` are ids. A slide names each work in a few words; its notes have the whole reference. None where there is
    neither a source nor an address.
    """
    wanted = set(cited)
    references = [ref for ref in c.document.references if ref.source in wanted]
    entries = {ref.short: Line(c.runs(ref.entry)) for ref in references}
    titles = {ref.short: ref.title for ref in references}
    works = {_named(text, shorts, titles): shorts for text, shorts in gathered(ref.short for ref in references).items()}
    lines = tuple(Line(say(text, c.document.language), before=BETWEEN) for text in works)
    full = {line: tuple(entries[short] for short in works[line.text]) for line in lines}
    pages, style = _set(c, lines)
    made: list[Slide] = []
    for i, page in enumerate(pages):
        last = i == len(pages) - 1 and bool(c.document.address)
        frame = _beside_code(c) if last else c.layouts[LAYOUT].place("sources").frame
        title = c.unique(c.word("sources-for-this-talk" if page else "read-more"))
        over = c.fitter.height(page, style, frame.width) - frame.height
        c.complain(c.fitter.lines_over(over, style), title, "source")
        items: list[Item] = [c.placed(LAYOUT, "title", (c.line(title),), title)]
        items += [c.words(LAYOUT, "sources", page, style, frame)] if page else []
        items += _address(c, title) if last else []
        made.append(c.slide(LAYOUT, items, Notes((), tuple(entry for line in page for entry in full[line]))))
    return tuple(made)


def _named(text: str, shorts: Iterable[str], titles: Mapping[str, str]) -> str:
    """A line of the list: the short form, and for a work that stands by itself its title, unless that says the same."""
    own = [titles[short] for short in shorts]
    if len(own) != 1 or not own[0] or text.casefold() in own[0].casefold() or own[0].casefold() in text.casefold():
        return text
    return f"{text}: {own[0]}"


def _beside_code(c: Compositor) -> Frame:
    """What the code and the address leave of the place for sources."""
    frame = c.layouts[LAYOUT].place("sources").frame
    code = c.layouts[LAYOUT].place("code").frame
    left = frame.left + CODE_WIDTH if code.left < frame.left + frame.width * 0.5 else frame.left
    return replace(frame, left=left, width=frame.width - CODE_WIDTH, height=frame.height - ADDRESS_HEIGHT)


def _set(c: Compositor, lines: tuple[Line, ...]) -> tuple[Pages, TypeStyle]:
    """The pages in the largest type that needs no more slides than the smallest does."""
    tried = [(_pages(c, lines, style), style) for style in c.styles.steps("sources")]
    fewest = min(len(pages) for pages, _ in tried)
    return next((pages, style) for pages, style in tried if len(pages) == fewest)


def _pages(c: Compositor, lines: tuple[Line, ...], style: TypeStyle) -> Pages:
    """The list shared out evenly over the fewest slides; on the last one room is left for the code."""
    frame = c.layouts[LAYOUT].place("sources").frame
    end = _beside_code(c) if c.document.address else frame
    best: Pages | None = None
    for share in range(40, 101, 3):
        pages = list(c.fitter.pages(lines, style, frame.width, frame.height * (share / 100)))
        if not pages or c.fitter.height(pages[-1], style, end.width) > end.height:
            continue
        if best is None or len(pages) < len(best):
            best = pages
    if best is not None:
        return best
    full: Pages = list(c.fitter.pages(lines, style, frame.width, frame.height))
    return [*full, ()] if c.document.address else full


def _address(c: Compositor, title: str) -> list[Item]:
    """The address in words, as a link, and as a code to scan."""
    document = c.document
    language = document.language
    words = document.address_text or document.address.partition("//")[2]
    lead = Line(
        (Run(c.word("read-more") + c.word("colon") + " ", language), Run(words, language, link=document.address))
    )
    fitted = c.fit(LAYOUT, "address", (lead,))
    c.complain(fitted.over, title, "address")
    alt = c.word("qr-code-for").format(address=words)
    code = _code(document.address, c.layouts[LAYOUT].place("code").frame, alt)
    return [c.words(LAYOUT, "address", (lead,), fitted.style), code]


def _code(address: str, frame: Frame, alt: str) -> Picture:
    """The QR code (ISO/IEC 18004), error level M, four modules of quiet zone, dark on white in every palette."""
    import segno

    code = segno.make(address, error="m", micro=False, boost_error=False)
    svg, png = BytesIO(), BytesIO()
    code.save(svg, kind="svg", border=4, dark="#000000", light="#ffffff", xmldecl=False, svgns=True)
    code.save(png, kind="png", border=4, scale=CODE_PIXELS, dark="#000000", light="#ffffff")
    return Picture("Code", frame, svg.getvalue(), png.getvalue(), alt, "code")


MOST_GATHERED = 4
"""Works of one name on one line; with more the line would be a paragraph."""


def gathered(shorts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Works under the name that they share: the line to print, and the works it stands for, in the order of names.

    "Board, Register" and "Board, Survey" become "Board, Register; Survey".
    """
    by_name: dict[str, list[str]] = {}
    for short in dict.fromkeys(shorts):
        by_name.setdefault(short.partition(", ")[0], []).append(short)
    lines: dict[str, tuple[str, ...]] = {}
    for name in sorted(by_name, key=_filed):
        for i in range(0, len(by_name[name]), MOST_GATHERED):
            works = by_name[name][i : i + MOST_GATHERED]
            titles = [short.removeprefix(name).removeprefix(", ") for short in works]
            lines[", ".join((name, "; ".join(title for title in titles if title))).removesuffix(", ")] = tuple(works)
    return lines


def _filed(name: str) -> tuple[str, str]:
    """A name as it is looked up: without brackets, quotation marks and case."""
    return "".join(c for c in name.casefold() if c.isalnum() or c.isspace()).strip(), name
