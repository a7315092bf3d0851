"""What the pages of a file share: the limits, and what is known of its forms, images and fonts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from factpress.output.prepress.preflight.colour_spaces import Space
from factpress.output.prepress.preflight.graphics_state import space_in
from factpress.output.prepress.preflight.ink_measure import InkMeasure
from factpress.output.prepress.preflight.limits import Budget, check_words, content_streams
from factpress.output.prepress.preflight.repeated import DrawnFont, drawn_font

Instructions = list[tuple[str, list[Any]]]
_SMALL, _FEW = 2_000, 500  # the operators of a stream that is kept for the next time, and the number of such streams


@dataclass(slots=True)
class Context:
    """What the pages of a file share: the limits, and what is known of its forms and images."""

    budget: Budget
    measure: InkMeasure
    scratch: pikepdf.Pdf = field(default_factory=pikepdf.new)  # for the inline images
    parsed: dict[tuple[int, int], Instructions] = field(default_factory=dict[tuple[int, int], Instructions])
    spaces: dict[tuple[int, int], Space] = field(default_factory=dict[tuple[int, int], Space])
    fonts: dict[tuple[int, int], DrawnFont | None] = field(default_factory=dict[tuple[int, int], DrawnFont | None])

    def instructions(self, thing: Any) -> Instructions:
        """The operators of a page, form or pattern. Raises PdfError or ToolError if they cannot be read."""
        key: tuple[int, int] = thing.objgen
        if key in self.parsed:
            return self.parsed[key]
        self.budget.take(0)
        streams = content_streams(thing)
        check_words(streams)
        parsed = pikepdf.parse_content_stream(thing) if streams else []
        found = [(str(one.operator), list(one.operands)) for one in parsed]
        if len(found) <= _SMALL and key[0]:
            if len(self.parsed) >= _FEW:
                self.parsed.clear()
            self.parsed[key] = found
        return found

    def space_in(self, thing: Any, resources: Any) -> Space:
        """The colour space of an image or a gradient."""
        key: tuple[int, int] = thing.objgen
        if not key[0]:
            return space_in(thing, resources)
        if key not in self.spaces:
            self.spaces[key] = space_in(thing, resources)
        return self.spaces[key]

    def drawn_font(self, font: Any) -> DrawnFont | None:
        """The glyphs of a font that are drawn in colours of their own; None for other fonts."""
        if font is None or font.get("/Subtype") != "/Type3":
            return None
        key: tuple[int, int] = font.objgen
        if not key[0]:
            return drawn_font(font)
        if key not in self.fonts:
            self.fonts[key] = drawn_font(font)
        return self.fonts[key]
