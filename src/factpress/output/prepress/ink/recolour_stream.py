"""Content streams painted anew: every colour becomes the inks of the theme, and black text overprints.

Colours of a finished page are rewritten rather than those of style sheets, templates and drawings: whatever set them,
what stands in the file is then known to be one of the theme's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

from factpress.design.palettes import Inks
from factpress.output.prepress.geometry import UNIT, Matrix
from factpress.output.prepress.ink.colour_map import BLACK, Table

SMALL_PT = 9.0
"""Type below this size is printed in two inks at the most: three never meet to a hair on a press."""

_OVERPRINT, _KNOCKOUT = Name("/InkOverprint"), Name("/InkKnockout")
_STATES = {
    # mode 1: an ink of nothing leaves what lies below as it is (ISO 32000-1, 8.6.7)
    _OVERPRINT: {"/Type": Name("/ExtGState"), "/OP": True, "/op": True, "/OPM": 1},
    _KNOCKOUT: {"/Type": Name("/ExtGState"), "/OP": False, "/op": False, "/OPM": 0},
}

_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"})
_CHANNELS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}


class ForeignColourError(Exception):
    """A colour in a space that no table of inks can answer. Its words name the space."""


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state as far as inks go. `fill` is what the page asks for, `set` what the plates were told."""

    ctm: Matrix = UNIT
    size: float = 0.0
    fill: Inks | None = BLACK
    set: Inks | None = None
    over: bool = False
    spaces: tuple[str, str] = ("/DeviceGray", "/DeviceGray")  # of fills, of strokes


def repaint(stream: pikepdf.Object | pikepdf.Page, resources: Dictionary, table: Table, *, inherits: bool) -> bytes:
    """The content in inks. `inherits` is for a form, whose first colours are those of whoever draws it.

    The two graphics states of overprinting are put into the resources. Raises ForeignColourError.
    """
    painter = _Painter(resources, table, _State(fill=None) if inherits else _State())
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
    """One content stream on its way."""

    def __init__(self, resources: Dictionary, table: Table, state: _State) -> None:
        self.resources, self.table, self.state = resources, table, state
        self.stack: list[_State] = []
        self.text = UNIT
        self.out: list[Any] = []
        self.overprints = False
        self.takes: Mapping[str, Callable[[Sequence[Any]], bool]] = {
            "q": self.save,
            "Q": self.restore,
            "cm": self.transform,
            "BT": self.begin_text,
            "Tm": self.place_text,
            "Tf": self.take_font,
            **{name: self.fill_with(space) for name, space in _OPERATORS[0].items()},
            **{name: self.stroke_with(space) for name, space in _OPERATORS[1].items()},
            "cs": lambda operands: self.take_space(0, str(operands[0])),
            "CS": lambda operands: self.take_space(1, str(operands[0])),
            **dict.fromkeys(("sc", "scn"), lambda operands: self.take_colour(0, operands)),
            **dict.fromkeys(("SC", "SCN"), lambda operands: self.take_colour(1, operands)),
        }

    def take(self, instruction: Any) -> None:
        """One operator: kept, replaced, or told before it which inks come next."""
        name = str(instruction.operator)
        if name in _SHOWS:
            self.before_text()
        elif name in _FILLS:
            self.prepare(self.state.fill, over=False)
        taken = self.takes.get(name)
        if taken is None or taken(instruction.operands):
            self.out.append(instruction)

    # each of these says whether the operator stays as it is

    def save(self, _: Sequence[Any]) -> bool:
        self.stack.append(self.state)
        return True

    def restore(self, _: Sequence[Any]) -> bool:
        if self.stack:
            self.state = self.stack.pop()
        return True

    def transform(self, operands: Sequence[Any]) -> bool:
        self.state = replace(self.state, ctm=Matrix.of(operands) @ self.state.ctm)
        return True

    def begin_text(self, _: Sequence[Any]) -> bool:
        self.text = UNIT
        return True

    def place_text(self, operands: Sequence[Any]) -> bool:
        self.text = Matrix.of(operands)
        return True

    def take_font(self, operands: Sequence[Any]) -> bool:
        self.state = replace(self.state, size=abs(float(operands[1])))
        return True

    def fill_with(self, space: str) -> Callable[[Sequence[Any]], bool]:
        def fill(operands: Sequence[Any]) -> bool:
            self.state = replace(self.state, spaces=(space, self.state.spaces[1]))
            return self.take_colour(0, operands)

        return fill

    def stroke_with(self, space: str) -> Callable[[Sequence[Any]], bool]:
        def stroke(operands: Sequence[Any]) -> bool:
            self.state = replace(self.state, spaces=(self.state.spaces[0], space))
            return self.take_colour(1, operands)

        return stroke

    def take_space(self, which: int, name: str) -> bool:
        space = name if name in (*_CHANNELS, "/Pattern") else space_of(self.resources["/ColorSpace"][name])
        fill, stroke = self.state.spaces
        self.state = replace(self.state, spaces=(fill, space) if which else (space, stroke))
        if space == "/Pattern":
            return True
        return self.take_colour(which, [0, 0, 0, 1] if space == "/DeviceCMYK" else [0] * _CHANNELS[space])

    def take_colour(self, which: int, operands: Sequence[Any]) -> bool:
        space = self.state.spaces[which]
        if space == "/Pattern":
            if which == 0:
                self.state = replace(self.state, fill=None, set=None)
            return True
        inks = inks_of(self.table, [float(operand) for operand in operands])
        if which == 0:
            self.state = replace(self.state, fill=inks)  # told when something is filled with it
            self.prepare(inks, over=self.state.over)
        else:
            self.emit("K", _shares(inks))
        return False

    def before_text(self) -> None:
        """Small type takes two inks at the most, and black type prints over what lies below."""
        inks = self.state.fill
        if inks is not None and inks.count > 2 and self.state.size * (self.text @ self.state.ctm).scale < SMALL_PT:
            inks = self.table.small
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


_OPERATORS = (
    {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"},
    {"G": "/DeviceGray", "RG": "/DeviceRGB", "K": "/DeviceCMYK"},
)


def inks_of(table: Table, channels: Sequence[float]) -> Inks:
    """The inks of a colour of one, three or four channels; four are inks already."""
    if len(channels) == 4:
        return Inks(*(100 * channel for channel in channels))
    return table.of([*channels, *channels, *channels] if len(channels) == 1 else channels)


def space_of(space: pikepdf.Object) -> str:
    """The device space that a colour space's numbers can be read as. Raises ForeignColourError where there is none."""
    family = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if family == "/ICCBased":
        return {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}[int(space[1].N)]
    if family in (*_CHANNELS, "/Pattern"):
        return family
    raise ForeignColourError(family.lstrip("/"))


def _shares(inks: Inks) -> list[Any]:
    return [Decimal(f"{share / 100:.4g}") for share in inks]
