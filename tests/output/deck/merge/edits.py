"""Random edits of a deck as a presenter makes them, each with what must not be lost."""

from __future__ import annotations

import copy
import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pptx.util import Inches

from factpress.output.deck.identity.properties import key_of_notes
from tests.audit.decks import resaved
from tests.output.deck import sample

_LAYOUTS = ("Text", "Statement", "Picture", "Section")


@dataclass(slots=True)
class Edits:
    """Edits of one deck. What was made is by the id of its slide, so that a deleted slide takes it with it."""

    deck: Any
    chance: random.Random
    texts: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    notes: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    pictures: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    hidden: set[int] = field(default_factory=set[int])
    deleted: set[str] = field(default_factory=set[str])
    count: int = 0

    def word(self) -> str:
        self.count += 1
        return f"Hers {self.count} ({self.chance.randrange(10**6)})"

    def slide(self) -> Any:
        return self.chance.choice(list(self.deck.slides))

    def text(self) -> None:
        slide = self.slide()
        bodies = [shape.text_frame for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
        if bodies:
            words = self.word()
            body = self.chance.choice(bodies)
            # words that were made before and are replaced now
            kept = [one for one in self.texts.get(slide.slide_id, []) if one not in body.text]
            body.text = words
            self.texts[slide.slide_id] = [*kept, words]

    def order(self) -> None:
        listed = self.deck.slides._sldIdLst
        one = self.chance.choice(list(listed))
        listed.remove(one)
        listed.insert(self.chance.randrange(len(listed) + 1), one)

    def deletion(self) -> None:
        listed = self.deck.slides._sldIdLst
        if len(listed) < 5:
            return
        one = self.chance.choice(list(listed))
        slide = self.deck.slides.get(int(one.id))
        if key := key_of_notes(slide.notes_slide.notes_text_frame.text):
            self.deleted.add(key)
        self.deck.part.drop_rel(one.rId)
        listed.remove(one)
        for made in (self.texts, self.notes, self.pictures):
            made.pop(int(one.id), None)
        self.hidden.discard(int(one.id))

    def own(self) -> None:
        names = [name for name in _LAYOUTS if self.deck.slide_layouts.get_by_name(name) is not None]
        slide = self._added(self.deck.slide_layouts.get_by_name(self.chance.choice(names)))
        words, spoken = self.word(), self.word()
        for shape in slide.placeholders:
            if shape.has_text_frame:
                shape.text_frame.text = words
                break
        slide.notes_slide.notes_text_frame.text = spoken
        self.texts[slide.slide_id], self.notes[slide.slide_id] = [words], [spoken]

    def picture(self) -> None:
        slide = self.slide()
        data = sample.png(20 + self.chance.randrange(60), 20 + self.chance.randrange(60))
        slide.shapes.add_picture(BytesIO(data), Inches(1), Inches(1))
        self.pictures.setdefault(slide.slide_id, []).append(hashlib.sha256(data).hexdigest())

    def note(self) -> None:
        slide, words = self.slide(), self.word()
        body = slide.notes_slide.notes_text_frame
        body.paragraphs[0].text = words
        self.notes[slide.slide_id] = [words]

    def duplicate(self) -> None:
        source = self.slide()
        slide = self._added(source.slide_layout)
        for shape in list(slide.shapes):
            shape.element.getparent().remove(shape.element)
        for shape in source.shapes:
            if shape.has_text_frame:
                copied = copy.deepcopy(shape.element)
                for link in list(copied.iter("{*}hlinkClick")):
                    link.getparent().remove(link)
                slide.shapes._spTree.append(copied)
        slide.notes_slide.notes_text_frame.text = source.notes_slide.notes_text_frame.text
        words = self.word()
        box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(3), Inches(1))
        box.text_frame.text = words
        self.texts[slide.slide_id] = [words]

    def table(self) -> None:
        slide, words = self.slide(), self.word()
        frame = slide.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(2))
        frame.table.cell(1, 1).text = words
        self.texts.setdefault(slide.slide_id, []).append(words)

    def hide(self) -> None:
        slide = self.slide()
        slide.element.set("show", "0")
        self.hidden.add(slide.slide_id)

    def _added(self, layout: Any) -> Any:
        slide = self.deck.slides.add_slide(layout)
        # python-pptx names a new part by the count of slides, which is taken after a deletion
        slide.part.partname = type(slide.part.partname)(f"/ppt/slides/slide{1000 + self.count}.xml")
        self.count += 1
        return slide


KINDS: Mapping[str, Callable[[Edits], None]] = {
    name: getattr(Edits, name)
    for name in ("text", "order", "deletion", "own", "picture", "note", "duplicate", "table", "hide")
}


def edited(deck: bytes, seed: int, most: int = 12) -> tuple[bytes, Edits]:
    """The deck after random edits, and what they made."""
    made: list[Edits] = []

    def edit(opened: Any) -> None:
        chance = random.Random(seed)
        edits = Edits(opened, chance)
        for _ in range(chance.randint(1, most)):
            KINDS[chance.choice(list(KINDS))](edits)
        made.append(edits)

    return resaved(deck, edit), made[0]
