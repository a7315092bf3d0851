"""Changes a publication at random, and compares the pages that follow with those of a whole build, pixel by pixel."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2

from factpress.core.diagnostics import Severity
from factpress.edition import Edition
from factpress.edition_reader import EditionReader
from factpress.output.booklet.renderer import page_parts
from factpress.output.pdf import PageLayout
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product
from factpress.session.pictures.layouts import Drawings, follows
from factpress.workflows.tasks import RenderTask, render

_KINDS = (
    ("data/facts", r"(?<=exactly: )\d+(?=[,}\n])"),
    ("data/facts", r"(?<=about: )\d+(?=[,}\n])"),
    ("data/content", r"(?<=\n)[A-Z][a-z]+ (?=[a-z ]{20})"),
)
_MORE = ("more", "in those years", "and of all that was counted there in the same year by others", "nearly")


def followed(publication: Path, folder: Path, edits: int) -> Iterator[bool]:
    """Whether all pages are those of the print, after each of that many edits. An edit with an error is not counted."""
    dice = random.Random(16)  # noqa: S311 - the same edits each time
    reader, drawings = EditionReader(publication), Drawings(folder)
    contents: dict[Path, bytes] = {}
    edition = _read(reader, contents)
    if edition is None:
        raise ValueError("the publication has errors")
    product = next(one for one in edition.products if follows(one))
    html, css, charts = _parts(edition, product, drawings)
    layout = PageLayout.of(html, css, edition.places, charts)
    while edits:
        changed = contents | _edited(publication, contents, dice)
        edition = _read(reader, changed)
        if edition is None:
            continue
        contents = changed
        html, _, charts = _parts(edition, product, drawings)
        update = layout.update(html, charts)
        if dice.random() < 0.2:  # as if a person had typed more
            next(update, None)
            update.close()
            continue
        for _ in update:
            pass
        edits -= 1
        ours = [one for page in range(layout.pages) for one in _pixels(layout.pdf(page))]
        task = RenderTask.of(edition, product, Path(product.file), None)
        yield ours == list(_pixels(render(RENDERERS[product.renderer].load(), task, drawings.of(edition, product))))


def _read(reader: EditionReader, contents: Mapping[Path, bytes]) -> Edition | None:
    edition, found = reader.read(contents)
    return None if any(one.severity is Severity.ERROR for one in found) else edition


def _parts(edition: Edition, product: Product, drawings: Drawings) -> tuple[str, str, dict[str, bytes]]:
    return page_parts(edition.document, edition.theme, product, drawings.of(edition, product), edition.places)


def _edited(publication: Path, contents: Mapping[Path, bytes], dice: random.Random) -> dict[Path, bytes]:
    """One file with another digit, a longer number, or more words in a paragraph."""
    kind = dice.randrange(len(_KINDS))
    folder, pattern = _KINDS[kind]
    path = dice.choice(sorted((publication / folder).glob("*.*"))).relative_to(publication)
    text = contents.get(path, (publication / path).read_bytes()).decode()
    places = list(re.finditer(pattern, text))
    if not places:
        return {}
    place = dice.choice(places)
    old = place[0]
    new = (f"{old[:-1]}{dice.randrange(10)}", f"{dice.randrange(1, 10)}{old}", f"{old}{dice.choice(_MORE)} ")[kind]
    return {path: (text[: place.start()] + new + text[place.end() :]).encode()}


def _pixels(pdf: bytes) -> Iterator[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield hashlib.sha256(page.render(scale=1).to_numpy().tobytes()).digest()
