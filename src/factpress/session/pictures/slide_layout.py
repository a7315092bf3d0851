"""The layout of a deck: its slides as they are composed, each drawn when its picture is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factpress.audit.readers.pdf.pdfium import open_pdf
from factpress.core.paths import Places
from factpress.design.fonts import FontSet
from factpress.document.walk import stated_texts
from factpress.edition import Edition
from factpress.output.charts import Drawing
from factpress.output.deck.presentation import Slide
from factpress.output.deck.slides.kept_slides import KeptSlides
from factpress.output.screen.slide_svg import SlideDrawer, slide_texts
from factpress.publication.products import Product
from factpress.session.pictures.page_text import PageText, page_png
from factpress.session.pictures.values import Hit, Kind

_WIDTH = 1333
"""Pixels across a slide."""

_MOST_DRAWN = 12
"""How many slides are kept as drawn."""


@dataclass(frozen=True)
class SlideLayout:
    """The slides of a deck, with the texts of each stated value by its address."""

    slides: tuple[Slide, ...]
    drawer: SlideDrawer
    faces: str
    places: Places
    texts: Mapping[str, frozenset[str]]
    kept: KeptSlides
    fonts: dict[str, Any]
    """The fonts that WeasyPrint has read."""
    drawn: dict[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    """The PDF pages of slides that were drawn last, by their SVG."""

    @classmethod
    def of(
        cls, edition: Edition, product: Product, drawings: Mapping[str, Drawing], before: SlideLayout | None
    ) -> SlideLayout:
        """Compose the slides. Raises Findings where something does not fit. Slides drawn `before` are kept."""
        from factpress.output.deck.renderer import to_slides
        from factpress.output.deck.slide_size import sized
        from factpress.output.html.assets import faces

        theme, fonts = sized(edition.theme, product), FontSet.of(edition.theme)
        kept = before.kept if before is not None else KeptSlides()
        presentation = to_slides(edition.document, edition.theme, product, drawings, fonts, kept)
        return cls(
            presentation.slides,
            SlideDrawer(presentation, theme, fonts),
            faces(theme),
            edition.places,
            stated_texts(edition.document),
            kept,
            before.fonts if before is not None else {},
            before.drawn if before is not None else {},
        )

    @property
    def kind(self) -> Kind:
        """What its pictures show."""
        return "slide"

    @property
    def ranked(self) -> bool:
        """Whether the slide with the largest words comes first. All of them would have to be drawn for that."""
        return False

    def counts(self, claim: str) -> dict[int, tuple[int, bool]]:
        """How many values of the claim each slide states, and whether only the speaker's notes do."""
        found: dict[int, tuple[int, bool]] = {}
        for number, slide in enumerate(self.slides, start=1):
            addresses = [name for name in dict.fromkeys(slide.notes.claims) if name.startswith(f"{claim}/")]
            if addresses:
                shown = _squeezed(" ".join(slide_texts(slide)))
                texts = [text for name in addresses for text in self.texts.get(name, ())]
                spoken = bool(texts) and not any(_squeezed(text) in shown for text in texts)
                found[number] = len(addresses), spoken
        return found

    def origins(self) -> Iterator[tuple[str, int]]:
        """Where the text of the slides is written, each with its slide."""
        for number, slide in enumerate(self.slides, start=1):
            if slide.origin is not None:
                yield str(slide.origin), number

    def prominence(self, number: int, claim: str) -> float:
        """How high the words of the claim are on a slide, in percent of it."""
        heights = (hit.height for hit in self.hits(number) if hit.address.startswith(f"{claim}/"))
        return max(heights, default=0)

    def label(self, number: int) -> str:
        """The name of a slide."""
        return f"slide {number}"

    def alt(self, number: int) -> str:
        """The words on a slide."""
        return " ".join(slide_texts(self.slides[number - 1]))

    def hits(self, number: int) -> tuple[Hit, ...]:
        """Where the statements on a slide are: all places of their words."""
        with open_pdf(self._page(number), Path("slide.pdf")) as file:
            text = PageText.of(file, file.document[0])
            found: list[Hit] = []
            for name in dict.fromkeys(self.slides[number - 1].notes.claims):
                for run in text.runs(self.texts.get(name, ())):
                    found += text.hits(run, name)
        return tuple(dict.fromkeys(found))

    def png(self, number: int) -> tuple[bytes, tuple[int, int]]:
        """The picture of a slide."""
        with open_pdf(self._page(number), Path("slide.pdf")) as file:
            page = file.document[0]
            return page_png(page, _WIDTH / page.get_width())

    def _page(self, number: int) -> bytes:
        """A slide as a PDF of one page. Raises Findings for an image that cannot be drawn."""
        from factpress.output.pdf.svg_raster import svg_pdf

        svg = self.drawer.svg(self.slides[number - 1])
        page = self.drawn.pop(svg, None)
        if page is None:
            m = self.drawer.theme.slide
            page = svg_pdf(svg.encode(), m.width.mm, m.height.mm, self.faces, self.places, self.fonts)
        self.drawn[svg] = page
        for old in list(self.drawn)[:-_MOST_DRAWN]:
            del self.drawn[old]
        return page


def _squeezed(text: str) -> str:
    """The text without white space and soft hyphens."""
    return "".join(text.replace("\u00ad", "").split())
