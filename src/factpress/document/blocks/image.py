"""A picture with the words that stand for it."""

from __future__ import annotations

from pathlib import Path

from factpress.document.draft import Fence, FenceRule
from factpress.document.inlines import read_inlines
from factpress.document.model import Block, Image
from factpress.document.telling import Teller

RULE = FenceRule("the picture's file, seen from the publication's folder", ("alt", "caption"), body=False)
ENDINGS = (".png", ".jpg", ".jpeg", ".svg")


def tell(fence: Fence, teller: Teller) -> Block | None:
    """The picture; None, with errors, where it is missing, outside the folder, or has no words that stand for it."""
    problems, place = teller.problems, fence.location
    if Path(fence.argument).suffix.lower() not in ENDINGS:
        problems.error("bad-picture", f'"{fence.argument}" is no picture', place, f"allowed: {', '.join(ENDINGS)}")
        return None
    if teller.places.own(fence.argument) is None:
        hint = "name it from the publication's folder on, such as assets/photo.jpg; nothing outside it is read"
        problems.error("missing-picture", f'there is no picture "{fence.argument}"', place, hint)
        return None
    alt, alt_place = fence.options.get("alt", ("", place))
    if not alt.strip():
        hint = "say in a sentence what it shows: :alt: …"
        problems.error("missing-alt", "a picture needs words for those who cannot see it", alt_place, hint)
        return None
    caption, caption_place = fence.options.get("caption", ("", place))
    words = read_inlines(caption, caption_place, teller.grammar, problems) if caption else ()
    return Image(fence.argument, alt.strip(), teller.inlines(words))
