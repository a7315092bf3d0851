"""The identity of slides after real programs saved the deck: every key, every digest, every claim."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from workshop import Built, need

from checkers import office
from factpress.audit.readers import read_file
from factpress.output.deck.identity.deck_changes import compare
from factpress.output.deck.identity.read_deck import read_deck
from factpress.workflows.ownership import Owner, WrittenRecord

HOW = ("python-pptx", "LibreOffice", "LibreOffice, by way of .odp")


@pytest.fixture(scope="module")
def saved(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The deck, saved again in each way."""
    need(office.is_there(), "LibreOffice")
    folder = tmp_path_factory.mktemp("saved")
    Presentation(str(built.deck)).save(str(folder / "again.pptx"))
    by_office = office.saved_again(built.deck, folder, "pptx"), office.saved_again(built.deck, folder, "odp", "pptx")
    return dict(zip(HOW, (folder / "again.pptx", *by_office), strict=True))


@pytest.mark.parametrize("how", HOW)
def test_all_slides_are_equal_after_saving(how: str, built: Built, saved: Mapping[str, Path]) -> None:
    before, after = read_deck(built.deck.read_bytes()), read_deck(saved[how].read_bytes())
    assert before.record is not None
    assert [slide.digest for slide in before.slides] == [slide.digest for slide in before.record.slides]
    assert after.record == before.record
    assert [(one.key, one.digest) for one in after.slides] == [(one.key, one.digest) for one in before.slides]
    assert saved[how].read_bytes() != built.deck.read_bytes()
    assert compare(after).unchanged
    claims = [place.claims for place in read_file(built.deck).places]
    assert [place.claims for place in read_file(saved[how]).places][: len(before.slides)] == claims[
        : len(before.slides)
    ]
    assert sum(map(len, claims)) > 50


def test_a_deck_saved_by_libreoffice_is_ours_and_one_changed_is_not(
    built: Built, saved: Mapping[str, Path], tmp_path: Path
) -> None:
    """Each kind of change is made on another slide, and LibreOffice saves the deck: all are found, and no others."""
    record = WrittenRecord.load(tmp_path)
    for path in saved.values():
        assert record.owned(path).owner is Owner.SAVED_AGAIN
    deck: Any = Presentation(str(built.deck))
    slides = list(deck.slides)
    changed: dict[str, int] = {"text": 2, "notes": 5, "hidden": 6}
    slides[1].shapes.title.text = "4 million, I think"
    spoken = slides[4].notes_slide.notes_text_frame
    spoken.paragraphs[0].runs[0].text = "My own words"
    slides[5].element.set("show", "0")
    pictures = [i for i, slide in enumerate(slides) if i > 6 and any(map(is_picture, slide.shapes))]
    looks = pictures[:2]
    shape = next(filter(is_picture, slides[looks[0]].shapes))
    _, name = slides[looks[0]].part.get_or_add_image_part(BytesIO(red_square()))
    shape._element.blipFill.blip.rEmbed = name
    slides[looks[1]].shapes.add_picture(BytesIO(red_square()), 0, 0)
    title = next(s for i, s in enumerate(slides) if i > 6 and i not in looks and len(s.shapes.title.text.split()) > 3)
    looks.append(slides.index(title))
    underline_last_word(title.shapes.title.text_frame.paragraphs[-1])
    added = deck.slides.add_slide(deck.slide_layouts[0])
    added.shapes.title.text = "Mine"
    listed = deck.slides._sldIdLst
    moved, deleted = listed[len(slides) - 2], listed[len(slides) - 3]
    listed.remove(moved)
    listed.insert(0, moved)
    deck.part.drop_rel(deleted.rId)
    listed.remove(deleted)
    deck.save(str(tmp_path / "mine.pptx"))
    again = office.saved_again(tmp_path / "mine.pptx", tmp_path / "office", "pptx")
    for path in (tmp_path / "mine.pptx", again):
        owned = record.owned(path)
        assert owned.owner is Owner.CHANGED
        assert owned.changes is not None
        found = [(one.kind.value, one.number) for one in owned.changes.changes]
        expected = [(kind, number + 1) for kind, number in changed.items()]  # one slide is before them now
        expected += [("look", number + 2) for number in looks]
        expected += [("moved", 1), ("deleted", 0), ("added", len(slides))]
        assert sorted(found) == sorted(expected), path


def is_picture(shape: Any) -> bool:
    return bool(shape._element.tag.endswith("}pic"))


def underline_last_word(paragraph: Any) -> None:
    run = paragraph.runs[-1]
    before, _, last = run.text.rpartition(" ")
    run.text = before + " "
    added = paragraph.add_run()
    added.text = last
    added.font.underline = True


def red_square() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, "PNG")
    return out.getvalue()
