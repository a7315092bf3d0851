"""The file's own metadata: one file that is PDF/A-2a and PDF/UA-1 at once.

WeasyPrint writes the identification of one standard. The second goes into the same RDF, and since PDF/A allows
only predefined properties, with the extension schema that declares it (ISO 19005-2, 6.6.2.3; ISO 14289-1, 5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from factpress.output.pdf import weasyprint_import

_END = b"</rdf:RDF>"

_PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def metadata(
    *, title: str, language: str, date: str, authors: Sequence[str], carried: Mapping[str, str], pdf_ua: bool
) -> Any:
    """WeasyPrint's metadata of a document that claims PDF/A, and with `pdf_ua` PDF/UA-1 too.

    `carried` are entries of our own in the file's information dictionary (ISO 32000-1, 14.3.3), names in letters only.
    `date` is an ISO 8601 day; both dates of the file are that day, so that the clock is never asked.
    """
    written = weasyprint_import.part("pdf.metadata").DocumentMetadata(
        title=title, lang=language, created=date, modified=date, authors=list(authors), custom=dict(carried)
    )
    pdf_a: Callable[[str, int, str | None], bytes] = written.generate_rdf_metadata

    def both(variant: str, version: int, conformance: str | None) -> bytes:
        head, end, tail = pdf_a(variant, version, conformance).rpartition(_END)
        return head + _PDF_UA + end + tail

    if pdf_ua:
        written.generate_rdf_metadata = both
    return written
