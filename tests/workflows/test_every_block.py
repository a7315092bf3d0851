"""Every kind of block × every renderer: the files are built, and read back they have its words and its claims."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image

import factpress
from factpress.audit.readers import read_file
from factpress.audit.text import normalise
from factpress.document.model.targets import BOOKLET, DECK
from factpress.output.renderers import RENDERERS
from tests.audit.test_every_block import CONTENT, EVENTS, OUTREACH, SAMPLES, SCRIPTURE, Sample
from tests.publications import publication, text_of

SHEET = """renderer: print
title: A sheet with a block
file: sheet-{kind}
template: insert
content: data/content/{kind}.en.md
sides: 1
read_from: 300mm
sheet: {{size: [210mm, 297mm], margins: {{top: 20mm, right: 20mm, bottom: 20mm, left: 20mm}}}}
"""

BLOCKS = SAMPLES | {
    "image": replace(SAMPLES["image"], text=SAMPLES["image"].text.replace(".svg", ".png")),  # no slide holds an SVG
}
SHEETS = {kind: f"sheet-{kind}" for kind, sample in BLOCKS.items() if BOOKLET.name in sample.targets}
PRODUCTS = {
    "booklet": ("booklet-a5", "large-print-a4"),
    "deck": ("slides", "slides-dark"),
    "handout": ("handout-3-notes-a4",),
    "imposed": ("booklet-a5-on-a4",),
    "print": tuple(SHEETS.values()),
}
"""The products that are built with each renderer. A print has one side, so each block has a print of its own."""

NO_SLIDE = {"table": "a table on a slide is an error: it would be too small to read"}
"""Blocks that no slide holds, with the reason."""


MADE_ONCE = ("statistic", "chart", "quotation", "tested", "scripture")
"""Blocks that make a slide from the chapter: they stand there once for both targets."""


def png() -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#345").save(out, "PNG")
    return out.getvalue()


def printed(samples: dict[str, Sample]) -> str:
    """Each block that a page shows."""
    return "\n\n".join(sample.text for sample in samples.values() if BOOKLET.name in sample.targets)


def shown(samples: dict[str, Sample]) -> Iterator[str]:
    """Each block that slides show: in the chapter where it makes a slide itself, else on a slide."""
    for kind, sample in samples.items():
        if DECK.name in sample.targets and kind not in NO_SLIDE:
            on_slide = f"::::::{{slide}} The slide with a {kind}\nFirst a line.\n\n{sample.text}\n::::::"
            yield sample.text if kind in ("lead", "slide", *MADE_ONCE) else on_slide


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The normalised text of the file of each product."""
    folder = tmp_path_factory.mktemp("every-block")
    pages = {kind: sample for kind, sample in BLOCKS.items() if kind != "lead"}
    both = "\n\n".join(
        (
            "## The chapter {#chapter}",
            BLOCKS["lead"].text,
            f"::::::::{{only}} booklet\n{printed({k: s for k, s in pages.items() if k not in MADE_ONCE})}\n::::::::",
            *shown(pages),
        )
    )
    names = [name for products in PRODUCTS.values() for name in products]
    settings = text_of("data/publication.yaml").replace("[booklet-a5, slides]", f"[{', '.join(names)}]")
    publication(
        folder,
        {
            "data/publication.yaml": settings,
            CONTENT.as_posix(): both + "\n",
            **{f"data/content/{kind}.en.md": f"## The sheet\n\n{BLOCKS[kind].text}\n" for kind in SHEETS},
            **{f"data/products/{name}.yaml": SHEET.format(kind=kind) for kind, name in SHEETS.items()},
            "data/events.yaml": EVENTS,
            "data/scripture.yaml": SCRIPTURE,
            **OUTREACH,
            "assets/flower.png": png(),
        },
    )
    result = factpress.load(folder).build(names, folder / "out")
    files = [file for file in result.files if file.path.suffix in (".pdf", ".pptx")]  # the rest are job tickets
    audited = factpress.load(folder).audit([file.path for file in files])
    assert audited.clean, audited.findings
    return {
        file.product: normalise(
            " ".join(fragment.text for place in read_file(file.path).places for fragment in place.fragments)
        )
        for file in files
    }


def test_every_renderer_is_built() -> None:
    assert PRODUCTS.keys() == RENDERERS.keys()


CASES = [
    (kind, renderer, product)
    for kind, sample in BLOCKS.items()
    for renderer, products in PRODUCTS.items()
    for product in products
    if (target := RENDERERS[renderer].target or BOOKLET).name in sample.targets
    if target is not DECK or kind not in NO_SLIDE
    if renderer != "print" or product == SHEETS[kind]
]


@pytest.mark.parametrize(("kind", "renderer", "product"), CASES)
def test_the_words_of_a_block_are_in_the_file(built: dict[str, str], kind: str, renderer: str, product: str) -> None:
    for words in BLOCKS[kind].words:
        assert normalise(words) in built[product], words
