"""The publication of this repository, built once, and what the judges say of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from workshop import ROOT, Built, build, draw_charts, need, once

from checkers import office
from factpress.edition import read_edition
from factpress.workflows.scaffold import create_publication


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All files, with charts from the cache, as those of an editor are."""
    products = read_edition(ROOT).products
    renderers = {product.name: product.renderer for product in products}

    def make(folder: Path) -> dict[str, Path]:
        draw_charts(ROOT, folder)
        return build(ROOT, folder)

    return Built(once(tmp_path_factory.getbasetemp(), "built", make), renderers)


_EVERY_KIND = """
## Every kind of block {#every-kind}

:::{lead}
What the judges look at must be there, whatever an editor does to the briefing.
:::

### A table {#a-table}

| What was counted | How often |
| --- | --- |
| Those who came | {claim}`visitors/counted` |
| Those who read | {claim}`readers/survey` |

### Lists {#lists}

- One thing.
- Another, which [leads further](https://example.org/further).

Some words are {lang}`fr:en français`, and some *stand out*.
"""


@pytest.fixture(scope="session")
def sampler(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small booklet of another publication, with every kind of block in it."""
    folder = tmp_path_factory.mktemp("sampler") / "publication"
    create_publication(folder)
    content = folder / "data" / "content" / "briefing.en.md"
    content.write_text(content.read_text(encoding="utf-8") + _EVERY_KIND, encoding="utf-8")
    return build(folder, folder / "build", "--product", "booklet-a5")["booklet-a5"]


@pytest.fixture(scope="session")
def shown(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Each deck as LibreOffice shows it."""
    need(office.is_there(), "LibreOffice")
    folder = tmp_path_factory.mktemp("office")
    return {name: office.shown(deck, folder / name) for name, deck in built.decks.items()}
