"""The coverage of a publication's booklets and decks."""

from __future__ import annotations

from pathlib import Path

from factpress.checks.coverage.measure import Coverage, measure
from factpress.edition import read_edition
from factpress.workflows.tasks import select_products


def measure_coverage(root: Path, names: tuple[str, ...]) -> Coverage:
    """The coverage of the products with these names or of these kinds (default: all).

    Raises Findings if the publication has errors, and ToolError if there is none, or no such product.
    """
    edition = read_edition(root)
    return measure(edition, select_products(edition.products, names, edition.places))
