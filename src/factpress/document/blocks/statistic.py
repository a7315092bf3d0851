"""A single figure or a range, large, with its question or what is counted, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.document.model import Aside, Inlines, Paragraph, Primitive, Stated
from factpress.facts.model import Standing


@dataclass(frozen=True, slots=True)
class Statistic:
    """A value shown large. `figure` is the number in words, `unit` what follows it smaller.

    For a range, `low`, `high` and `scale` (the end of a zero-based axis) let a renderer draw it; `low_text`,
    `high_text` and `scale_text` label it. All three numbers are None for a single figure.
    """

    question: str
    stated: Stated
    figure: str
    unit: str
    about: Inlines
    source: Inlines
    standing: Standing
    low: float | None = None
    high: float | None = None
    scale: float | None = None
    low_text: str = ""
    high_text: str = ""
    scale_text: str = ""

    def realize(self) -> tuple[Primitive, ...]:
        """A box: the question, the figure, the words about it with the source as a note."""
        from factpress.document.model import Text

        return (
            Aside(
                (Text(self.question),),
                (Paragraph((self.stated, *self.source)), Paragraph(self.about)),
                self.standing,
            ),
        )
