"""What a file of sheets says of itself: metadata without the claims that stand on tags, and what its pages say."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import pikepdf

from factpress.core.units import Length

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_EXTENSIONS = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
_CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"

CREEP, TOLD = "/Creep", "/Sheets"
"""Entries of the file's own data: by how much more each side is cut, in points; and what its pages say."""


def tell(document: Any, cut: Sequence[Length], told: str) -> None:
    """Enters both. Boxes cannot say the first: printers want one trim for all sheets, and an inner one loses more."""
    if "/Info" not in document.trailer:
        document.trailer.Info = document.make_indirect(pikepdf.Dictionary())
    info = document.trailer.Info
    info[CREEP] = pikepdf.String(" ".join(f"{lost.pt:.4f}" for lost in cut))
    if told:
        info[TOLD] = pikepdf.String(told)


def without_tags(xmp: bytes) -> bytes:
    """XMP that claims no PDF/UA any more, and of PDF/A only how it looks: level B (ISO 19005-2, 5.2 and 6.6.4).

    The claim of PDF/X stays as it is: that standard asks for no tags.
    """
    etree: Any = importlib.import_module("lxml.etree")  # it has no types
    packet = etree.fromstring(xmp, etree.XMLParser(resolve_entities=False, remove_pis=False, no_network=True))
    for about in packet.iter(f"{_RDF}Description"):
        _lowered(about)
    for about in list(packet.iter(f"{_RDF}Description")):
        for gone in (_PDF_UA, _EXTENSIONS):
            for element in about.findall(gone):
                about.remove(element)
            about.attrib.pop(gone, None)
        if not len(about) and set(about.attrib) <= {f"{_RDF}about"}:
            about.getparent().remove(about)
    body: bytes = etree.tostring(packet, encoding="utf-8")
    return b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' + body + b'\n<?xpacket end="r"?>'


def _lowered(about: Any) -> None:
    if about.get(_CONFORMANCE) in ("A", "U"):
        about.set(_CONFORMANCE, "B")
    for element in about.findall(_CONFORMANCE):
        if element.text in ("A", "U"):
            element.text = "B"
