"""The QR code of an address as a picture: that of the publication, or of its sources."""

from __future__ import annotations

from io import BytesIO

from factpress.output.deck.presentation import Frame, Picture, Run
from factpress.output.deck.slides.composer import SlideComposer

CODE_PIXELS = 8


def address_run(c: SlideComposer, *, of_sources: bool = False) -> Run:
    """Return the address of the publication as it is printed, with its link, or that of its sources if it has one."""
    document = c.document
    if of_sources and document.sources_address:
        address = document.sources_address
        return Run(address.partition("//")[2].rstrip("/"), document.language, link=address)
    text = document.address_text or document.address.partition("//")[2]
    return Run(text, document.language, link=document.address)


def qr_picture(c: SlideComposer, frame: Frame, *, of_sources: bool = False) -> Picture:
    """Return the QR code (ISO/IEC 18004): error level M, a quiet zone of four modules, dark on white."""
    address = address_run(c, of_sources=of_sources)
    import segno

    code = segno.make(address.link, error="m", micro=False, boost_error=False)
    svg, png = BytesIO(), BytesIO()
    code.save(svg, kind="svg", border=4, dark="#000000", light="#ffffff", xmldecl=False, svgns=True)
    code.save(png, kind="png", border=4, scale=CODE_PIXELS, dark="#000000", light="#ffffff")
    alt = c.word("qr-code-for").format(address=address.text)
    return Picture("Code", frame, svg.getvalue(), png.getvalue(), alt, "code")
