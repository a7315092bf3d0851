"""The words around the text: the publication's title and subtitle, its back and its imprint."""

from __future__ import annotations

from dataclasses import replace

from factpress.core.diagnostics import Location, Problems
from factpress.core.validation import parse, read_text
from factpress.document.model import plain
from factpress.document.resolve.resolver import Resolver
from factpress.publication.settings import FILE, Publication


def resolve_front_matter(publication: Publication, resolver: Resolver) -> Publication:
    """The publication with the words around its text said; they are examined like all others, at their places."""
    unheard = Problems()  # what is wrong with the file itself was reported when it was read
    written = read_text(publication.root, FILE, unheard) or ""
    tree = parse(written, FILE, unheard)

    def said(key: str, text: str) -> str:
        place = tree.at(key) if tree is not None else Location(FILE)
        return " ".join(plain(resolver.data_text(text, place)).split())

    return replace(
        publication,
        title=said("title", publication.title),
        subtitle=said("subtitle", publication.subtitle),
        back_text=said("back_text", publication.back_text),
        imprint=said("imprint", publication.imprint),
    )
