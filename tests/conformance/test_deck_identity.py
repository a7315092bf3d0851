"""The identity of slides after real programs saved the deck: every key, every digest, every claim."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pptx import Presentation
from workshop import Built, need

from checkers import office
from factpress.audit.readers import read_file
from factpress.output.deck.read_deck import read_deck

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
    claims = [place.claims for place in read_file(built.deck).places]
    assert [place.claims for place in read_file(saved[how]).places][: len(before.slides)] == claims[
        : len(before.slides)
    ]
    assert sum(map(len, claims)) > 50
