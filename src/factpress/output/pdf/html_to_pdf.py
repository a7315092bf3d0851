"""HTML and a style sheet to the bytes of a tagged PDF, or all problems that were found."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from factpress.core.diagnostics import Findings, Location, Problems, ToolError
from factpress.core.paths import Places
from factpress.core.processes import gc_disabled
from factpress.document.model import Document
from factpress.output.pdf import footnotes, layout_checks, margin_marks, weasyprint_import, weasyprint_patches
from factpress.output.pdf.page_map import Cue, insert_cues
from factpress.output.pdf.tags import deduplicate_links
from factpress.output.pdf.template_places import place_of, place_of_address
from factpress.output.pdf.url_fetcher import read_page
from factpress.output.pdf.weasyprint_import import log_as_problems
from factpress.publication.settings import PUBLICATION_FILE

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-2a", "pdf_tags": True, "custom_metadata": True}


def preload() -> None:
    """Import WeasyPrint, load the English hyphenation patterns and parse its style sheet. Raises ToolError."""
    # No page is rendered: without the fonts of a publication, Pango aborts on a machine that has no fonts.
    weasyprint_import.submodule("text.line_break").pyphen.Pyphen(lang="en")
    with weasyprint_patches.patched() as patches:
        if "own style sheet" in patches:
            weasyprint_patches.ua_stylesheet()


VALUES_KEY = "Claims"
"""The entry of the information dictionary with the text of each value at the time of the build."""


def print_document(
    document: Document,
    html: str,
    css: str,
    places: Places,
    charts: Mapping[str, bytes],
    *,
    title: str = "",
    sides: Sequence[tuple[str, Location]] = (),
    cues: Sequence[Cue] = (),
) -> bytes:
    """The tagged PDF of a document, see `print_pdf`, with its metadata and its values; by default with its title."""
    return print_pdf(
        html,
        css,
        places,
        charts,
        title=title or document.title,
        language=document.language,
        date=document.date,
        authors=(document.organisation,) if document.organisation else (),
        custom={VALUES_KEY: " ".join(f"{name}={was}" for name, was in document.made.items())} if document.made else {},
        sides=sides,
        cues=cues,
    )


def print_pdf(
    html: str,
    css: str,
    places: Places,
    charts: Mapping[str, bytes],
    *,
    title: str,
    language: str,
    date: str,
    authors: Sequence[str],
    custom: Mapping[str, str] = MappingProxyType({}),
    sides: Sequence[tuple[str, Location]] = (),
    cues: Sequence[Cue] = (),
) -> bytes:
    """A tagged PDF, both PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2); the same bytes for the same input.

    `html` is a complete page; `css` applies before its own style sheets. A footnote has `float: footnote` and the role
    "doc-footnote". A chart is an image with the address "chart:NAME"; its SVG is taken from `charts` as late as
    possible, since another process may still draw it. `date` is an ISO 8601 day, the creation and modification date of
    the file. `custom` are more entries of the information dictionary (ISO 32000-1, 14.3.3), with names of letters only.
    `cues` are words next to places of the text.

    With `sides`, each element of the class "side" must fit on one page, in this order; each side has the name that
    messages use and the place where its text begins.

    Raises Findings if WeasyPrint logs a warning, a character has no glyph in the fonts of the publication, text or an
    image overflows, or a page is empty. Raises ToolError if WeasyPrint or one of its libraries fails.
    """
    problems = Problems()
    if not gc.isenabled():  # the boxes of documents that were rendered before
        gc.collect()
    try:
        # boxes are linked in cycles, and all of them are needed until the file is written
        with (
            log_as_problems(problems, partial(place_of, places=places)),
            weasyprint_patches.patched() as patches,
            gc_disabled(),
        ):
            page, options = read_page(html, css, places, charts, problems)
            insert_cues(page.etree_element, cues)
            document = footnotes.render_once(page.etree_element, functools.partial(page.render, **options, **OPTIONS))
            margin_marks.spread(document)
            tagged = "tagging" in patches
            document.metadata = _metadata(title, language, date, authors, custom, pdf_ua=tagged)
            if tagged:
                deduplicate_links(document)
            place = Location(PUBLICATION_FILE)
            layout_checks.check_pages(document, place, problems)
            layout_checks.check_single_pages(document, sides, problems)
            pdf: bytes = document.write_pdf(**OPTIONS)
            layout_checks.check_glyphs(document, css, place, problems)
            large = len(document.pages) > _MANY_PAGES
            del page, document
    except (Findings, ToolError):
        raise
    except footnotes.NoteWithoutRoleError as note:
        hint = "give the element that role in its template, or style it another way"
        problems.error("typesetting", str(note), place_of_address(note.kind, places), hint)
        raise Findings(problems) from None
    except Exception as failure:
        problems.raise_errors()  # what WeasyPrint logged before is the most likely cause, and more helpful
        cause = f"{type(failure).__name__}: {failure}".rstrip(": ")
        raise ToolError(f"WeasyPrint could not set the pages ({cause})", "undo the last change and try") from failure
    problems.raise_errors()
    if large:  # free the boxes before the file is read back
        gc.collect()
    return pdf


_MANY_PAGES = 100


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


def _metadata(
    title: str, language: str, date: str, authors: Sequence[str], custom: Mapping[str, str], *, pdf_ua: bool
) -> Any:
    """WeasyPrint's metadata of a file that claims PDF/A and, with `pdf_ua`, PDF/UA-1.

    WeasyPrint writes the identification of one standard. The second one is added to the same RDF, together with the
    extension schema that declares it: PDF/A allows predefined properties only (ISO 19005-2, 6.6.2.3; ISO 14289-1, 5).
    """
    metadata = weasyprint_import.submodule("pdf.metadata").DocumentMetadata(
        title=title, lang=language, created=date, modified=date, authors=list(authors), custom=dict(custom)
    )
    pdf_a: Callable[[str, int, str | None], bytes] = metadata.generate_rdf_metadata

    def pdf_a_and_ua(variant: str, version: int, conformance: str | None) -> bytes:
        head, end, tail = pdf_a(variant, version, conformance).rpartition(_END)
        return head + _PDF_UA + end + tail

    if pdf_ua:
        metadata.generate_rdf_metadata = pdf_a_and_ua
    return metadata
