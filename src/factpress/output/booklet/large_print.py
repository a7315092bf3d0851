"""Large print: the same booklet with larger type, and in its margin where each page of the standard one begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from factpress.core.units import Length, pt
from factpress.design.theme import Theme, TypeStyle

if TYPE_CHECKING:
    from factpress.publication.products import Product

MOST_LEADING = Fraction(135, 100)
"""Leading as a share of the size, at the most: lines of large type stand apart by themselves."""


def growth(theme: Theme, product: Product) -> Length:
    """How much larger the text is than the brand's; nothing where the product says no size."""
    return product.type_size - theme.print_type["body"].size if product.type_size is not None else pt(0)


def enlarged(theme: Theme, product: Product) -> Theme:
    """The theme with all type for print grown by as much as the text grows: what was small grows most."""
    more = growth(theme, product)
    if more.exact_emu <= 0:
        return theme
    return replace(theme, print_type={name: _grown(style, more) for name, style in theme.print_type.items()})


def _grown(style: TypeStyle, more: Length) -> TypeStyle:
    size = style.size + more
    ratio = min(style.leading.exact_emu / style.size.exact_emu, MOST_LEADING)
    return replace(style, size=size, leading=size * ratio)


class Blank(Mapping[str, bytes]):
    """Empty drawings of the sizes that charts have: enough to know where pages begin."""

    def __init__(self, sizes: Mapping[str, tuple[Length, Length]]) -> None:
        self._sizes = sizes

    def __getitem__(self, chart: str) -> bytes:
        width, height = (f"{round(each.pt, 4):g}" for each in self._sizes[chart])
        box = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}></svg>'.encode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._sizes)

    def __len__(self) -> int:
        return len(self._sizes)
