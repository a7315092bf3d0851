"""Where text begins: the matrices of a text object (ISO 32000-1, 9.4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factpress.output.prepress.geometry import UNIT, Matrix


class TextPlace:
    """The place that the next words begin at. Each method is an order of the same work."""

    def __init__(self) -> None:
        self.matrix = UNIT
        self.leading = 0.0

    def begin(self, _: Sequence[Any]) -> None:
        """BT."""
        self.matrix = UNIT

    def place(self, operands: Sequence[Any]) -> None:
        """Tm."""
        self.matrix = Matrix.of(operands)

    def shift(self, operands: Sequence[Any]) -> None:
        """Td: to the next line, so far from the beginning of this one."""
        self.matrix = Matrix(1, 0, 0, 1, float(operands[0]), float(operands[1])) @ self.matrix

    def shift_down(self, operands: Sequence[Any]) -> None:
        """TD: the same, and the distance is kept as the leading."""
        self.leading = -float(operands[1])
        self.shift(operands)

    def lead(self, operands: Sequence[Any]) -> None:
        """TL."""
        self.leading = float(operands[0])

    def next_line(self, _: Sequence[Any]) -> None:
        """T*: one leading down."""
        self.shift((0, -self.leading))
