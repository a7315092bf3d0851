"""Patches of WeasyPrint's private parts, which has no hooks here: tagging, copied text, footnotes, and speed.

No other module replaces parts of WeasyPrint. `patched()` applies the patches for the time of a call. They are
optional: they are written against WeasyPrint 70 and skipped on any other major version, and a single one is skipped
if a 70.x no longer has the part that it replaces. The patches for speed leave every page as it is.
"""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and what is patched here is private to it
from __future__ import annotations

import functools
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, cast

from factpress.core.diagnostics import Diagnostic, Severity
from factpress.core.installing import repair_command
from factpress.output.pdf import (
    floats,
    footnotes,
    glyph_text,
    line_layouts,
    margin_marks,
    svg_paths,
    tags,
    weasyprint_import,
)

MAJOR = "70"
"""The major version of WeasyPrint that the patches are written against."""

Replacement = tuple[Any, str, Any]
"""An object of WeasyPrint, the name of its attribute, and the new value."""


@contextmanager
def patched() -> Generator[tuple[str, ...], None, None]:
    """WeasyPrint with the patches that fit the installed version; gives their names.

    Not thread-safe: it replaces parts of modules.
    """
    applied: list[str] = []
    with ExitStack() as replacing:
        for name, patch in PATCHES.items() if fits() else ():
            try:
                replacing.enter_context(replaced(*patch()))
            except (AttributeError, KeyError, ImportError):  # this 70.x does not have what the patch replaces
                continue
            applied.append(name)
        yield tuple(applied)


@contextmanager
def replaced(*replacements: Replacement) -> Generator[None, None, None]:
    """WeasyPrint with other parts for the time of a call."""
    originals: list[Replacement] = [(holder, name, vars(holder)[name]) for holder, name, _ in replacements]
    for holder, attribute, new in replacements:
        setattr(holder, attribute, new)
    try:
        yield
    finally:
        for holder, attribute, original in reversed(originals):
            setattr(holder, attribute, original)


def fits() -> bool:
    """Whether the installed WeasyPrint is one that the patches are written against."""
    return weasyprint_import.weasyprint().__version__.split(".")[0] == MAJOR


def patch_notes() -> tuple[Diagnostic, ...]:
    """One information that names the patches which are skipped; none if all are applied."""
    with patched() as applied:
        skipped = [name for name in PATCHES if name not in applied]
    if not skipped:
        return ()
    version = weasyprint_import.weasyprint().__version__
    message = f"WeasyPrint {version} is installed; corrections for {MAJOR}.x are skipped: {', '.join(skipped)}"
    if "tagging" in skipped:
        message += "; the PDF files do not claim PDF/UA"
    hint = f"pages are set without them; to install the version that was tested: {repair_command()}"
    return (Diagnostic("weasyprint-unpatched", message, hint=hint, severity=Severity.INFORMATION),)


# ── tagging ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _tagging() -> tuple[Replacement, ...]:
    """The structure tree with what PDF/UA-1 asks for and WeasyPrint does not write; see `tags`."""
    module, stream = weasyprint_import.submodule("pdf.tags"), weasyprint_import.submodule("pdf.stream").Stream
    font = weasyprint_import.submodule("pdf.fonts").Font
    return (
        (module, "_build_box_tree", tags.build_box_tree(module._build_box_tree)),
        (module, "_get_pdf_tag", tags.get_pdf_tag(module._get_pdf_tag)),
        (stream, "marked", tags.marked),
        (font, "clean", tags.clean_font(font.clean)),
    )


# ── footnotes ───────────────────────────────────────────────────────────────────────────────────────────────────


def _footnotes() -> tuple[Replacement, ...]:
    """Footnotes on the page of their number, whatever the margins of the page; see `footnotes`."""
    block, context = weasyprint_import.submodule("layout.block"), weasyprint_import.submodule("layout").LayoutContext
    return (
        (block, "_linebox_layout", footnotes.set_lines(block._linebox_layout)),
        (context, "_update_footnote_area", footnotes.update_area(context._update_footnote_area)),
    )


def _line_starts() -> tuple[Replacement, ...]:
    """No word is broken at the end of a line; see `line_layouts`."""
    layout = weasyprint_import.submodule("layout.inline")
    return ((layout, "split_inline_level", line_layouts.within_line(layout.split_inline_level)),)


# ── style ───────────────────────────────────────────────────────────────────────────────────────────────────────

_PSEUDO_ELEMENTS = {
    "marker": "li::marker, summary::marker",
    "footnote-call": "[role=doc-footnote]::footnote-call",
    "footnote-marker": "[role=doc-footnote]::footnote-marker",
    "note-call": "[role=doc-endnote]::note-call",
    "note-marker": "[role=doc-endnote]::note-marker",
    "note-callback": "[role=doc-endnote]::note-callback",
}

_NOTES_HAVE_ROLES = "notes_have_roles"
"""Attribute of a WeasyPrint document in which every footnote and endnote has its ARIA role."""

_BARE_RULE = re.compile(rf"^::({'|'.join(_PSEUDO_ELEMENTS)})(?= \{{)", re.MULTILINE)


def read_html(html: str, url_fetcher: Any) -> Any:
    """A WeasyPrint document in which every footnote has the role "doc-footnote", every endnote "doc-endnote"."""
    document = weasyprint_import.weasyprint().HTML(string=html, url_fetcher=url_fetcher)
    setattr(document, _NOTES_HAVE_ROLES, True)
    return document


def _ua_stylesheet() -> tuple[Replacement, ...]:
    """Bind the rules for pseudo-elements in WeasyPrint's own style sheet to the elements that can have them.

    Six of its rules ("::footnote-call", "::marker" …) match every element, and each match computes and keeps a style
    that is not used: more than half of all styles of a book, in time and in memory. Only documents from `read_html()`
    are affected: their notes are known by their roles.
    """
    html = weasyprint_import.weasyprint().HTML
    weasyprint_import.submodule("html").UA  # noqa: B018 - the patch does not fit without it
    original = html._ua_stylesheets

    def sheets(self: Any, forms: bool = False) -> list[Any]:
        return original(self, forms) if forms or not hasattr(self, _NOTES_HAVE_ROLES) else [ua_stylesheet()]

    build = weasyprint_import.submodule("formatting_structure.build")
    return (html, "_ua_stylesheets", sheets), (build, "make_box", footnotes.require_roles(build.make_box))


@functools.cache
def ua_stylesheet() -> Any:
    """WeasyPrint's own style sheet with these rules, parsed once."""
    weasyprint, html = weasyprint_import.weasyprint(), weasyprint_import.submodule("html")
    bound = _BARE_RULE.sub(lambda match: _PSEUDO_ELEMENTS[match[1]], html.UA)
    # the counter styles are taken from WeasyPrint's own reading of the same style sheet; these are dropped
    return weasyprint.CSS(string=bound, counter_style=weasyprint_import.submodule("css.counters").CounterStyle())


def _computed_styles() -> tuple[Replacement, ...]:
    """Take a property without a rule from the parent, or its initial value: most properties of a box have none.

    Properties whose initial value has to be computed from others are left to WeasyPrint, except the width of an edge
    that is not drawn.
    """
    css = weasyprint_import.submodule("css")
    original = css.ComputedStyle.__missing__
    # neither inherited nor initial, but without a rule the parent's: a decoration is propagated, and a page named by an
    # ancestor (CSS Text Decoration 3, 2.1; CSS Paged Media 3, 7.1)
    propagated = {f"text_decoration_{name}" for name in ("line", "color", "style", "thickness")} | {"page"}
    inherited = set(css.INHERITED) | propagated
    edges = {f"{edge}_width": f"{edge}_style" for edge in (*(f"border_{side}" for side in _SIDES), "outline")}
    initial = {k: v for k, v in css.INITIAL_VALUES.items() if k not in inherited | set(css.INITIAL_NOT_COMPUTED)}
    specified = {"position", "float"} & set(initial)
    # a rule for the margin at the start of lines is a rule for the left or the right one (CSS Logical Properties 1, 4)
    logical = {
        key: tuple({function(block="ttb", inline=direction) for direction in ("ltr", "rtl")})
        for key, function in css.PHYSICAL_FUNCTIONS.items()
    }

    def missing(style: Any, key: str) -> Any:
        rules = style.cascaded
        if key in rules or (key in logical and any(map(rules.__contains__, logical[key]))):
            return original(style, key)
        if key in initial:
            if key in specified:  # the display of an element depends on both
                if key == "float":
                    style["position"]
                style.specified[key] = initial[key]
            value = style[key] = initial[key]
            return value
        if key in inherited and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
            return value
        if key in edges and style[edges[key]] in ("none", "hidden"):
            style[key] = 0
            return 0
        return original(style, key)

    return ((css.ComputedStyle, "__missing__", missing),)


_SIDES = ("top", "right", "bottom", "left")


def _variables() -> tuple[Replacement, ...]:
    """Parse a value with `var()` once: all elements that inherit the variable have the same tokens.

    Values that are composed for each element, inside a function, are parsed each time.
    """
    pending = weasyprint_import.submodule("css.tokens").Pending
    original = pending.solve
    solved: dict[tuple[object, ...], tuple[Any, Any, Any]] = {}

    def solve(value: Any, tokens: Any, wanted: str, base: Any) -> Any:
        if not tokens or any(token.type in ("function", "() block") for token in tokens):
            return original(value, tokens, wanted, base)
        key = (id(value), wanted, base, *map(id, tokens))
        if key not in solved:
            # value and tokens are kept, so that no other object gets their ids
            solved[key] = original(value, tokens, wanted, base), value, tokens
        return solved[key][0]

    return ((pending, "solve", solve),)


def _lengths() -> tuple[Replacement, ...]:
    """Take a length in pixels as it is: every box asks for twenty lengths, and few are percentages."""
    percent = weasyprint_import.submodule("layout.percent")
    original, dimension = percent.resolve_one_percentage, weasyprint_import.submodule("css.properties").Dimension

    def length(box: Any, name: str, refer_to: Any) -> None:
        value = box.style[name]
        if value.__class__ is dimension and value.unit == "px":
            setattr(box, name, value.value)
        else:
            original(box, name, refer_to)

    return ((percent, "resolve_one_percentage", length),)


def _line_fonts() -> tuple[Replacement, ...]:
    """Make the key and the Pango description of a style's font once: every line asks for both."""
    lines = weasyprint_import.submodule("text.line_break")
    make_key, describe = lines._font_style_cache_key, lines.get_font_description

    def key(style: Any, include_size: bool = False) -> str:
        made: dict[bool, str] = cast("dict[str, Any]", vars(style)).setdefault("_font_keys", {})
        if include_size not in made:
            made[include_size] = make_key(style, include_size)
        return made[include_size]

    def description(style: Any) -> Any:
        made = cast("dict[str, Any]", vars(style))
        if "_described" not in made:
            made["_described"] = describe(style)
        return made["_described"]

    return (lines, "_font_style_cache_key", key), (lines, "get_font_description", description)


def _lines() -> tuple[Replacement, ...]:
    """Split each line off its paragraph once; see `line_layouts`."""
    inline, preferred = weasyprint_import.submodule("layout.inline"), weasyprint_import.submodule("layout.preferred")
    split = line_layouts.remembered(inline.split_first_line)
    return (inline, "split_first_line", split), (preferred, "split_first_line", split)


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────

_ARRAY_LENGTH = re.compile(r"\[\d+\]$")
"""The length at the end of an array type: `hb_codepoint_t[71]`."""


class _UnsizedArrays:
    """cffi, with arrays as long as their content."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, kind: str, content: Any = None) -> Any:
        return self._ffi.new(kind if content is None else _ARRAY_LENGTH.sub("[]", kind), content)


def _font_subsets() -> tuple[Replacement, ...]:
    """Let cffi parse one array type for all fonts.

    It parses each new type name as a C file, and subsetting names two for every font, with their lengths. Without a
    length, one name is enough.
    """
    fonts = weasyprint_import.submodule("pdf.fonts")
    return ((fonts, "ffi", _UnsizedArrays(fonts.ffi)),)


def _compression() -> tuple[Replacement, ...]:
    """Compress each stream once: the file's identifier asks for all of them a second time."""
    pydyf = weasyprint_import.submodule("pdf").pydyf
    original = pydyf.PDF.write

    def write(self: Any, *args: Any, **options: Any) -> None:
        compress = pydyf.Stream.data
        made: dict[int, bytes] = {}

        def data(stream: Any) -> bytes:
            if id(stream) not in made:
                made[id(stream)] = compress.fget(stream)
            return made[id(stream)]

        pydyf.Stream.data = property(data)
        try:
            original(self, *args, **options)
        finally:
            pydyf.Stream.data = compress

    return ((pydyf.PDF, "write", write),)


def _page_references() -> tuple[Replacement, ...]:
    """List the pages' references again only after a page was added: every tag asks for all of them."""
    pdf, made = weasyprint_import.submodule("pdf").pydyf.PDF, dict[tuple[int, int], tuple[bytes, ...]]()
    original = pdf.page_references

    def page_references(self: Any) -> tuple[bytes, ...]:
        key = id(self), len(self.pages["Kids"])
        if key not in made:
            made[key] = original.fget(self)
        return made[key]

    return ((pdf, "page_references", property(page_references)),)


# ── SVG ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_PER_LETTER = ("dx", "dy", "rotate", "letter-spacing", "textLength")
"""Attributes that place letters one by one."""

_SEVERAL = re.compile(r"[^\s,][\s,]+[^\s,]")
"""More than one position in an attribute: each letter has its own."""


class _OneLetter(str):
    """A text that iterates as one letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _svg_text() -> tuple[Replacement, ...]:
    """Set a text of an SVG image in one piece: letter by letter it takes ten times as long, and nothing is kerned."""
    svg = weasyprint_import.submodule("svg")
    original = svg.text

    def text(image: Any, node: Any, font_size: float) -> None:
        apart = any(map(node.get, _PER_LETTER)) or any(_SEVERAL.search(node.get(name, "")) for name in ("x", "y"))
        if node.text and not apart:
            node._etree_node.text = _OneLetter(node.text)
        original(image, node, font_size)

    tags_of_text = {tag: text for tag, draw in svg.TAGS.items() if draw is original}
    # WeasyPrint compares the functions in TAGS with `text`, so both are replaced
    return (svg, "TAGS", svg.TAGS | tags_of_text), (svg, "text", text)


PATCHES: Mapping[str, Callable[[], tuple[Replacement, ...]]] = {
    "tagging": _tagging,
    "copied text": glyph_text.replacements,
    "footnotes": _footnotes,
    "floats": floats.replacements,
    "margin marks": margin_marks.replacements,
    "SVG text": _svg_text,
    "line starts": _line_starts,
    "SVG paths": svg_paths.replacements,
    "own style sheet": _ua_stylesheet,
    "computed styles": _computed_styles,
    "variables": _variables,
    "lengths": _lengths,
    "fonts of lines": _line_fonts,
    "lines": _lines,
    "font subsets": _font_subsets,
    "compression": _compression,
    "page references": _page_references,
}
"""Every patch by its name, as a function that gives its replacements. The first seven change the pages."""
