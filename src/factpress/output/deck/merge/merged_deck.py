"""The merged deck: her deck and ours, slide by slide, as one file.

It is our deck, with the slides of hers that stay copied into it. So layouts, fonts and properties are ours, and the
identity of the merged deck is that of ours: what she changed is changed, and what she deleted is deleted, in the next
merge, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.core.office_package import P, parse_xml
from factpress.output.deck.identity.properties import DeckRecord, SlideRecord, digest
from factpress.output.deck.identity.read_deck import ReadDeck, notes_of, read_deck, texts_of
from factpress.output.deck.identity.slide_look import layout_frames, look_of
from factpress.output.deck.merge.file_parts import set_custom_properties, set_extended_properties
from factpress.output.deck.merge.package_parts import Part, Source, serialised, written
from factpress.output.deck.merge.parts import SlideCopier
from factpress.output.deck.merge.plan import PENDING, Outcome, Step, plan
from factpress.output.deck.merge.presentation_part import PlacedSlide, carry_over, list_slides, slide_ids
from factpress.output.deck.merge.slide_marks import mark_title, set_key

_STRICT = b"purl.oclc.org/ooxml"


@dataclass(frozen=True, slots=True)
class MergedSlide:
    """A slide of the report: what became of it, its number in the merged deck (None if it is left out), its title."""

    outcome: Outcome
    number: int | None
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class MergedDeck:
    """The file, what became of each slide, and what a presenter should know about the whole deck."""

    data: bytes
    slides: tuple[MergedSlide, ...]
    notes: tuple[str, ...] = ()


def merge(hers: bytes, ours: bytes, marked: str) -> MergedDeck:
    """Merge her deck with the one that was just built; `marked` is the title of a hidden slide, with "{title}".

    Raise ToolError if hers cannot be read, or is no deck of this publication.
    """
    theirs, mine = read_deck(hers), read_deck(ours)
    steps = plan(theirs, mine)
    if not any(step.hers is not None and step.key for step in steps):
        raise ToolError("it is no deck of this publication", "choose the publication's folder with -C FOLDER")
    merger = _Merger(hers, ours, theirs, mine, marked)
    data = merger.merged(steps)
    return MergedDeck(data, _report(steps, theirs, mine), tuple(merger.notes()))


def _report(steps: tuple[Step, ...], theirs: ReadDeck, mine: ReadDeck) -> tuple[MergedSlide, ...]:
    found: list[MergedSlide] = []
    number = 0
    for step in steps:
        number += not step.left_out
        ours = step.ours is not None and (step.takes_ours or step.hers is None)
        title = mine.slides[step.ours or 0].title if ours else theirs.slides[step.hers or 0].title
        found.append(MergedSlide(step.outcome, None if step.left_out else number, step.key, title))
    return tuple(found)


class _Merger:
    """Assembles one merged deck."""

    def __init__(self, hers: bytes, ours: bytes, theirs: ReadDeck, mine: ReadDeck, marked: str) -> None:
        self.theirs, self.mine, self.marked = theirs, mine, marked
        source = Source(ours)
        self.root = Part("", "", b"", list(source.links("")))
        self.presentation = next(self.root.linked("officeDocument"))
        self.xml = parse_xml(self.presentation.data)
        self.ours = [part for _, id_ in slide_ids(self.xml) if (part := self.presentation.link(id_)) is not None]
        self.copier = SlideCopier(self.presentation, hers, {})
        package = self.copier.source.package
        self.start = package.root_part("officeDocument")
        if _STRICT in (package.read(self.start) or b""):
            raise ToolError(
                "it is saved as Strict Open XML", "save it in PowerPoint as PowerPoint Presentation (.pptx)"
            )
        self.their_xml: Any = package.xml(self.start)
        self.hers = [package.link(self.start, id_).target for _, id_ in slide_ids(self.their_xml)]

    def merged(self, steps: tuple[Step, ...]) -> bytes:
        """Return the file."""
        placed = [step for step in steps if not step.left_out]
        for step in placed:
            if step.hers is not None:
                self.copier.slides[self.hers[step.hers]] = self.ours[step.ours or 0] if step.takes_ours else None
        records = {one.key: one for one in self._record().slides}
        slides: list[PlacedSlide] = []
        for step in placed:
            part = self._of_ours(step, records) if step.takes_ours else self._of_hers(step)
            slides.append(PlacedSlide(part, step.hers, step.ours))
        list_slides(self.presentation, self.xml, slides, self.their_xml)
        self.copier.list_masters(self.xml)
        relations = [id_ for _, id_ in slide_ids(self.their_xml)]
        shown = [(relations[slide.hers], slide.part) for slide in slides if slide.hers is not None]
        carry_over(self.presentation, self.xml, self.copier.source, self.start, shown)
        self.presentation.data = serialised(self.xml)
        record = DeckRecord(self._record().product, tuple(records.values()))
        set_custom_properties(self.root, self.copier.source, self.theirs.record, record)
        set_extended_properties(self.root, [slide.part for slide in slides])
        return written(self.root)

    def _record(self) -> DeckRecord:
        if self.mine.record is None:
            raise ToolError("the deck that was built has no identity", "report this as a fault of factpress")
        return self.mine.record

    def _of_ours(self, step: Step, records: dict[str, SlideRecord]) -> Part:
        """Return a slide of ours, hidden if hers was hidden or is before it."""
        part = self.ours[step.ours or 0]
        pending = step.outcome is Outcome.PENDING
        hidden = pending if step.hers is None else self.theirs.slides[step.hers].hidden
        if not (pending or hidden):
            return part
        root = parse_xml(part.data)
        if hidden:
            root.set("show", "0")
        if pending:
            set_key(part, root, step.key)
            mark_title(root, self.marked)
            page = next(part.linked("notesSlide"))
            built = records[step.key.removesuffix(PENDING)]
            changed = digest(texts_of(root), notes_of(parse_xml(page.data)))
            records[step.key] = replace(built, key=step.key, digest=changed, look=_look(part, root))
        part.data = serialised(root)
        return part

    def _of_hers(self, step: Step) -> Part:
        """Return a slide of hers. One that was recognized by its title or is ours by origin gets the key."""
        part = self.copier.copy(self.hers[step.hers or 0])
        if step.key and step.key != self.theirs.slides[step.hers or 0].key:
            root = parse_xml(part.data)
            set_key(part, root, step.key)
            part.data = serialised(root)
        return part

    def notes(self) -> Iterator[str]:
        """Yield what is not as in her deck, and what was not known about it."""
        if self.theirs.record is None:
            yield (
                "the deck does not record how it was built, so its slides were matched by their titles; a slide that "
                "was deleted from it is there again, and one of ours that differs from hers is hidden behind it"
            )
        sizes = [root.find(f"{P}sldSz") for root in (self.their_xml, self.xml)]
        hers, ours = ((one.get("cx"), one.get("cy")) if one is not None else ("", "") for one in sizes)
        if hers != ours:
            yield "its slides have another size than ours, so those that stay may be cut off or leave space"
        if self.copier.source.package.linked(self.start, "vbaProject"):
            yield "its macros are left out"


def _look(slide: Part, root: Any) -> str:
    """Return the look of a slide of ours."""
    layout = next(slide.linked("slideLayout"))

    def picture_digest(identity: str) -> str:
        picture = slide.link(identity)
        return sha256(picture.data).hexdigest()[:10] if picture is not None else ""

    return look_of(root, layout_frames(parse_xml(layout.data)), picture_digest)
