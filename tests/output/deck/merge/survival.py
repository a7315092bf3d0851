"""What of her edits is not in a merged deck, and what of ours."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from io import BytesIO

from factpress.output.deck.identity.read_deck import ReadDeck, read_deck
from factpress.output.deck.merge.merged_deck import MergedDeck
from factpress.output.deck.merge.plan import Outcome
from tests.output.deck.merge.edits import Edits


def losses(hers: bytes, ours: bytes, done: MergedDeck, edits: Edits | None = None) -> list[str]:
    """What is missing, or not where it should be."""
    before, new, after = read_deck(hers), read_deck(ours), read_deck(done.data)
    found = [*_slides(before, new, after, done)]
    if edits is not None:
        texts = {text for slide in after.slides for text in slide.texts}
        notes = "\n".join(slide.notes for slide in after.slides)
        pictures = _pictures(done.data)
        made = (words for listed in edits.texts.values() for words in listed)
        found += [f"text {words}" for words in made if not any(words in text for text in texts)]
        found += [f"note {words}" for listed in edits.notes.values() for words in listed if words not in notes]
        found += [f"picture {one}" for listed in edits.pictures.values() for one in listed if one not in pictures]
        there = {slide.key for slide in after.slides}
        present = {slide.key for slide in before.slides}
        found += [f"{key} is there again" for key in edits.deleted & there - present]
    return found


def _slides(before: ReadDeck, new: ReadDeck, after: ReadDeck, done: MergedDeck) -> Iterator[str]:
    """Each slide of hers is there in her order, as she made it or as we made it; those of ours are as they are."""
    assert before.record is not None
    ours = {slide.key: slide.digest for slide in new.slides}
    base = {slide.key: slide.digest for slide in before.record.slides}
    at = -1
    for slide in before.slides:
        changed = not slide.key or slide.digest != base[slide.key]
        gone = slide.key and slide.key not in ours and not changed
        wanted = {slide.digest} if changed else {ours.get(slide.key, ""), slide.digest}
        where = next((i for i, one in enumerate(after.slides) if i > at and one.digest in wanted), None)
        if where is None and not gone:
            yield f'slide {slide.number} "{slide.title}" of hers is not there, or not in her order'
        at = where if where is not None else at
        if where is not None and slide.hidden and not after.slides[where].hidden:
            yield f"slide {slide.number} of hers is shown again"
    shown = [slide for slide in done.slides if slide.number is not None]
    if len(shown) != len(after.slides):
        yield f"the report has {len(shown)} slides of {len(after.slides)}"
        return
    for slide in shown:
        is_ours = slide.outcome in (Outcome.SAME, Outcome.REPLACED, Outcome.NEW)
        if is_ours and after.slides[(slide.number or 0) - 1].digest != ours[slide.key]:
            yield f"slide {slide.key} is not ours"
    known = {slide.key for slide in before.slides} | set(base)
    yield from (f"{key} is not new" for key in ours if key not in known and key not in {s.key for s in after.slides})


def _pictures(deck: bytes) -> set[str]:
    with zipfile.ZipFile(BytesIO(deck)) as package:
        return {hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist() if "/media/" in name}
