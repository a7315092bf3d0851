"""What is made: one product file for each artefact, with its size, its renderer and its name."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.units import Length


@dataclass(frozen=True, slots=True)
class Page:
    """A book page. Margins are those of the text column; the marks column hangs to its left, on both sides.

    `text` is the width of the text column, `full` that of headings and charts: marks column, gap and text.
    """

    width: Length
    height: Length
    top: Length
    bottom: Length
    verso_left: Length
    verso_right: Length
    recto_left: Length
    recto_right: Length
    marks: Length
    gap: Length
    text: Length

    @property
    def full(self) -> Length:
        """The width of headings and charts."""
        return self.marks + self.gap + self.text


@dataclass(frozen=True, slots=True)
class Product:
    """One artefact. `file` is its name without an ending; `page` is set for paper, `palette` for slides."""

    name: str
    renderer: str  # a key of build.RENDERERS: "booklet", "deck"
    title: str  # what it is, for people: "Booklet, A5, for reading and for two-sided printing"
    file: str
    page: Page | None = None
    palette: str = "print"  # "print", "light" or "dark"
