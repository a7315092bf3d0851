"""Corrections of the structure tree that WeasyPrint 70 writes: what PDF/UA-1 requires and it lacks.

`weasyprint_patches` replaces functions of WeasyPrint by these while a file is written. Validators miss some of the
faults that are corrected; screen readers read all of them out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from factpress.output.pdf import weasyprint_import

_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u1a00-\u1aaf]")
"""Scripts in which glyphs are not one to one, and not in the order of characters."""

_ACTUAL_TEXT = "data-actual-text"
"""The attribute of an image that stands for a word, which is its alternative text."""

_SCHEME = re.compile("^(https?://|mailto:|tel:|sms:)")

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
    # A chart is one marked content, so its caption cannot be inside it: both are in a Div.
    "figure": "Div",
    "figcaption": "Div",
    "em": "Span",
    "strong": "Span",
    "aside": "Div",
    "header": "Div",
    "nav": "Div",
}


def deduplicate_links(document: Any) -> None:
    """Keep one link for each box of an `a` element.

    WeasyPrint makes a link of every box inside an `a`, also of emphasis and counters. The same link is then nested, two
    or three times; ISO 14289-1, 7.18.5 requires a separate Link for each.
    """
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element is not None and link[3].element_tag == "a"]


# ── marked content ──────────────────────────────────────────────────────────────────────────────────────────────


def decorative(box: Any) -> bool:
    """Whether a box is an artifact: an image with an empty alternative text, or an element with `aria-hidden`.

    `aria-hidden` has to be set on the element that holds the text or image itself.
    """
    element = getattr(box, "element", None)
    if element is None:
        return False
    return element.get("aria-hidden") == "true" or (element.tag == "img" and element.get("alt") == "")


def _is_word(box: Any) -> bool:
    """Whether a box is an image that stands for a word."""
    element = getattr(box, "element", None)
    return element is not None and element.tag == "img" and element.get(_ACTUAL_TEXT) is not None


def _actual_text(text: str) -> str | None:
    """The ActualText of marked content (ISO 32000-1, 14.9.4); None for scripts that need none.

    A ToUnicode map keeps one string for each glyph. For complex scripts that garbles text which is copied, searched
    or read aloud.
    """
    return text.replace("\u200b", "") if _COMPLEX.search(text) else None


@contextmanager
def marked(self: Any, box: Any, tag: str) -> Generator[None, None, None]:
    """Marked content, with ActualText for complex scripts, and artifacts for decorative boxes.

    WeasyPrint makes a Figure without Alt of a decorative image (ISO 14289-1, 7.3).
    """
    pydyf = weasyprint_import.submodule("pdf.stream").pydyf
    if self._tags is not None:
        if decorative(box):
            pydyf.Stream.begin_marked_content(self, "Artifact")
        else:
            tag = "Span" if _is_word(box) else tag
            number = len(self._tags)
            self._tags[box] = {"tag": tag, "mcid": number}
            properties = pydyf.Dictionary({"MCID": number})
            if text := _actual_text(getattr(box, "text", None) or ""):
                properties["ActualText"] = pydyf.String(text)
            pydyf.Stream.begin_marked_content(self, tag, properties)
    try:
        yield
    finally:
        if self._tags is not None:
            pydyf.Stream.end_marked_content(self)


def clean_font(original: Callable[..., None]) -> Callable[..., None]:
    """Give the later glyphs of a cluster a target in ToUnicode: an empty one is malformed (Adobe TN 5411, 1.4.3)."""

    def clean(self: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        for mapping in (self.to_unicode, to_unicode):
            for glyph, text in list(mapping.items()):
                if text == "":
                    mapping[glyph] = "\u200b"
        original(self, to_unicode, hinting)

    return clean


# ── structure elements ──────────────────────────────────────────────────────────────────────────────────────────


def get_pdf_tag(original: Callable[[str | None], str]) -> Callable[[str | None], str]:
    """The structure type of an HTML element."""

    def tag(element_tag: str | None) -> str:
        if element_tag is None:
            return "NonStruct"
        if "::" in element_tag:
            # A pseudo-element inside a link is not a second Link; the number of a note is its label.
            kind = element_tag.split("::")[1]
            return {"footnote-marker": "Lbl", "footnote-call": "Reference", "marker": "Lbl"}.get(kind, "Span")
        return _TAGS.get(element_tag) or original(element_tag)

    return tag


def build_box_tree(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """Structure elements without empty ones and decorative boxes, completed from their HTML."""

    def build(box: Any, parent: Any, pdf: Any, *args: Any, **options: Any) -> Iterator[Any]:
        real = getattr(box, "_box", box)
        if decorative(real):
            return
        for element in original(box, parent, pdf, *args, **options):
            if not _drop_if_empty(element, pdf):
                _complete(element, real, pdf)
                yield element

    return build


def _drop_if_empty(element: Any, pdf: Any) -> bool:
    """Whether a structure element has no content; it is removed from the file then. Anchors leave such spans."""
    if element["S"] not in ("/Span", "/NonStruct", "/Div") or element["K"]:
        return False
    # Marking an object as free would corrupt pydyf's table of compressed objects. So it is removed if it is the last
    # one, and otherwise left without a reference.
    if pdf.objects[-1] is element:
        pdf.objects.pop()
    return True


def _complete(element: Any, box: Any, pdf: Any) -> None:
    """Add what is in the HTML and WeasyPrint does not write."""
    if box.element is not None and "::" not in box.element_tag:
        _add_attributes(element, box, pdf)
    if element["S"] == "/LI":
        _add_body(element, pdf)


def _add_attributes(element: Any, box: Any, pdf: Any) -> None:
    pydyf = weasyprint_import.submodule("pdf.tags").pydyf
    html, kind = box.element, element["S"]
    if _is_word(box) and "Alt" in element:
        # a Figure would be announced as a picture in the middle of the sentence
        element["S"], element["ActualText"] = "/Span", element.pop("Alt")
    language = html.get("lang") or html.get(_XML_LANG)
    if language and box.element_tag != "html":
        # WeasyPrint writes the language of the document only (ISO 14289-1, 7.2).
        element["Lang"] = pydyf.String(language)
    if kind == "/TH" and "A" in element:
        # ISO 14289-1, 7.5; a header is for its column unless it has a scope.
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if kind == "/L":
        _complete_list(element, box, pdf)
    if html.get("role") == "doc-footnote" and kind in ("/Span", "/NonStruct", "/Div"):
        # ISO 14289-1, 7.9: a Note with a unique ID.
        element["S"] = "/Note"
        element["ID"] = pydyf.String(f"note-{element.number}")
    if kind == "/Link" and getattr(box, "link_annotation", None) is not None:
        # WeasyPrint writes the address; screen readers need the text (ISO 14289-1, 7.18.5).
        text = "".join(html.itertext()).replace("\u200b", "")
        words = html.get("title") or html.get("aria-label") or " ".join(text.split())
        box.link_annotation["Contents"] = pydyf.String(_SCHEME.sub("", words or html.get("href") or ""))


def _complete_list(element: Any, box: Any, pdf: Any) -> None:
    pydyf = weasyprint_import.submodule("pdf.tags").pydyf
    if box.element.get("role") == "doc-toc":
        # ISO 32000-1, 14.8.4.2: a table of contents has TOC and TOCI elements, with the text in a Reference.
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


def _add_body(item: Any, pdf: Any) -> None:
    """Wrap other children of a list item in a body: an LI holds labels and bodies only (ISO 32000-1, 14.8.4.3.3)."""
    pydyf = weasyprint_import.submodule("pdf.tags").pydyf
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
    """The child elements, without marked-content numbers and object references."""
    numbers = [int(kid.split()[0]) for kid in element["K"] if isinstance(kid, bytes)]
    found = [pdf.objects[number] for number in numbers]
    return [kid for kid in found if "S" in kid]
