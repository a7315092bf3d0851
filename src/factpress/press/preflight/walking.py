"""A page's drawing orders, followed with the graphics state: what is painted, where, how thick, in which colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from factpress.press.matrix import UNIT, Matrix
from factpress.press.preflight.bounds import DEEPEST, Budget, check_unpacked, content_streams
from factpress.press.preflight.model import Box, Family, Kind, Paint, Painted, Picture, Sheet
from factpress.press.preflight.spaces import GREY, Space, space_of

_EVERYWHERE = Box(-1e9, -1e9, 1e9, 1e9)
_INVISIBLE = (3, 7)  # ways to show text that leave no mark
_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, pikepdf.PdfError)
"""What operands bring about that are none: pikepdf has no error of its own for them."""


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
    leading: float = 0.0
    mode: int = 0
    over: bool = False


def walk(page: pikepdf.Page, sheet: Sheet, ctm: Matrix, budget: Budget) -> None:
    """Fills in what is painted on the page. What cannot be read is noted among the sheet's faults."""
    resources = page.obj.get("/Resources") or page.resources
    _Walker(sheet, resources, _State(ctm), budget, 0).follow(page.obj)


class _Walker:
    """One content stream; forms and patterns get a walker of their own."""

    def __init__(self, sheet: Sheet, resources: Any, state: _State, budget: Budget, depth: int) -> None:
        self.sheet, self.resources, self.state, self.budget, self.depth = sheet, resources, state, budget, depth
        self.stack: list[_State] = []
        self.base = state.ctm
        self.point = (0.0, 0.0)
        self.paths: list[list[tuple[float, float]]] = []
        self.clipping = False
        self.text = self.line = UNIT
        self.patterns: set[str] = set()
        self.orders: Mapping[str, Callable[[Sequence[Any]], None]] = self._orders()

    def follow(self, thing: Any) -> None:
        """Reads the stream, order by order. An order that cannot be understood is a fault, and the next one is read."""
        streams = content_streams(thing)
        for stream in streams:
            check_unpacked(stream)
        try:
            orders = pikepdf.parse_content_stream(thing) if streams else []
        except _FAULTS:
            self.sheet.faults.add("its drawing orders cannot be read")
            return
        for at in range(0, len(orders), 5_000):
            part = orders[at : at + 5_000]
            self.budget.take(len(part))
            for instruction in part:
                order = self.orders.get(str(instruction.operator))
                if order is not None:
                    try:
                        order(instruction.operands)
                    except _FAULTS:
                        self.sheet.faults.add(f'an order cannot be understood: "{instruction.operator}"')

    def _orders(self) -> Mapping[str, Callable[[Sequence[Any]], None]]:
        grey, rgb, cmyk = GREY, Space(Family.RGB), Space(Family.CMYK)
        paints = {
            name: (lambda _, fill=fill, stroke=stroke: self.paint(fill=fill, stroke=stroke))
            for name, fill, stroke in (
                ("f", True, False), ("F", True, False), ("f*", True, False), ("S", False, True), ("s", False, True),
                ("B", True, True), ("B*", True, True), ("b", True, True), ("b*", True, True), ("n", False, False),
            )
        }  # fmt: skip
        colours = {
            name: (lambda operands, which=which, space=space: self.colour(which, operands, space))
            for name, which, space in (
                ("g", 0, grey), ("rg", 0, rgb), ("k", 0, cmyk), ("sc", 0, None), ("scn", 0, None),
                ("G", 1, grey), ("RG", 1, rgb), ("K", 1, cmyk), ("SC", 1, None), ("SCN", 1, None),
            )
        }  # fmt: skip
        return {
            **paints, **colours,
            "q": lambda _: self.stack.append(self.state), "Q": self.restore, "cm": self.transform,
            "w": lambda o: self.set(width=float(o[0])), "gs": self.named_state,
            "m": self.move, "l": self.to, "c": self.to, "v": self.to, "y": self.to, "re": self.rectangle,
            "W": self.clip, "W*": self.clip, "sh": self.shade, "Do": self.draw, "INLINE IMAGE": self.inline,
            "cs": lambda o: self.space(0, o[0]), "CS": lambda o: self.space(1, o[0]),
            "BT": self.begin, "Tm": self.place, "Td": self.shift, "TD": self.shift_down, "T*": self.next_line,
            "Tf": lambda o: self.set(size=float(o[1])), "TL": lambda o: self.set(leading=float(o[0])),
            "Tr": lambda o: self.set(mode=int(o[0])),
            "Tj": self.show, "TJ": self.show, "'": self.show_next, '"': self.show_next,
        }  # fmt: skip

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
        if fill:
            for box in map(_around, self.paths):
                self.fill(box, Kind.FILL)
        if stroke:
            thin = state.width * state.ctm.scale
            for box in map(_around, self.paths):
                self.add(Kind.STROKE, box.grown(thin / 2), state.stroke, thin=thin)
                self.tile(1, box)
        if self.clipping:
            whole = _around([point for path in self.paths for point in path]) if self.paths else None
            inside = whole.shared(state.clip) if whole else None
            self.set(clip=inside or Box(0, 0, 0, 0))
        self.paths, self.clipping = [], False

    def fill(self, box: Box, kind: Kind) -> None:
        thin = min(box.width, box.height)
        self.add(kind, box, self.state.fill, thin=thin)
        self.tile(0, box)

    def add(self, kind: Kind, box: Box, paint: Paint, **more: Any) -> None:
        seen = box.shared(self.state.clip)
        if seen is not None and not (self.state.clip.width == self.state.clip.height == 0):
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
        """What a pattern is made of, once, as far as the box reaches."""
        name = self.state.patterns[which]
        if self.state.spaces[which].family is not Family.PATTERN or not name or name in self.patterns:
            return
        self.patterns.add(name)
        pattern = self.resources["/Pattern"][name]
        if pattern.get("/PatternType") == 2:
            self.add(Kind.SHADING, box, _shading(pattern["/Shading"], self.resources))
        elif self.depth < DEEPEST:
            ctm = Matrix.of(pattern.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ self.base
            state = _State(ctm, clip=box.shared(self.state.clip) or Box(0, 0, 0, 0))
            resources = pattern.get("/Resources", self.resources)
            _Walker(self.sheet, resources, state, self.budget, self.depth + 1).follow(pattern)

    def shade(self, operands: Sequence[Any]) -> None:
        self.add(Kind.SHADING, self.state.clip, _shading(self.resources["/Shading"][str(operands[0])], self.resources))

    # ── text ────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, _: Sequence[Any]) -> None:
        self.text = self.line = UNIT

    def place(self, operands: Sequence[Any]) -> None:
        self.text = self.line = Matrix.of(operands)

    def shift(self, operands: Sequence[Any]) -> None:
        self.text = self.line = Matrix(1, 0, 0, 1, float(operands[0]), float(operands[1])) @ self.line

    def shift_down(self, operands: Sequence[Any]) -> None:
        self.set(leading=-float(operands[1]))
        self.shift(operands)

    def next_line(self, _: Sequence[Any]) -> None:
        self.shift((0, -self.state.leading))

    def show_next(self, operands: Sequence[Any]) -> None:
        self.next_line(operands)
        self.show(operands)

    def show(self, _: Sequence[Any]) -> None:
        state = self.state
        if state.mode in _INVISIBLE:
            return
        placed = self.text @ state.ctm
        size = abs(state.size) * placed.scale
        box = Box(placed.e, placed.f, placed.e + size / 2, placed.f + size / 2)  # where it begins; how far, nobody says
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
            state = replace(state, clip=_around(corners).shared(state.clip) or Box(0, 0, 0, 0))
        # a mask is painted to be seen through: its colours never reach paper
        sheet = Sheet(0, self.sheet.media, self.sheet.trim, self.sheet.bleed, frozenset()) if mask else self.sheet
        resources = form.get("/Resources", self.resources)
        _Walker(sheet, resources, state, self.budget, self.depth + 1).follow(form)

    def picture(self, image: Any, key: tuple[int, int]) -> None:
        ctm = self.state.ctm
        width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
        across, up = (side / 72 for side in ctm.sides)
        ppi = min(width / across if across else 1e9, height / up if up else 1e9)
        box = _around([ctm.at(x, y) for x in (0, 1) for y in (0, 1)])
        stencil = bool(image.get("/ImageMask", False))
        space = space_of(image.get("/ColorSpace", pikepdf.Name("/DeviceGray")), self.resources.get("/ColorSpace"))
        paint = self.state.fill if stencil else Paint(space.family, name=", ".join(space.plates))
        if "/SMask" in image:
            self.sheet.transparent = True
        if "/Alternates" in image:
            self.sheet.faults.add("a picture has another one in its place for screens")
        one_bit = stencil or int(image.get("/BitsPerComponent", 8)) == 1
        self.add(Kind.PICTURE, box, paint, picture=Picture(key, (width, height), ppi, one_bit))

    def inline(self, operands: Sequence[Any]) -> None:
        image = operands[0].obj
        full = {"/W": "/Width", "/H": "/Height", "/CS": "/ColorSpace", "/IM": "/ImageMask", "/BPC": "/BitsPerComponent"}
        self.picture({full.get(str(key), str(key)): value for key, value in image.items()}, (0, 0))


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _shading(shading: Any, resources: Any) -> Paint:
    space = space_of(shading["/ColorSpace"], resources.get("/ColorSpace"))
    return Paint(space.family, name=", ".join(space.plates))
