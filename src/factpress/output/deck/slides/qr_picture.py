"""The QR code of the publication's address as a picture."""

from __future__ import annotations

from io import BytesIO

from factpress.output.deck.presentation import Frame, Picture, Run
from factpress.output.deck.slides.composer import SlideComposer

CODE_PIXELS = 8


def address_run(c: SlideComposer) -> Run:
    """Return the address of the publication as it is printed, with its link."""
    document = c.document
    text = document.address_text or document.address.partition("//")[2]
    return Run(text, document.language, link=document.address)


def qr_picture(c: SlideComposer, frame: Frame) -> Picture:
    """Return the QR code (ISO/IEC 18004): error level M, a quiet zone of four modules, dark on white."""
    import segno

    code = segno.make(c.document.address, error="m", micro=False, boost_error=False)
    svg, png = BytesIO(), BytesIO()
    code.save(svg, kind="svg", border=4, dark="#000000", light="#ffffff", xmldecl=False, svgns=True)
    code.save(png, kind="png", border=4, scale=CODE_PIXELS, dark="#000000", light="#ffffff")
    alt = c.word("qr-code-for").format(address=address_run(c).text)
    return Picture("Code", frame, svg.getvalue(), png.getvalue(), alt, "code")
