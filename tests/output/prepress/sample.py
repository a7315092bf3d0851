"""Pages for the press: each says its number, and is filled to its bleed with grey."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from factpress.core.units import Length, mm
from factpress.publication.products.imposition_schemes import Size

NUMBER = (mm(20), mm(30))
"""Where a page's number stands: so far from its left edge and its foot."""

_XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<rdf:Description rdf:about="" pdfaid:part="2" pdfaid:conformance="A"/>
<rdf:Description rdf:about=""><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A book</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def book(pages: int, size: Size, bleed: Length, *, grey: float | None = None) -> bytes:
    """So many pages; their trim lies off the origin, so that nobody may take it for granted."""
    file = pikepdf.new()
    font = file.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    off, edge = 11.5, bleed.pt
    for number in range(1, pages + 1):
        width, height = size.width.pt, size.height.pt
        outer = [off - edge, off - edge, off + width + edge, off + height + edge]
        fill = f"{grey} g {outer[0]} {outer[1]} {outer[2]} {outer[3]} re f " if grey is not None else ""
        at = (off + NUMBER[0].pt, off + NUMBER[1].pt)
        said = f"{fill}0 g BT /F1 24 Tf {at[0]:.4f} {at[1]:.4f} Td (p{number}) Tj ET"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([round(value, 4) for value in outer]),
            BleedBox=Array([round(value, 4) for value in outer]),
            TrimBox=Array([off, off, round(off + width, 4), round(off + height, 4)]),
            Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=file.make_stream(said.encode()),
            StructParents=number,
        )
        file.pages.append(pikepdf.Page(page))
    file.Root.OutputIntents = Array(
        [Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=pikepdf.String("sample"))]
    )
    file.Root.Metadata = file.make_stream(_XMP, Type=Name.Metadata, Subtype=Name.XML)
    file.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot)
    file.Root.MarkInfo = Dictionary(Marked=True)
    file.Root.Names = Dictionary()
    out = io.BytesIO()
    file.save(out, deterministic_id=True)
    return out.getvalue()
