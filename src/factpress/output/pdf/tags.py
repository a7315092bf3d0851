"""The structure tree, mended: what WeasyPrint 70 leaves out of a tagged PDF, put in for the time of one call.

WeasyPrint has no hooks here, so four of its functions are replaced while `mended()` lasts; `engine.VERSION` pins
the version they were written against. Each mend says what was wrong. None of these faults is seen by every
validator; each is heard by a reader who listens to the page.
"""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and what is mended here is private to it
from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from factpress.output.pdf import weasyprint_import

_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u1a00-\u1aaf]")
"""Scripts whose glyphs do not stand one for one, in writing order, for characters."""

_SCHEME = re.compile("^(https?://|mailto:)")

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_NUMBERING = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
}
"""CSS list styles as ISO 32000-1, Table 347 names them."""

_TAGS = {
    # A chart is one marked content, so its caption cannot stand inside it: both stand side by side in a Div.
    "figure": "Div",
    "figcaption": "Div",
    "em": "Span",
    "strong": "Span",
    "aside": "Div",
    "header": "Div",
    "nav": "Div",
}


@contextmanager
def mended() -> Generator[None, None, None]:
    """WeasyPrint with its tagging mended. Not for two threads at once: it replaces functions of the library."""
    tags, stream, fonts = (
        weasyprint_import.part("pdf.tags"),
        weasyprint_import.part("pdf.stream"),
        weasyprint_import.part("pdf.fonts"),
    )
    kept = tags._build_box_tree, tags._get_pdf_tag, stream.Stream.marked, fonts.Font.clean
    tags._build_box_tree = _box_tree(kept[0])
    tags._get_pdf_tag = _tag(kept[1])
    stream.Stream.marked = _marked
    fonts.Font.clean = _clean(kept[3])
    try:
        yield
    finally:
        tags._build_box_tree, tags._get_pdf_tag, stream.Stream.marked, fonts.Font.clean = kept


def own_links(page: Any) -> None:
    """Keep a page's links to one for each piece of an `a` element.

    WeasyPrint makes a link of every box inside an `a`, down to emphasis and counters: the same link two and
    three times over, one inside the other (ISO 14289-1, 7.18.5 wants each in a Link of its own).
    """
    page.links = [link for link in page.links if link[3].element is not None and link[3].element_tag == "a"]


# ── marked content ──────────────────────────────────────────────────────────────────────────────────────────────


def decorative(box: Any) -> bool:
    """Whether a listener is spared the box: a picture with an empty alternative text, or what is hidden from ARIA.

    `aria-hidden` has to stand on the very element that holds the text or drawing.
    """
    element = getattr(box, "element", None)
    if element is None:
        return False
    return element.get("aria-hidden") == "true" or (element.tag == "img" and element.get("alt") == "")


@contextmanager
def _marked(self: Any, box: Any, tag: str) -> Generator[None, None, None]:
    """Marked content, with two mends.

    ActualText: the ToUnicode map keeps one string for each glyph, which garbles text of complex scripts when it
    is copied, searched or read aloud (ISO 32000-1, 14.9.4).
    Artifact: WeasyPrint makes a Figure without Alt of an ornament (ISO 14289-1, 7.3).
    """
    pydyf = weasyprint_import.part("pdf.stream").pydyf
    if self._tags is not None:
        if decorative(box):
            pydyf.Stream.begin_marked_content(self, "Artifact")
        else:
            number = len(self._tags)
            self._tags[box] = {"tag": tag, "mcid": number}
            properties = pydyf.Dictionary({"MCID": number})
            text = getattr(box, "text", None)
            if text and _COMPLEX.search(text):
                properties["ActualText"] = pydyf.String(text.replace("\u200b", ""))
            pydyf.Stream.begin_marked_content(self, tag, properties)
    try:
        yield
    finally:
        if self._tags is not None:
            pydyf.Stream.end_marked_content(self)


def _clean(original: Callable[..., None]) -> Callable[..., None]:
    """Give the later glyphs of a cluster a target in ToUnicode: an empty one is malformed (Adobe TN 5411, 1.4.3)."""

    def clean(self: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        for mapping in (self.to_unicode, to_unicode):
            for glyph, text in list(mapping.items()):
                if text == "":
                    mapping[glyph] = "\u200b"
        original(self, to_unicode, hinting)

    return clean


# ── structure elements ──────────────────────────────────────────────────────────────────────────────────────────


def _tag(original: Callable[[str | None], str]) -> Callable[[str | None], str]:
    def tag(element_tag: str | None) -> str:
        if element_tag is None:
            return "NonStruct"
        if "::" in element_tag:
            # A pseudo-element inside a link is no second Link; a note's number is its label.
            kind = element_tag.split("::")[1]
            return {"footnote-marker": "Lbl", "footnote-call": "Reference", "marker": "Lbl"}.get(kind, "Span")
        return _TAGS.get(element_tag) or original(element_tag)

    return tag


def _box_tree(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def build(box: Any, parent: Any, pdf: Any, page: int, nums: Any, annotations: Any, tags: Any) -> Iterator[Any]:
        real = getattr(box, "_box", box)
        if decorative(real):
            return
        for element in original(box, parent, pdf, page, nums, annotations, tags):
            if _hollow(element):
                # Anchors leave spans without content. Marking one free would upset pydyf's table of compressed
                # objects, so it is taken back while it is the last, and else left unreferenced.
                if pdf.objects[-1] is element:
                    pdf.objects.pop()
                continue
            if real.element is not None and "::" not in real.element_tag:
                _mend(element, real, pdf)
            if element["S"] == "/LI":
                _give_body(element, pdf)
            yield element

    return build


def _hollow(element: Any) -> bool:
    return element["S"] in ("/Span", "/NonStruct", "/Div") and not element["K"]


def _mend(element: Any, box: Any, pdf: Any) -> None:
    """What an element's HTML says and WeasyPrint does not write."""
    pydyf = weasyprint_import.part("pdf.tags").pydyf
    html, kind = box.element, element["S"]
    language = html.get("lang") or html.get(_XML_LANG)
    if language and box.element_tag != "html":
        # Only the catalogue's language is written (ISO 14289-1, 7.2).
        element["Lang"] = pydyf.String(language)
    if kind == "/TH" and "A" in element:
        # ISO 14289-1, 7.5; every header of ours heads its column unless it says otherwise.
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if kind == "/L":
        _mend_list(element, box, pdf)
    if html.get("role") == "doc-footnote" and kind in ("/Span", "/NonStruct", "/Div"):
        # ISO 14289-1, 7.9: a Note, with an ID of its own.
        element["S"] = "/Note"
        element["ID"] = pydyf.String(f"note-{element.number}")
    if kind == "/Link" and getattr(box, "link_annotation", None) is not None:
        # WeasyPrint writes the address; a listener wants the words (ISO 14289-1, 7.18.5).
        words = html.get("title") or html.get("aria-label") or " ".join("".join(html.itertext()).split())
        box.link_annotation["Contents"] = pydyf.String(_SCHEME.sub("", words or html.get("href") or ""))


def _mend_list(element: Any, box: Any, pdf: Any) -> None:
    pydyf = weasyprint_import.part("pdf.tags").pydyf
    if box.element.get("role") == "doc-toc":
        # ISO 32000-1, 14.8.4.2: a table of contents is TOC and TOCI, whose words are a Reference.
        element["S"] = "/TOC"
        for item in _kids(element, pdf):
            item["S"] = "/TOCI"
            for body in _kids(item, pdf):
                if body["S"] == "/LBody":
                    body["S"] = "/Reference"
    elif box.element_tag in ("ul", "ol"):
        style, usual = box.style["list_style_type"], "Decimal" if box.element_tag == "ol" else "Disc"
        numbering = "None" if style == "none" else _NUMBERING.get(style, usual) if isinstance(style, str) else usual
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"})


def _give_body(item: Any, pdf: Any) -> None:
    """Wrap what stands loose in a list item: an LI holds labels and bodies only (ISO 32000-1, 14.8.4.3.3)."""
    pydyf = weasyprint_import.part("pdf.tags").pydyf
    loose = [kid for kid in _kids(item, pdf) if kid["S"] not in ("/Lbl", "/LBody")]
    if not loose:
        return
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    moved = {kid.reference for kid in loose}
    first = next(i for i, reference in enumerate(item["K"]) if reference in moved)
    for kid in loose:
        kid["P"] = body.reference
        body["K"].append(kid.reference)
    kept = [reference for reference in item["K"] if reference not in moved]
    item["K"][:] = [*kept[:first], body.reference, *kept[first:]]


def _kids(element: Any, pdf: Any) -> list[Any]:
    """The structure elements directly below; marked-content numbers and object references are left out."""
    numbers = [int(kid.split()[0]) for kid in element["K"] if isinstance(kid, bytes)]
    found = [pdf.objects[number] for number in numbers]
    return [kid for kid in found if "S" in kid]
