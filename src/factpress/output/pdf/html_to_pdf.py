"""HTML and a style sheet to the bytes of a tagged PDF, or all problems that were found."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from factpress.core.diagnostics import Findings, Location, Problems, ToolError
from factpress.core.paths import Places
from factpress.core.processes import gc_disabled
from factpress.output.pdf import layout_checks, weasyprint_import, weasyprint_patches
from factpress.output.pdf.page_map import Cue, put_cues
from factpress.output.pdf.tags import own_links
from factpress.output.pdf.url_fetcher import fetcher
from factpress.output.pdf.weasyprint_import import listening
from factpress.publication.settings import PUBLICATION_FILE as SETTINGS

_OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-2a", "pdf_tags": True, "custom_metadata": True}


def preload() -> None:
    """Imports WeasyPrint, and the English hyphenation patterns, which pyphen keeps. May raise ToolError."""
    # No page is rendered: without the publication's own faces, Pango ends the program where there are no fonts.
    weasyprint_import.part("text.line_break").pyphen.Pyphen(lang="en")


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
    carried: Mapping[str, str] = MappingProxyType({}),
    sides: Sequence[tuple[str, Location]] = (),
    cues: Sequence[Cue] = (),
) -> bytes:
    """A tagged PDF, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file, the same bytes every time.

    `html` is a whole page; `css` is laid under its own style sheets; a footnote is an element that floats there and
    has the role "doc-footnote"; a chart is a picture of the address "chart:" and its name in `charts`, which is asked
    for it as late as possible, so that it may still be being drawn. `date`, an ISO 8601 day, is the date of the file;
    `carried` are entries of our own in the file's data about itself, `cues` words beside places in the text.

    A finding has the place that the nearest element around it names, as `data-origin="file:line:column"`. What has no
    such element around it, such as a title, comes from the settings of the publication.

    Where there are `sides`, each element of the class "side" has to stand on one page, in their order: each is the
    words that it is called by, and the place where its text begins.

    Raises Findings where WeasyPrint had anything to say, a character has no glyph in the publication's
    own faces, text or a picture runs out of its place, or a page came out empty; ToolError where WeasyPrint or
    what it stands on fails.
    """
    problems = Problems()
    if not gc.isenabled():  # nobody else looks for the boxes of pages that were set before
        gc.collect()
    with listening(problems), weasyprint_patches.patched() as patches, gc_disabled():
        # boxes point at each other, and all of them live until the file is written
        tagged = "tagging" in patches
        about = metadata(title=title, language=language, date=date, authors=authors, carried=carried, pdf_ua=tagged)
        try:
            printed, pages = _printed(html, css, places, charts, about, sides, cues, problems, tagged=tagged)
        except (Findings, ToolError):
            raise
        except Exception as failure:
            # What WeasyPrint already complained of is most likely why it failed, and helps more than its words.
            problems.raise_errors()
            said = f"{type(failure).__name__}: {failure}".rstrip(": ")
            raise ToolError(
                f"WeasyPrint could not set the pages ({said})", "try with the last change undone"
            ) from failure
    problems.raise_errors()
    if pages > _MANY_PAGES:  # whoever reads them next needs the room that their boxes take
        gc.collect()
    return printed


_MANY_PAGES = 100


def _printed(
    html: str,
    css: str,
    places: Places,
    charts: Mapping[str, bytes],
    about: Any,
    sides: Sequence[tuple[str, Location]],
    cues: Sequence[Cue],
    problems: Problems,
    *,
    tagged: bool,
) -> tuple[bytes, int]:
    """The file and the number of its pages. All boxes are let go of at the end."""
    document = _set_pages(weasyprint_import.weasyprint(), html, css, places, charts, problems, cues)
    document.metadata = about
    if tagged:
        for page in document.pages:
            own_links(page)
    place = Location(SETTINGS)
    layout_checks.overfull(document, place, problems)
    layout_checks.overrun(document, sides, problems)
    layout_checks.empty(document, place, problems)
    printed: bytes = document.write_pdf(**_OPTIONS)
    layout_checks.foreign_glyphs(document, css, place, problems)
    return printed, len(document.pages)


def _set_pages(
    weasyprint: Any,
    html: str,
    css: str,
    places: Places,
    charts: Mapping[str, bytes],
    problems: Problems,
    cues: Sequence[Cue],
) -> Any:
    fetch = fetcher(places, charts, problems)
    fonts = weasyprint_import.part("text.fonts").FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetch)
    page = weasyprint_patches.read_html(html, fetch)
    put_cues(page.etree_element, cues)
    return page.render(font_config=fonts, stylesheets=[sheet], **_OPTIONS)


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
