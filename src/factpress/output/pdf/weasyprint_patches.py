"""What WeasyPrint 70 does slowly, done quickly: the same pages, but for the letters in pictures, which kern.

Like `tags`, it replaces parts of the library for the time of one call; `engine.VERSION` pins what it was written
against.
"""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and what is mended here is private to it
from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, cast

from factpress.output.pdf import weasyprint_import

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_STEP = re.compile(rf"([MmLlHhVvZz])|({_NUMBER})")
# Possessive: a run of digits splits into numbers in many ways, and a curve after the lines would try them all.
_STRAIGHT = re.compile(rf"\s*+[Mm](?:[MmLlHhVvZz\s,]|{_NUMBER})*+")
"""A path of lines alone, in user units."""

_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")

_APART = ("dx", "dy", "rotate", "letter-spacing", "textLength")
"""Attributes that place letters one by one."""

_SEVERAL = re.compile(r"[^\s,][\s,]+[^\s,]")
"""More than one place in an attribute: each letter has its own."""

_COUNTED = re.compile(r"\[\d+\]$")
"""The end of an array's type with its length: `hb_codepoint_t[71]`."""


@contextmanager
def hastened() -> Generator[None, None, None]:
    """WeasyPrint with its slow spots mended. Not for two threads at once: it replaces parts of the library."""
    svg, pydyf, lines = (
        weasyprint_import.part("svg"),
        weasyprint_import.part("pdf").pydyf,
        weasyprint_import.part("text.line_break"),
    )
    css, pending = weasyprint_import.part("css"), weasyprint_import.part("css.tokens").Pending
    text = _text(svg.text)
    tags = svg.TAGS | {tag: text for tag, draw in svg.TAGS.items() if draw is svg.text}
    changes = (
        (weasyprint_import.part("pdf.fonts"), "ffi", _Uncounted(weasyprint_import.part("pdf.fonts").ffi)),
        (svg, "TAGS", tags | {"path": _path(svg.TAGS["path"], pydyf)}),
        (svg, "text", text),  # which it compares its tags' functions with
        (pydyf.PDF, "write", _write(pydyf.PDF.write, pydyf)),
        (pydyf.PDF, "page_references", _page_references(pydyf.PDF.page_references)),
        (lines, "_font_style_cache_key", _style_key(lines._font_style_cache_key)),
        (lines, "get_font_description", _described(lines.get_font_description)),
        (css.ComputedStyle, "__missing__", _computed(css)),
        (pending, "solve", _solved(pending.solve)),
        (
            weasyprint_import.part("layout.percent"),
            "resolve_one_percentage",
            _length(weasyprint_import.part("layout.percent")),
        ),
    )
    kept: list[tuple[Any, str, Any]] = [(holder, name, vars(holder)[name]) for holder, name, _ in changes]
    for holder, name, mended in changes:
        setattr(holder, name, mended)
    try:
        yield
    finally:
        for holder, name, was in kept:
            setattr(holder, name, was)


class _Uncounted:
    """cffi, with arrays as long as what they are filled with.

    It parses each new name of a type as a whole C file, and subsetting names two for every font, with their
    lengths; with the length left to the filling, one name is enough.
    """

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, kind: str, content: Any = None) -> Any:
        return self._ffi.new(kind if content is None else _COUNTED.sub("[]", kind), content)


def _write(original: Callable[..., None], pydyf: Any) -> Callable[..., None]:
    """Compress each stream once: the file's identifier asks for all of them a second time."""

    def write(self: Any, *arguments: Any, **options: Any) -> None:
        plain = pydyf.Stream.data
        made: dict[int, bytes] = {}

        def data(stream: Any) -> bytes:
            if id(stream) not in made:
                made[id(stream)] = plain.fget(stream)
            return made[id(stream)]

        pydyf.Stream.data = property(data)
        try:
            original(self, *arguments, **options)
        finally:
            pydyf.Stream.data = plain

    return write


def _page_references(original: Any) -> property:
    """Name the pages once, until there is one more: every tag asks for all of them."""
    made: dict[tuple[int, int], tuple[bytes, ...]] = {}

    def page_references(self: Any) -> tuple[bytes, ...]:
        key = id(self), len(self.pages["Kids"])
        if key not in made:
            made[key] = original.fget(self)
        return made[key]

    return property(page_references)


def _style_key(original: Callable[..., str]) -> Callable[..., str]:
    """Write the key of a style's fonts once: every line asks for it."""

    def key(style: Any, include_size: bool = False) -> str:
        made: dict[bool, str] = cast("dict[str, Any]", vars(style)).setdefault("_font_keys", {})
        if include_size not in made:
            made[include_size] = original(style, include_size)
        return made[include_size]

    return key


def _described(original: Callable[..., Any]) -> Callable[[Any], Any]:
    """Describe a style's font to Pango once: every line asks for it, and Pango copies what it is given."""

    def described(style: Any) -> Any:
        made = cast("dict[str, Any]", vars(style))
        if "_described" not in made:
            made["_described"] = original(style)
        return made["_described"]

    return described


def _computed(css: Any) -> Callable[[Any, str], Any]:
    """Take a property that no rule is about from the parent, or as it begins: of those that a box has, that is most.

    Properties that hang on others, or that have to be reckoned from how they begin, are left to WeasyPrint.
    """
    original = css.ComputedStyle.__missing__
    hanging = {"page", "float", "position", "display"}
    plain = {key for key in css.INITIAL_VALUES if key not in hanging and not key.startswith("text_decoration_")}
    inherited = plain & set(css.INHERITED)
    initial = {key: css.INITIAL_VALUES[key] for key in plain - inherited - set(css.INITIAL_NOT_COMPUTED)}
    # a rule about the margin where lines begin is about the left or the right one (CSS Logical Properties 1, 4)
    logical = {
        key: tuple({function(block="ttb", inline=direction) for direction in ("ltr", "rtl")})
        for key, function in css.PHYSICAL_FUNCTIONS.items()
    }

    def missing(style: Any, key: str) -> Any:
        rules = style.cascaded
        if key not in rules and not any(map(rules.__contains__, logical.get(key, ()))):
            if key in initial:
                value = style[key] = initial[key]
                return value
            if key in inherited and style.parent_style is not None:
                value = style[key] = style.parent_style[key]
                return value
        return original(style, key)

    return missing


def _solved(original: Callable[..., Any]) -> Callable[..., Any]:
    """Read a value once that stands behind `var()`: every element that inherits the variable has the same tokens.

    What is put together anew for each element, inside of a function, is read each time.
    """
    made: dict[tuple[object, ...], tuple[Any, Any, Any]] = {}

    def solve(value: Any, tokens: Any, wanted: str, base: Any) -> Any:
        if not tokens or any(token.type in ("function", "() block") for token in tokens):
            return original(value, tokens, wanted, base)
        key = (id(value), wanted, base, *map(id, tokens))
        if key not in made:
            made[key] = original(value, tokens, wanted, base), value, tokens  # kept, so that no other has their ids
        return made[key][0]

    return solve


def _length(percent: Any) -> Callable[[Any, str, Any], None]:
    """Take a length that is no percentage as it is: most are, and every box asks for twenty."""
    original = percent.resolve_one_percentage
    dimension = weasyprint_import.part("css.properties").Dimension

    def length(box: Any, name: str, refer_to: Any) -> None:
        value = box.style[name]
        if value.__class__ is dimension and value.unit == "px":
            setattr(box, name, value.value)
        else:
            original(box, name, refer_to)

    return length


class _InOne(str):
    """A text that is one letter to whoever asks for its letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _text(original: Callable[..., None]) -> Callable[..., None]:
    """Set a text of a picture in one piece: letter by letter it takes ten times as long, and nothing is kerned."""

    def text(svg: Any, node: Any, font_size: float) -> None:
        apart = any(map(node.get, _APART)) or any(_SEVERAL.search(node.get(name, "")) for name in ("x", "y"))
        if node.text and not apart:
            node._etree_node.text = _InOne(node.text)
        original(svg, node, font_size)

    return text


def _path(original: Callable[..., None], pydyf: Any) -> Callable[..., None]:
    """Draw a path of straight lines in one go: charts and cloth have thousands of them, and no markers."""

    def path(svg: Any, node: Any, font_size: float) -> None:
        steps = node.get("d", "")
        drawn = None if any(map(node.get, _MARKERS)) else _lines(steps, pydyf._to_bytes)  # the way it writes numbers
        if drawn is None:
            original(svg, node, font_size)
        else:
            svg.stream.move_to(0, 0)  # as WeasyPrint begins each path
            svg.stream.stream += drawn

    return path


def _lines(steps: str, written: Callable[[float], bytes]) -> list[bytes] | None:
    """The PDF operators of an SVG path of straight lines (SVG 2, 9.3.3 to 9.3.5); None where it is another."""
    if not _STRAIGHT.fullmatch(steps):
        return None
    operators: list[bytes] = []
    found = iter(_STEP.findall(steps))
    letter, x, y, start = "", 0.0, 0.0, (0.0, 0.0)
    for command, number in found:
        if command:
            letter = command
            if letter in "Zz":
                operators.append(b"h")
                x, y = start
            continue
        if letter in "Hh":
            x = float(number) + (x if letter == "h" else 0)
        elif letter in "Vv":
            y = float(number) + (y if letter == "v" else 0)
        else:
            down = next(found, ("", ""))[1]
            if not down:  # half a point: WeasyPrint knows what to make of it
                return None
            x, y = float(number) + (x if letter in "ml" else 0), float(down) + (y if letter in "ml" else 0)
        operators.append(written(x) + b" " + written(y) + (b" m" if letter in "Mm" else b" l"))
        if letter in "Mm":
            start = (x, y)
            letter = "l" if letter == "m" else "L"
    return operators
