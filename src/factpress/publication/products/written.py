"""A product as its file has it, with what it names already found."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.validation import Tree
from factpress.publication.printers import Printer
from factpress.publication.products.model import Product
from factpress.publication.products.schema import ProductRecord


@dataclass(frozen=True, slots=True)
class Written:
    """One product file. `of` and `cues` are the products that it is made of and that it tells the pages of.

    What it names and cannot be had is None, and was reported where it is named or where it is wrong.
    """

    name: str
    record: ProductRecord
    tree: Tree
    printer: Printer | None = None
    of: Product | None = None
    cues: Product | None = None

    @property
    def complete(self) -> bool:
        """Whether all that the file names was found."""
        named = ((self.record.printer, self.printer), (self.record.of, self.of), (self.record.cues, self.cues))
        return all(name is None or found is not None for name, found in named)
