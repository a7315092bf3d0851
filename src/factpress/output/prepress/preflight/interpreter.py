"""The interpreter of content streams: what is painted, where, how thick, in which colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from factpress.output.prepress.geometry import Matrix
from factpress.output.prepress.preflight.colour_spaces import GREY, Space, space_of
from factpress.output.prepress.preflight.context import Context
from factpress.output.prepress.preflight.graphics_state import (
    PathBuilder,
    TextPosition,
    inline_image,
    placed_image,
    thinness,
)
from factpress.output.prepress.preflight.limits import DEEPEST
from factpress.output.prepress.preflight.page_model import Box, Family, Kind, Paint, Painted, Sheet, bounding_box, union
from factpress.output.prepress.preflight.repeated import DrawnFont, cells

_NOWHERE = Box(0, 0, 0, 0)
_INVISIBLE = (3, 7)  # ways to show text that leave no mark
_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, pikepdf.PdfError)
"""Errors that wrong operands cause: pikepdf has no specific error for them."""


@dataclass(frozen=True, slots=True)
class _State:
    ctm: Matrix
    clip: Box
    fill: Paint = GREY.first
    stroke: Paint = GREY.first
    spaces: tuple[Space, Space] = (GREY, GREY)
    patterns: tuple[Any, Any] = (None, None)  # the names of the patterns of fills and strokes
    width: float = 1.0
    font: Any = None
    size: float = 0.0
    stretch: float = 1.0
    spacing: tuple[float, float] = (0.0, 0.0)  # after each glyph, and after each space
    mode: int = 0
    over: bool = False


def interpret(page: pikepdf.Page, sheet: Sheet, ctm: Matrix, context: Context) -> None:
    """Add what is painted on the page to the sheet. What cannot be read is added to its faults."""
    resources = page.obj.get("/Resources") or page.resources
    _Interpreter(sheet, resources, _State(ctm, sheet.media), context, _Depth()).follow(page.obj)


@dataclass(frozen=True, slots=True)
class _Depth:
    """Where an interpreter stands: the forms that are being drawn, and the glyphs that the page has had."""

    open: tuple[tuple[int, int], ...] = ()
    glyphs: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    coloured: bool = True  # whether the stream sets its own colours: not in a stencil


class _Interpreter:
    """The interpreter of one content stream; each form and pattern gets another one."""

    def __init__(self, sheet: Sheet, resources: Any, state: _State, context: Context, depth: _Depth) -> None:
        self.sheet, self.resources, self.state, self.context, self.depth = sheet, resources, state, context, depth
        self.stack: list[_State] = []
        self.base = state.ctm
        self.path = PathBuilder()
        self.clipping = False
        self.text = TextPosition()
        self.patterns: set[tuple[bytes, Paint | None]] = set()

    def follow(self, thing: Any) -> None:
        """Execute the operators. One that cannot be understood is added to the faults, and skipped."""
        try:
            orders = self.context.instructions(thing)
        except _FAULTS:
            self.sheet.faults.add("its drawing orders cannot be read")
            return
        for at in range(0, len(orders), 5_000):
            part = orders[at : at + 5_000]
            self.context.budget.take(len(part))
            for operator, operands in part:
                try:
                    order = _ORDERS.get(operator)
                    if order is not None:
                        order(self, operands)
                except _FAULTS:
                    self.sheet.faults.add("a drawing order cannot be understood")

    def set(self, **values: Any) -> None:
        self.state = replace(self.state, **values)

    def restore(self, _: Sequence[Any]) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        self.set(ctm=Matrix.of(operands) @ self.state.ctm)

    # ── paths ───────────────────────────────────────────────────────────────────────────────────────────────────

    def clip(self, _: Sequence[Any]) -> None:
        self.clipping = True

    def paint(self, *, fill: bool, stroke: bool) -> None:
        state = self.state
        parts = self.path.taken()
        if parts and fill:
            self.add(Kind.FILL, union(parts), state.fill, thin=min(map(thinness, parts)))
            self.tile(0, union(parts))
        if parts and stroke:
            thin = state.width * state.ctm.scale
            self.add(Kind.STROKE, union(parts).grown(thin / 2), state.stroke, thin=thin)
            self.tile(1, union(parts))
        if self.clipping:
            inside = union(parts).shared(state.clip) if parts else None
            self.set(clip=inside or _NOWHERE)
        self.clipping = False

    def add(self, kind: Kind, box: Box, paint: Paint, **more: Any) -> None:
        seen = box.shared(self.state.clip)
        if seen is not None and self.state.clip is not _NOWHERE:
            self.sheet.painted.append(Painted(kind, seen, paint, overprints=self.state.over, **more))

    # ── colours and states ──────────────────────────────────────────────────────────────────────────────────────

    def colour(self, which: int, operands: Sequence[Any], space: Space | None) -> None:
        if not self.depth.coloured:
            return
        if space is None:
            space = self.state.spaces[which]
        paint, pattern = space.paint(operands), None
        if paint.family is Family.PATTERN and operands:
            pattern = operands[-1], space.base.paint(operands) if space.base is not None else None
        self._set_colour(which, space, paint, pattern)

    def space(self, which: int, operands: Sequence[Any]) -> None:
        if not self.depth.coloured:
            return
        space = space_of(operands[0], self.resources.get("/ColorSpace"))
        self._set_colour(which, space, space.first, None)

    def _set_colour(self, which: int, space: Space, paint: Paint, pattern: Any) -> None:
        """Set the colour of fills (0) or strokes (1)."""
        (fill_space, stroke_space), (fill_pattern, stroke_pattern) = self.state.spaces, self.state.patterns
        if which:
            self.set(stroke=paint, spaces=(fill_space, space), patterns=(fill_pattern, pattern))
        else:
            self.set(fill=paint, spaces=(space, stroke_space), patterns=(pattern, stroke_pattern))

    def named_state(self, operands: Sequence[Any]) -> None:
        values = self.resources["/ExtGState"][operands[0]]
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

    def tile(self, which: int, box: Box) -> None:
        """Execute the content of a pattern in a few of its cells, clipped to the box."""
        chosen, clip = self.state.patterns[which], box.shared(self.state.clip)
        if chosen is None or clip is None:
            return
        name, colour = chosen
        if (bytes(name), colour) in self.patterns:
            return
        self.patterns.add((bytes(name), colour))
        pattern = self.resources["/Pattern"][name]
        ctm = Matrix.of(pattern.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ self.base
        if pattern.get("/PatternType") == 2:
            self.gradient(pattern["/Shading"], clip, ctm)
            return
        resources = pattern.get("/Resources", self.resources)
        stencil: Paint | None = colour if pattern.get("/PaintType") == 2 else None
        for cell in cells(pattern, ctm, clip):
            state = _State(cell, clip, stencil, stencil) if stencil is not None else _State(cell, clip)
            self.inside(pattern, resources, state, coloured=stencil is None)

    def shade(self, operands: Sequence[Any]) -> None:
        self.gradient(self.resources["/Shading"][operands[0]], self.state.clip, self.state.ctm)

    def gradient(self, shading: Any, box: Box, ctm: Matrix) -> None:
        if "/BBox" in shading:
            box = box.shared(_placed(shading["/BBox"], ctm)) or _NOWHERE
        space = self.context.space_in(shading, self.resources)
        if box is not _NOWHERE:
            measured = self.context.measure.gradient(shading, space)
            self.add(Kind.SHADING, box, space.varied, measured=measured, most_possible=space.most_ink)

    # ── text ────────────────────────────────────────────────────────────────────────────────────────────────────

    def font(self, operands: Sequence[Any]) -> None:
        fonts = self.resources.get("/Font")
        self.set(font=fonts.get(operands[0]) if fonts is not None else None, size=float(operands[1]))

    def show_next(self, operands: Sequence[Any]) -> None:
        self.text.next_line(operands)
        self.show(operands)

    def show(self, operands: Sequence[Any]) -> None:
        state = self.state
        self.sheet.has_text = True
        if state.mode in _INVISIBLE:
            return
        drawn = self.context.drawn_font(state.font)
        if drawn is not None:
            self.draw_glyphs(drawn, operands[-1])
            return
        placed = self.text.matrix @ state.ctm
        size = abs(state.size) * placed.scale
        box = Box(placed.e, placed.f, placed.e + size / 2, placed.f + size / 2)  # its width is not known
        stroked = state.mode in (1, 5)
        self.add(Kind.TEXT, box, state.stroke if stroked else state.fill, type_size=size)
        self.tile(1 if stroked else 0, box)

    def draw_glyphs(self, font: DrawnFont, shown: Any) -> None:
        """Execute each glyph once on the page, and move the text position along."""
        state = self.state
        for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
            if not isinstance(part, pikepdf.String):
                self.text.advance(-float(part) / 1000 * state.size * state.stretch)
                continue
            codes = bytes(part)
            self.context.budget.take(len(codes))
            for code in codes:
                glyph = font.glyphs.get(code)
                if glyph is not None and glyph.objgen not in self.depth.glyphs:
                    self.depth.glyphs.add(glyph.objgen)
                    sized = Matrix(state.size * state.stretch, 0, 0, state.size, 0, 0)
                    placed = replace(state, ctm=font.matrix @ sized @ self.text.matrix @ state.ctm)
                    self.inside(glyph, font.resources or self.resources, placed)
                spacing = state.spacing[0] + (state.spacing[1] if code == ord(" ") else 0)
                self.text.advance((font.width(code) * state.size + spacing) * state.stretch)

    # ── what is drawn by name ───────────────────────────────────────────────────────────────────────────────────

    def draw(self, operands: Sequence[Any]) -> None:
        thing = self.resources["/XObject"][operands[0]]
        kind = thing.get("/Subtype")
        if kind == "/Form":
            self.form(thing)
        elif kind == "/Image":
            self.picture(thing)
        elif kind == "/PS":
            self.sheet.faults.add("it holds PostScript")

    def form(self, form: Any) -> None:
        if "/Ref" in form:
            self.sheet.faults.add("it shows a page of another file")
        state = replace(self.state, ctm=Matrix.of(form.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ self.state.ctm)
        if "/BBox" in form:
            state = replace(state, clip=_placed(form["/BBox"], state.ctm).shared(state.clip) or _NOWHERE)
        self.inside(form, form.get("/Resources", self.resources), state)

    def inside(self, thing: Any, resources: Any, state: _State, *, coloured: bool = True) -> None:
        """Execute a form, a cell of a pattern or a glyph."""
        depth, key = self.depth, thing.objgen
        self.context.budget.take_form()
        if key in depth.open:
            self.sheet.too_deep = True
            self.sheet.faults.add("a form draws itself")
            return
        if len(depth.open) >= DEEPEST:
            self.sheet.too_deep = True
            self.sheet.faults.add(f"its forms stand in each other more than {DEEPEST} deep")
            return
        depth = replace(depth, open=(*depth.open, key), coloured=coloured and depth.coloured)
        _Interpreter(self.sheet, resources, state, self.context, depth).follow(thing)

    def picture(self, image: Any) -> None:
        placed = placed_image(image, self.state.ctm)
        if "/SMask" in image:
            self.sheet.transparent = True
        if "/Alternates" in image:
            self.sheet.faults.add("a picture has another one in its place for screens")
        box = _placed((0, 0, 1, 1), self.state.ctm)
        if placed.mask:
            self.add(Kind.PICTURE, box, self.state.fill, picture=placed)
            self.tile(0, box)
            return
        space = self.context.space_in(image, self.resources)
        measured = self.context.measure.image(image, space)
        self.add(Kind.PICTURE, box, space.varied, picture=placed, measured=measured, most_possible=space.most_ink)

    def inline(self, operands: Sequence[Any]) -> None:
        self.picture(inline_image(operands[0], self.context.scratch))


def _placed(box: Any, ctm: Matrix) -> Box:
    left, bottom, right, top = (float(number) for number in box)
    return bounding_box([ctm.at(x, y) for x in (left, right) for y in (bottom, top)])


_Order = Callable[[_Interpreter, Sequence[Any]], None]


def _painting(*, fill: bool, stroke: bool) -> _Order:
    return lambda it, _: it.paint(fill=fill, stroke=stroke)


def _colouring(which: int, space: Space | None = None) -> _Order:
    return lambda it, operands: it.colour(which, operands, space)


_RGB, _CMYK = Space(Family.RGB), Space(Family.CMYK)

_ORDERS: Mapping[str, _Order] = {
    "q": lambda it, _: it.stack.append(it.state),
    "Q": _Interpreter.restore,
    "cm": _Interpreter.transform,
    "gs": _Interpreter.named_state,
    "w": lambda it, o: it.set(width=float(o[0])),
    "m": lambda it, o: it.path.move(o, it.state.ctm),
    "re": lambda it, o: it.path.rectangle(o, it.state.ctm),
    **dict.fromkeys(("l", "c", "v", "y"), lambda it, o: it.path.to(o, it.state.ctm)),
    **dict.fromkeys(("W", "W*"), _Interpreter.clip),
    "n": _painting(fill=False, stroke=False),
    **dict.fromkeys(("f", "F", "f*"), _painting(fill=True, stroke=False)),
    **dict.fromkeys(("S", "s"), _painting(fill=False, stroke=True)),
    **dict.fromkeys(("B", "B*", "b", "b*"), _painting(fill=True, stroke=True)),
    "cs": lambda it, o: it.space(0, o),
    "CS": lambda it, o: it.space(1, o),
    **dict.fromkeys(("sc", "scn"), _colouring(0)),
    **dict.fromkeys(("SC", "SCN"), _colouring(1)),
    **{name: _colouring(0, space) for name, space in (("g", GREY), ("rg", _RGB), ("k", _CMYK))},
    **{name: _colouring(1, space) for name, space in (("G", GREY), ("RG", _RGB), ("K", _CMYK))},
    "sh": _Interpreter.shade,
    "Do": _Interpreter.draw,
    "INLINE IMAGE": _Interpreter.inline,
    "BT": lambda it, o: it.text.begin(o),
    "Tm": lambda it, o: it.text.place(o),
    "Td": lambda it, o: it.text.shift(o),
    "TD": lambda it, o: it.text.shift_down(o),
    "T*": lambda it, o: it.text.next_line(o),
    "TL": lambda it, o: it.text.lead(o),
    "Tf": _Interpreter.font,
    "Tr": lambda it, o: it.set(mode=int(o[0])),
    "Tz": lambda it, o: it.set(stretch=float(o[0]) / 100),
    "Tc": lambda it, o: it.set(spacing=(float(o[0]), it.state.spacing[1])),
    "Tw": lambda it, o: it.set(spacing=(it.state.spacing[0], float(o[0]))),
    **dict.fromkeys(("Tj", "TJ"), _Interpreter.show),
    **dict.fromkeys(("'", '"'), _Interpreter.show_next),
}
"""What the operators do. Those that have no place, colour or thickness are left out."""
