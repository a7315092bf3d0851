"""A picture with the words that stand for it."""

from __future__ import annotations

from pathlib import Path

from factpress.document.model import Block, Image
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.parse.inline_parser import read_inlines
from factpress.document.resolve.images import LOOKS, picture_fault
from factpress.document.resolve.resolver import Directive, Resolver

SHOWS = ("people", "nobody")


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """The picture; None, with errors, where it is missing, outside the folder, damaged or without words for it."""
    problems, place = resolver.problems, fence.location
    if Path(fence.argument).suffix.lower() not in LOOKS:
        problems.error("bad-picture", f'"{fence.argument}" is no picture', place, f"allowed: {', '.join(LOOKS)}")
        return None
    path = resolver.places.own(fence.argument)
    if path is None:
        hint = "name it from the publication's folder on, such as assets/photo.jpg; nothing outside it is read"
        problems.error("missing-picture", f'there is no picture "{fence.argument}"', place, hint)
        return None
    if (fault := picture_fault(path)) is not None:
        hint = "open it in a program for pictures and save it anew, as PNG, JPEG or plain SVG"
        problems.error("bad-picture", f'"{fence.argument}" {fault}', place, hint)
        return None
    alt, alt_place = fence.options.get("alt", ("", place))
    if not alt.strip():
        hint = "say in a sentence what it shows: :alt: …"
        problems.error("missing-alt", "a picture needs words for those who cannot see it", alt_place, hint)
        return None
    shows, shows_place = fence.options.get("shows", (SHOWS[0], place))
    if shows.strip() not in SHOWS:
        problems.error("bad-value", f'a picture shows people or nobody, not "{shows}"', shows_place, ":shows: nobody")
        return None
    caption, caption_place = fence.options.get("caption", ("", place))
    words = read_inlines(caption, caption_place, resolver.grammar, problems) if caption else ()
    said = resolver.text(read_inlines(alt, alt_place, resolver.grammar, problems))
    return Image(fence.argument, said, resolver.inlines(words))


DIRECTIVE = Directive(
    FenceRule(
        "the picture's file, seen from the publication's folder", ("alt", "caption", "shows"), body=False, names="file"
    ),
    resolve,
)
