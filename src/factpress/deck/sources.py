"""The sources at the end: every work that was cited, and where to read on."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from factpress.deck.compositor import Compositor
from factpress.deck.model import Frame, Item, Line, Picture, Run, Slide
from factpress.document.model import Inlines, Link
from factpress.units import Length, pt

BETWEEN = pt(7)
CODE_ROOM = pt(146)
CODE_PIXELS = 8


def source_slides(c: Compositor) -> tuple[Slide, ...]:
    """The list of sources over as many slides as it needs; on the last one the code of the address, and its words.

    None where there is neither a source nor an address.
    """
    place = c.layouts["sources"].place("sources")
    style = c.styles[place.style]
    lines = tuple(Line(c.runs(_unlinked(ref.entry)), before=BETWEEN) for ref in c.document.references)
    pages = list(c.fitter.pages(lines, style, place.frame.width, place.frame.height))
    if c.document.address and (not pages or not _leaves_room(c, pages[-1])):
        pages = _shared_out(c, lines) or [*pages, ()]
    made: list[Slide] = []
    for i, page in enumerate(pages):
        title = c.unique(c.word("sources-for-this-talk" if page or len(pages) == 1 else "read-more"))
        height = c.fitter.height(page, style, place.frame.width)
        if height > place.frame.height:
            c.complain(-int((place.frame.height - height).emu // style.leading.emu), title, "source")
        items: list[Item] = [c.placed("sources", "title", (c.line(title),), title)]
        last = i == len(pages) - 1 and bool(c.document.address)
        frame = replace(place.frame, height=place.frame.height - CODE_ROOM) if last else place.frame
        items += [c.words("sources", "sources", page, style, frame)] if page else []
        items += _address(c, title) if last else []
        made.append(c.slide("sources", items))
    return tuple(made)


def _unlinked(entry: Inlines) -> Inlines:
    """An entry without its links: an address printed in a list is not words that say where they lead."""
    out: list[object] = []
    for inline in entry:
        out.extend(inline.children if isinstance(inline, Link) else (inline,))
    return tuple(out)  # type: ignore[return-value]


def _leaves_room(c: Compositor, page: tuple[Line, ...], room: Length = CODE_ROOM) -> bool:
    place = c.layouts["sources"].place("sources")
    return c.fitter.height(page, c.styles[place.style], place.frame.width) + room <= place.frame.height


def _shared_out(c: Compositor, lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    """The list cut so that the last slide has room for the code; empty where that would need one more slide."""
    place = c.layouts["sources"].place("sources")
    style = c.styles[place.style]
    tail: tuple[Line, ...] = ()
    for line in reversed(lines):
        if not _leaves_room(c, (line, *tail)):
            break
        tail = (line, *tail)
    if not tail:
        return []
    head = list(c.fitter.pages(lines[: len(lines) - len(tail)], style, place.frame.width, place.frame.height))
    return [*head, tail]


def _address(c: Compositor, title: str) -> list[Item]:
    """The address in words, as a link, and as a code to scan."""
    document, place = c.document, c.layouts["sources"].place("address")
    language = document.language
    words = document.address_text or document.address.partition("//")[2]
    lead = Line((Run(c.word("read-more") + c.word("colon") + " ", language), Run(words, language, link=document.address)))
    fitted = c.fit("sources", "address", (lead,))
    c.complain(fitted.over, title, "address")
    code = c.layouts["sources"].place("code").frame
    alt = c.word("qr-code-for").format(address=words)
    return [c.words("sources", "address", (lead,), fitted.style, place.frame), _code(document.address, code, alt)]


def _code(address: str, frame: Frame, alt: str) -> Picture:
    """The QR code (ISO/IEC 18004), error level M, four modules of quiet zone, dark on white in every palette."""
    import segno

    code = segno.make(address, error="m", micro=False, boost_error=False)
    svg, png = BytesIO(), BytesIO()
    code.save(svg, kind="svg", border=4, dark="#000000", light="#ffffff", xmldecl=False, svgns=True, omitsize=False)
    code.save(png, kind="png", border=4, scale=CODE_PIXELS, dark="#000000", light="#ffffff")
    return Picture("Code", frame, svg.getvalue(), png.getvalue(), alt, "code")
