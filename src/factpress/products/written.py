"""A product as its file has it, with what it names already found."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.printers import Printer
from factpress.products.model import Product
from factpress.products.schema import ProductRecord
from factpress.records import Tree


@dataclass(frozen=True, slots=True)
class Written:
    """One product file. `of` and `cues` are the products that it is made of and that it tells the pages of."""

    name: str
    record: ProductRecord
    tree: Tree
    printer: Printer | None = None
    of: Product | None = None
    cues: Product | None = None
