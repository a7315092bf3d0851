"""The properties of the file of a merged deck: its identity, properties of hers, counts and titles of slides."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from factpress.core.office_package import A, parse_xml
from factpress.output.deck.identity.properties import DeckRecord, properties
from factpress.output.deck.identity.read_deck import title_of
from factpress.output.deck.merge.package_parts import Part, Source, serialised
from factpress.output.deck.ooxml.parts import custom_properties
from factpress.output.deck.ooxml.properties import Counts, app_properties
from factpress.output.deck.writer.package import MERGED

_FIRST_PROPERTY = 2


def set_custom_properties(root: Part, source: Source, hers: DeckRecord | None, record: DeckRecord) -> None:
    """Set the identity of the merged deck, and keep the other custom properties of hers and ours."""
    part = next(root.linked("custom-properties"))
    listed = parse_xml(part.data)
    for one in list(listed):
        if _is_identity(one.get("name") or ""):
            listed.remove(one)
    listed.extend(parse_xml(custom_properties(properties(record)).encode()))
    known = {one.get("name") for one in listed}
    # values that were rendered into her deck, such as those of a claim that is not there any more
    stated = {claim for slide in hers.slides for claim in slide.claims} if hers is not None else set[str]()
    theirs = source.package.xml(source.package.root_part("custom-properties"))
    for one in theirs if theirs is not None else ():
        name = one.get("name") or ""
        if not _is_identity(name) and name not in known and name not in stated:
            listed.append(copy.deepcopy(one))
    for number, one in enumerate(listed, start=_FIRST_PROPERTY):
        one.set("pid", str(number))
    part.data = serialised(listed)


def _is_identity(name: str) -> bool:
    return name.startswith("factpress-")


def set_extended_properties(root: Part, slides: Sequence[Part]) -> None:
    """Set the counts and the titles of slides that other programs show."""
    part = next(root.linked("extended-properties"))
    old = parse_xml(part.data)
    roots = [parse_xml(slide.data) for slide in slides]
    groups = dict(_groups(old))
    groups[list(groups)[-1]] = tuple(title_of(one) for one in roots)
    paragraphs = [
        "".join(text.text or "" for text in one.iter(f"{A}t")) for root in roots for one in root.iter(f"{A}p")
    ]
    counts = Counts(
        words=sum(len(text.split()) for text in paragraphs),
        paragraphs=sum(bool(text.strip()) for text in paragraphs),
        slides=len(slides),
        notes=sum(any(slide.linked("notesSlide")) for slide in slides),
        hidden=sum(one.get("show") in ("0", "false") for one in roots),
    )
    part.data = app_properties(counts, old.findtext("{*}PresentationFormat") or "", groups, MERGED).encode()


def _groups(old: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the titles of parts by the headings of their groups."""
    pairs = [one.text or "" for one in old.find("{*}HeadingPairs").iter("{*}lpstr", "{*}i4")]
    titles = iter([one.text or "" for one in old.find("{*}TitlesOfParts").iter("{*}lpstr")])
    for heading, count in zip(pairs[::2], pairs[1::2], strict=True):
        yield heading, tuple(islice(titles, int(count)))
