"""The interpreter of content streams: what is painted, where, how thick, in which colour."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from factpress.output.prepress.geometry import Matrix
from factpress.output.prepress.preflight.graphics_state import (
    GREY,
    Space,
    TextPosition,
    image_paint,
    placed_image,
    space_of,
    with_full_keys,
)
from factpress.output.prepress.preflight.limits import DEEPEST, Budget, check_words, content_streams
from factpress.output.prepress.preflight.page_model import Box, Family, Kind, Paint, Painted, Sheet, bounding_box, union

_EVERYWHERE, _NOWHERE = Box(-1e9, -1e9, 1e9, 1e9), Box(0, 0, 0, 0)
_INVISIBLE = (3, 7)  # ways to show text that leave no mark
_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, pikepdf.PdfError)
"""Errors that wrong operands cause: pikepdf has no specific error for them."""


_PAINTS = {
    **dict.fromkeys(("f", "F", "f*"), (True, False)),
    **dict.fromkeys(("S", "s"), (False, True)),
    **dict.fromkeys(("B", "B*", "b", "b*"), (True, True)),
    "n": (False, False),
}
"""The operators that end a path: whether they fill it, and whether they stroke it."""

_COLOURS: Mapping[str, tuple[int, Space | None]] = {
    "g": (0, GREY), "rg": (0, Space(Family.RGB)), "k": (0, Space(Family.CMYK)), "sc": (0, None), "scn": (0, None),
    "G": (1, GREY), "RG": (1, Space(Family.RGB)), "K": (1, Space(Family.CMYK)), "SC": (1, None), "SCN": (1, None),
}  # fmt: skip
"""The operators that set a colour: 0 for fills or 1 for strokes, and the space if it is fixed."""


@dataclass(frozen=True, slots=True)
class _State:
    ctm: Matrix
    clip: Box = _EVERYWHERE
    fill: Paint = GREY.first
    stroke: Paint = GREY.first
    spaces: tuple[Space, Space] = (GREY, GREY)
    patterns: tuple[str, str] = ("", "")
    width: float = 1.0
    size: float = 0.0
    mode: int = 0
    over: bool = False


def interpret(page: pikepdf.Page, sheet: Sheet, ctm: Matrix, budget: Budget) -> None:
    """Add what is painted on the page to the sheet. What cannot be read is added to its faults."""
    resources = page.obj.get("/Resources") or page.resources
    _Interpreter(sheet, resources, _State(ctm), budget, 0).follow(page.obj)


class _Interpreter:
    """The interpreter of one content stream; each form and pattern gets another one."""

    def __init__(self, sheet: Sheet, resources: Any, state: _State, budget: Budget, depth: int) -> None:
        self.sheet, self.resources, self.state, self.budget, self.depth = sheet, resources, state, budget, depth
        self.stack: list[_State] = []
        self.base = state.ctm
        self.paths: list[list[tuple[float, float]]] = []
        self.clipping = False
        self.text = TextPosition()
        self.patterns: set[str] = set()
        self.orders: Mapping[str, Callable[[Sequence[Any]], None]] = self._orders()

    def follow(self, thing: Any) -> None:
        """Execute the operators. One that cannot be understood is added to the faults, and skipped."""
        streams = content_streams(thing)
        try:
            check_words(streams)
            orders = pikepdf.parse_content_stream(thing) if streams else []
        except _FAULTS:
            self.sheet.faults.add("its drawing orders cannot be read")
            return
        for at in range(0, len(orders), 5_000):
            part = orders[at : at + 5_000]
            self.budget.take(len(part))
            for instruction in part:
                try:
                    order = self.orders.get(str(instruction.operator))
                    if order is not None:
                        order(list(instruction.operands))
                except _FAULTS:
                    self.sheet.faults.add("a drawing order cannot be understood")

    def _orders(self) -> Mapping[str, Callable[[Sequence[Any]], None]]:
        paints = {name: self._painting(*how) for name, how in _PAINTS.items()}
        colours = {name: self._colouring(*how) for name, how in _COLOURS.items()}
        return {
            **paints, **colours,
            "q": lambda _: self.stack.append(self.state), "Q": self.restore, "cm": self.transform,
            "w": lambda o: self.set(width=float(o[0])), "gs": self.named_state,
            "m": self.move, "l": self.to, "c": self.to, "v": self.to, "y": self.to, "re": self.rectangle,
            "W": self.clip, "W*": self.clip, "sh": self.shade, "Do": self.draw, "INLINE IMAGE": self.inline,
            "cs": lambda o: self.space(0, o[0]), "CS": lambda o: self.space(1, o[0]),
            "BT": self.text.begin, "Tm": self.text.place, "Td": self.text.shift, "TD": self.text.shift_down,
            "T*": self.text.next_line, "TL": self.text.lead, "Tf": lambda o: self.set(size=float(o[1])),
            "Tr": lambda o: self.set(mode=int(o[0])),
            "Tj": self.show, "TJ": self.show, "'": self.show_next, '"': self.show_next,
        }  # fmt: skip

    def _painting(self, fill: bool, stroke: bool) -> Callable[[Sequence[Any]], None]:
        return lambda _: self.paint(fill=fill, stroke=stroke)

    def _colouring(self, which: int, space: Space | None) -> Callable[[Sequence[Any]], None]:
        return lambda operands: self.colour(which, operands, space)

    def set(self, **values: Any) -> None:
        self.state = replace(self.state, **values)

    def restore(self, _: Sequence[Any]) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        self.set(ctm=Matrix.of(operands) @ self.state.ctm)

    # ── paths ───────────────────────────────────────────────────────────────────────────────────────────────────

    def move(self, operands: Sequence[Any]) -> None:
        self.paths.append([self.state.ctm.at(float(operands[0]), float(operands[1]))])

    def to(self, operands: Sequence[Any]) -> None:
        numbers = [float(operand) for operand in operands]
        at = self.state.ctm.at
        self.paths[-1] += [at(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]

    def rectangle(self, operands: Sequence[Any]) -> None:
        x, y, width, height = (float(operand) for operand in operands)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.paths.append([self.state.ctm.at(*corner) for corner in corners])

    def clip(self, _: Sequence[Any]) -> None:
        self.clipping = True

    def paint(self, *, fill: bool, stroke: bool) -> None:
        state = self.state
        parts = [bounding_box(path) for path in self.paths]
        if parts and fill:
            self.add(Kind.FILL, union(parts), state.fill, thin=min(map(_thin, parts)))
            self.tile(0, union(parts))
        if parts and stroke:
            thin = state.width * state.ctm.scale
            self.add(Kind.STROKE, union(parts).grown(thin / 2), state.stroke, thin=thin)
            self.tile(1, union(parts))
        if self.clipping:
            inside = union(parts).shared(state.clip) if parts else None
            self.set(clip=inside or _NOWHERE)
        self.paths, self.clipping = [], False

    def add(self, kind: Kind, box: Box, paint: Paint, **more: Any) -> None:
        seen = box.shared(self.state.clip)
        if seen is not None and self.state.clip is not _NOWHERE:
            self.sheet.painted.append(Painted(kind, seen, paint, overprints=self.state.over, **more))

    # ── colours and states ──────────────────────────────────────────────────────────────────────────────────────

    def colour(self, which: int, operands: Sequence[Any], space: Space | None) -> None:
        fill, stroke = self.state.spaces
        if space is not None:
            self.set(spaces=(fill, space) if which else (space, stroke))
        paint = self.state.spaces[which].paint(operands)
        self.set(**{("fill", "stroke")[which]: paint})
        name = str(operands[-1]) if paint.family is Family.PATTERN and operands else ""
        other = self.state.patterns
        self.set(patterns=(other[0], name) if which else (name, other[1]))

    def space(self, which: int, written: Any) -> None:
        space = space_of(written, self.resources.get("/ColorSpace"))
        fill, stroke = self.state.spaces
        self.set(spaces=(fill, space) if which else (space, stroke), **{("fill", "stroke")[which]: space.first})

    def named_state(self, operands: Sequence[Any]) -> None:
        values = self.resources["/ExtGState"][str(operands[0])]
        over = values.get("/op", values.get("/OP"))
        if over is not None:
            self.set(over=bool(over))
        if "/LW" in values:
            self.set(width=float(values["/LW"]))
        if "/TR" in values or ("/TR2" in values and values["/TR2"] != "/Default"):
            self.sheet.faults.add("it has a transfer function")
        mode: Any = values.get("/BM", pikepdf.Name("/Normal"))
        modes = list(mode) if isinstance(mode, pikepdf.Array) else [mode]
        faint = any(float(values.get(key, 1)) < 1 for key in ("/CA", "/ca"))
        masked = "/SMask" in values and values["/SMask"] != "/None"
        if faint or masked or any(m not in ("/Normal", "/Compatible") for m in modes):
            self.sheet.transparent = True
        if masked:
            self.form(values["/SMask"]["/G"], mask=True)

    def tile(self, which: int, box: Box) -> None:
        """Execute the content of a pattern once, clipped to the box."""
        name = self.state.patterns[which]
        if self.state.spaces[which].family is not Family.PATTERN or not name or name in self.patterns:
            return
        self.patterns.add(name)
        pattern = self.resources["/Pattern"][name]
        if pattern.get("/PatternType") == 2:
            self.add(Kind.SHADING, box, image_paint(pattern["/Shading"], self.resources))
        elif self.depth < DEEPEST:
            ctm = Matrix.of(pattern.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ self.base
            state = _State(ctm, clip=box.shared(self.state.clip) or _NOWHERE)
            resources = pattern.get("/Resources", self.resources)
            _Interpreter(self.sheet, resources, state, self.budget, self.depth + 1).follow(pattern)

    def shade(self, operands: Sequence[Any]) -> None:
        self.add(
            Kind.SHADING, self.state.clip, image_paint(self.resources["/Shading"][str(operands[0])], self.resources)
        )

    # ── text ────────────────────────────────────────────────────────────────────────────────────────────────────

    def show_next(self, operands: Sequence[Any]) -> None:
        self.text.next_line(operands)
        self.show(operands)

    def show(self, _: Sequence[Any]) -> None:
        state = self.state
        if state.mode in _INVISIBLE:
            return
        placed = self.text.matrix @ state.ctm
        size = abs(state.size) * placed.scale
        box = Box(placed.e, placed.f, placed.e + size / 2, placed.f + size / 2)  # its width is not known
        paint = state.stroke if state.mode in (1, 5) else state.fill
        self.add(Kind.TEXT, box, paint, type_size=size)

    # ── what is drawn by name ───────────────────────────────────────────────────────────────────────────────────

    def draw(self, operands: Sequence[Any]) -> None:
        thing = self.resources["/XObject"][str(operands[0])]
        kind = thing.get("/Subtype")
        if kind == "/Form":
            self.form(thing, mask=False)
        elif kind == "/Image":
            self.picture(thing, thing.objgen)
        elif kind == "/PS":
            self.sheet.faults.add("it holds PostScript")

    def form(self, form: Any, *, mask: bool) -> None:
        if self.depth >= DEEPEST:
            self.sheet.faults.add(f"its forms stand in each other more than {DEEPEST} deep")
            return
        if "/Ref" in form:
            self.sheet.faults.add("it shows a page of another file")
        state = replace(self.state, ctm=Matrix.of(form.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ self.state.ctm)
        if "/BBox" in form:
            left, bottom, right, top = (float(number) for number in form["/BBox"])
            corners = [state.ctm.at(x, y) for x in (left, right) for y in (bottom, top)]
            state = replace(state, clip=bounding_box(corners).shared(state.clip) or _NOWHERE)
        # the colours of a mask are not printed
        sheet = Sheet(0, self.sheet.media, self.sheet.trim, self.sheet.bleed, frozenset()) if mask else self.sheet
        resources = form.get("/Resources", self.resources)
        _Interpreter(sheet, resources, state, self.budget, self.depth + 1).follow(form)

    def picture(self, image: Any, key: tuple[int, int]) -> None:
        paint = self.state.fill if image.get("/ImageMask", False) else image_paint(image, self.resources)
        if "/SMask" in image:
            self.sheet.transparent = True
        if "/Alternates" in image:
            self.sheet.faults.add("a picture has another one in its place for screens")
        box = bounding_box([self.state.ctm.at(x, y) for x in (0, 1) for y in (0, 1)])
        self.add(Kind.PICTURE, box, paint, picture=placed_image(image, key, self.state.ctm))

    def inline(self, operands: Sequence[Any]) -> None:
        self.picture(with_full_keys(operands[0].obj), (0, 0))


def _thin(part: Box) -> float:
    """The thickness of an area that looks like a line; infinity for other areas."""
    thin, long = sorted((part.width, part.height))
    return thin if thin > 0 and long > _LONG * thin else math.inf


_LONG = 20
"""An area that is so many times longer than wide looks like a line."""
