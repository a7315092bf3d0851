"""Colour spaces: their family, their inks, and the paint of a colour written in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from factpress.output.prepress.preflight.limits import unpacked
from factpress.output.prepress.preflight.name_text import text_of
from factpress.output.prepress.preflight.page_model import Family, Paint

_DEVICE = {
    "DeviceGray": Family.GREY,
    "G": Family.GREY,
    "CalGray": Family.GREY,
    "DeviceRGB": Family.RGB,
    "RGB": Family.RGB,
    "CalRGB": Family.RGB,
    "DeviceCMYK": Family.CMYK,
    "CMYK": Family.CMYK,
    "Lab": Family.LAB,
    "Pattern": Family.PATTERN,
}
_BY_CHANNELS = {1: Family.GREY, 3: Family.RGB, 4: Family.CMYK}
_CHANNELS = {Family.GREY: 1, Family.RGB: 3, Family.LAB: 3, Family.CMYK: 4}
PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_DEEPEST = 4  # a space is based on another one, which may be based on a third


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its family, and the names of its inks if it is Separation or DeviceN.

    `base` and `palette` are those of Indexed colours; `base` alone is that of a pattern without colours.
    """

    family: Family
    plates: tuple[str, ...] = ()
    base: Space | None = None
    palette: bytes | None = None

    @property
    def channels(self) -> int:
        """The number of components of a colour; 0 for patterns."""
        if self.palette is not None:
            return 1
        return len(self.plates) if self.family is Family.SPOT else _CHANNELS.get(self.family, 0)

    @property
    def shown(self) -> Space:
        """The space of the colours themselves: the base of Indexed colours."""
        return self.base if self.palette is not None and self.base is not None else self

    @property
    def most_ink(self) -> float:
        """The sum of inks that no colour exceeds, in percent; 0 for RGB and Lab."""
        space = self.shown
        if space.family is Family.SPOT:
            return 100.0 * sum(4 if plate == "All" else plate != "None" for plate in space.plates)
        return {Family.GREY: 100.0, Family.CMYK: 400.0}.get(space.family, 0.0)

    @property
    def varied(self) -> Paint:
        """The paint of an image or a gradient, whose colours vary."""
        space = self.shown
        plates = tuple(plate for plate in space.plates if plate != "None")
        if space.family is Family.SPOT and not plates:
            return Paint(Family.SPOT, (0.0,))
        if space.family is Family.SPOT and set(plates) <= set(PROCESS):
            return Paint(Family.CMYK)
        return Paint(space.family, plates=plates)

    def paint(self, numbers: Sequence[Any]) -> Paint:
        """The paint of these components."""
        shares = tuple(float(number) for number in numbers if not isinstance(number, pikepdf.Name))
        if self.palette is not None and self.base is not None:
            return self.base.paint(self._entry(int(shares[0]) if shares else 0))
        if self.family is Family.LAB:
            return Paint(self.family, shares)
        return self._of(tuple(100 * share for share in shares))

    def _of(self, shares: tuple[float, ...]) -> Paint:
        if self.family is Family.GREY:
            return Paint(Family.CMYK, (0, 0, 0, 100 - shares[0])) if shares else Paint(Family.GREY)
        if self.family is not Family.SPOT or len(shares) != len(self.plates):
            return Paint(self.family, shares, self.plates)
        inked = {plate: share for plate, share in zip(self.plates, shares, strict=True) if plate != "None"}
        if not inked:
            return Paint(Family.SPOT, (0.0,))
        if set(inked) <= set(PROCESS):
            return Paint(Family.CMYK, tuple(inked.get(plate, 0.0) for plate in PROCESS))
        return Paint(Family.SPOT, tuple(inked.values()), tuple(inked))

    def _entry(self, index: int) -> tuple[float, ...]:
        """The colour of the palette, from 0 to 1; of Lab, its lightness alone."""
        base = self.shown
        at = min(max(index, 0), 255) * base.channels
        raw = (self.palette or b"")[at : at + base.channels]
        scale = 2.55 if base.family is Family.LAB else 255
        return tuple(byte / scale for byte in raw[: 1 if base.family is Family.LAB else None])

    @property
    def first(self) -> Paint:
        """The initial colour of the space (ISO 32000-1, 8.6)."""
        if self.family is Family.SPOT:
            return self.paint([1] * len(self.plates))
        if self.palette is not None:
            return self.paint([0])
        return self.paint({Family.GREY: [0], Family.RGB: [0, 0, 0], Family.CMYK: [0, 0, 0, 1]}.get(self.family, []))


GREY = Space(Family.GREY)


def space_of(written: Any, named: Any, depth: int = 0) -> Space:
    """The colour space of a name or an array. An unknown space counts as RGB, which is reported for presses."""
    if depth > _DEEPEST:
        return Space(Family.RGB)
    if not isinstance(written, pikepdf.Array):
        name = text_of(written)
        if name in _DEVICE:
            return Space(_DEVICE[name])
        if isinstance(named, pikepdf.Dictionary) and written in named:
            return space_of(named[written], None, depth + 1)
        return Space(Family.RGB)
    family = text_of(written[0]) if len(written) else ""
    if family == "ICCBased":
        return Space(_BY_CHANNELS.get(int(written[1].get("/N", 3)), Family.RGB))
    if family in ("Indexed", "I"):
        base = space_of(written[1], named, depth + 1)
        return Space(base.family, base.plates, base, _palette(written[3])) if base.channels else base
    if family == "Separation":
        return Space(Family.SPOT, (text_of(written[1]),))
    if family == "DeviceN":
        process = _process_names(written)
        names = (text_of(name) for name in written[1])
        return Space(Family.SPOT, tuple(process.get(name, name) for name in names))
    if family == "Pattern" and len(written) > 1:
        return Space(Family.PATTERN, base=space_of(written[1], named, depth + 1))
    return Space(_DEVICE.get(family, Family.RGB))


def _palette(written: Any) -> bytes:
    return unpacked(written) if isinstance(written, pikepdf.Stream) else bytes(written)


def _process_names(device_n: Any) -> Mapping[str, str]:
    """The process inks by the names that a DeviceN space gives them (ISO 32000-1, 8.6.6.5, Process)."""
    attributes: Any = device_n[4] if len(device_n) > 4 else None
    process: Any = attributes.get("/Process") if isinstance(attributes, pikepdf.Dictionary) else None
    if not isinstance(process, pikepdf.Dictionary):
        return {}
    names: list[str] = [text_of(name) for name in process.get("/Components", [])]
    family = space_of(process.get("/ColorSpace", pikepdf.Name("/DeviceCMYK")), None).family
    return dict(zip(names, PROCESS, strict=False)) if family is Family.CMYK and len(names) == len(PROCESS) else {}
