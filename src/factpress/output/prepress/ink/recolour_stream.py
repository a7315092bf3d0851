"""Content streams with every colour replaced by inks of the theme, and with black text that overprints.

The colours of the finished page are replaced, not those of style sheets, templates and drawings. So every colour in the
file is known to be a colour of the theme, wherever it was set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

from factpress.design.palettes import Inks
from factpress.output.prepress.geometry import UNIT, Matrix
from factpress.output.prepress.ink.colour_map import BLACK, ColourMap

SMALL_PT = 9.0
"""Text below this size is printed in at most two inks: three never register exactly."""

_OVERPRINT, _KNOCKOUT = Name("/InkOverprint"), Name("/InkKnockout")
_STATES = {
    # mode 1: an ink of 0 leaves the ink below unchanged (ISO 32000-1, 8.6.7)
    _OVERPRINT: {"/Type": Name("/ExtGState"), "/OP": True, "/op": True, "/OPM": 1},
    _KNOCKOUT: {"/Type": Name("/ExtGState"), "/OP": False, "/op": False, "/OPM": 0},
}

_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"})
_CHANNELS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}


_DEVICE_COLOURS = {
    "g": (0, "/DeviceGray"), "rg": (0, "/DeviceRGB"), "k": (0, "/DeviceCMYK"),
    "G": (1, "/DeviceGray"), "RG": (1, "/DeviceRGB"), "K": (1, "/DeviceCMYK"),
}  # fmt: skip
"""Operators that set a colour in a device space: 0 for fills or 1 for strokes, and the space."""

_COLOURS = {"sc": 0, "scn": 0, "SC": 1, "SCN": 1}
"""Operators that set a colour in the current space, for fills or for strokes."""


class ForeignColourError(Exception):
    """A colour in a space that cannot be converted to inks; the text of the error names the space."""


@dataclass(frozen=True, slots=True)
class _State:
    """The parts of the graphics state that affect inks: `fill` is the colour of the page, `set` the inks last set."""

    ctm: Matrix = UNIT
    size: float = 0.0
    fill: Inks | None = BLACK
    set: Inks | None = None
    over: bool = False
    spaces: tuple[str, str] = ("/DeviceGray", "/DeviceGray")  # of fills, of strokes


def recolour(
    stream: pikepdf.Object | pikepdf.Page, resources: Dictionary, colour_map: ColourMap, *, inherits: bool
) -> bytes:
    """The content stream with inks. A form `inherits` its first colours from the stream that draws it.

    Adds the two graphics states of overprinting to the resources. Raises ForeignColourError.
    """
    painter = _Painter(resources, colour_map, _State(fill=None) if inherits else _State())
    for instruction in pikepdf.parse_content_stream(stream):
        painter.take(instruction)
    states = resources.get("/ExtGState")
    if painter.overprints:
        if states is None:
            states = resources["/ExtGState"] = Dictionary()
        for name, values in _STATES.items():
            states[name] = Dictionary(values)
    return pikepdf.unparse_content_stream(painter.out)


class _Painter:
    """The conversion of one content stream."""

    def __init__(self, resources: Dictionary, colour_map: ColourMap, state: _State) -> None:
        self.resources, self.colour_map, self.state = resources, colour_map, state
        self.stack: list[_State] = []
        self.text = UNIT
        self.out: list[Any] = []
        self.overprints = False
        self.handlers: Mapping[str, Callable[[Sequence[Any]], bool | None]] = {
            "q": self.save,
            "Q": self.restore,
            "cm": self.transform,
            "BT": self.begin_text,
            "Tm": self.set_text_matrix,
            "Tf": self.set_font,
            **{name: partial(self.set_device_colour, *colour) for name, colour in _DEVICE_COLOURS.items()},
            **{name: partial(self.set_named_space, which) for which, name in enumerate(("cs", "CS"))},
            **{name: partial(self.set_colour, which) for name, which in _COLOURS.items()},
        }

    def take(self, instruction: Any) -> None:
        """Append one operator, or its replacement, after the operators that set the inks that it needs."""
        name = str(instruction.operator)
        if name in _SHOWS:
            self.before_text()
        elif name in _FILLS:
            self.prepare(self.state.fill, over=False)
        handler = self.handlers.get(name)
        if handler is None or not handler(instruction.operands):
            self.out.append(instruction)

    # Each handler returns whether the operator is dropped.

    def save(self, _: Sequence[Any]) -> None:
        self.stack.append(self.state)

    def restore(self, _: Sequence[Any]) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        self.state = replace(self.state, ctm=Matrix.of(operands) @ self.state.ctm)

    def begin_text(self, _: Sequence[Any]) -> None:
        self.text = UNIT

    def set_text_matrix(self, operands: Sequence[Any]) -> None:
        self.text = Matrix.of(operands)

    def set_font(self, operands: Sequence[Any]) -> None:
        self.state = replace(self.state, size=abs(float(operands[1])))

    def set_space(self, which: int, space: str) -> None:
        fill, stroke = self.state.spaces
        self.state = replace(self.state, spaces=(fill, space) if which else (space, stroke))

    def set_device_colour(self, which: int, space: str, operands: Sequence[Any]) -> bool:
        self.set_space(which, space)
        return self.set_colour(which, operands)

    def set_named_space(self, which: int, operands: Sequence[Any]) -> bool:
        name = str(operands[0])
        space = name if name in (*_CHANNELS, "/Pattern") else space_of(self.resources["/ColorSpace"][name])
        self.set_space(which, space)
        if space == "/Pattern":
            return False
        return self.set_colour(which, [0, 0, 0, 1] if space == "/DeviceCMYK" else [0] * _CHANNELS[space])

    def set_colour(self, which: int, operands: Sequence[Any]) -> bool:
        if self.state.spaces[which] == "/Pattern":
            if which == 0:
                self.state = replace(self.state, fill=None, set=None)
            return False
        inks = inks_of(self.colour_map, [float(operand) for operand in operands])
        if which == 0:
            self.state = replace(self.state, fill=inks)  # written again before something is filled
            self.prepare(inks, over=self.state.over)
        else:
            self.emit("K", _shares(inks))
        return True

    def before_text(self) -> None:
        """Set at most two inks for small text, and overprinting for black text."""
        inks = self.state.fill
        if inks is not None and inks.count > 2 and self.state.size * (self.text @ self.state.ctm).scale < SMALL_PT:
            inks = self.colour_map.small
        self.prepare(inks, over=inks is not None and inks.only_black)

    def prepare(self, inks: Inks | None, *, over: bool) -> None:
        if inks is not None and inks != self.state.set:
            self.emit("k", _shares(inks))
        if over != self.state.over:
            self.overprints = True
            self.emit("gs", [_OVERPRINT if over else _KNOCKOUT])
        self.state = replace(self.state, set=inks, over=over)

    def emit(self, operator: str, operands: Sequence[Any]) -> None:
        self.out.append(ContentStreamInstruction(list(operands), Operator(operator)))


def inks_of(colour_map: ColourMap, channels: Sequence[float]) -> Inks:
    """The inks of a colour of one, three or four channels; four channels are inks already."""
    if len(channels) == 4:
        return Inks(*(100 * channel for channel in channels))
    return colour_map.inks([*channels, *channels, *channels] if len(channels) == 1 else channels)


def space_of(space: pikepdf.Object) -> str:
    """The device space with the same numbers as a colour space. Raises ForeignColourError if there is none."""
    family = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if family == "/ICCBased":
        return {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}[int(space[1].N)]
    if family in (*_CHANNELS, "/Pattern"):
        return family
    raise ForeignColourError(family.lstrip("/"))


def _shares(inks: Inks) -> list[Any]:
    return [Decimal(f"{share / 100:.4g}") for share in inks]
