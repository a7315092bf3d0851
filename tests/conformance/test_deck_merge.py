"""Decks that were changed at random, some of them saved by LibreOffice, merged with changed facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from tests.output.deck.merge.edits import edited
from tests.output.deck.merge.package_rules import faults
from tests.output.deck.merge.survival import losses
from tests.output.deck.merge.test_merged_deck import MARKED, built, newer
from workshop import need

from checkers import office, sdk
from factpress.output.deck.identity.read_deck import read_deck
from factpress.output.deck.merge.merged_deck import merge

_BY_PPTX, _BY_LIBREOFFICE = range(8, 44), range(44, 50)


@pytest.mark.parametrize("seed", _BY_PPTX)
def test_nothing_of_hers_is_lost(seed: int) -> None:
    hers, edits = edited(built(), seed)
    done = merge(hers, newer(), MARKED)
    assert losses(hers, newer(), done, edits) == []
    assert faults(done.data) == []
    assert merge(done.data, newer(), MARKED).data == done.data


@pytest.mark.parametrize("seed", _BY_LIBREOFFICE)
def test_nothing_of_hers_is_lost_after_libreoffice(seed: int, tmp_path: Path) -> None:
    need(office.is_there(), "LibreOffice")
    hers, edits = edited(built(), seed)
    deck = tmp_path / "hers.pptx"
    deck.write_bytes(hers)
    saved = office.saved_again(deck, tmp_path, "pptx").read_bytes()
    done = merge(saved, newer(), MARKED)
    assert losses(saved, newer(), done, edits) == []
    assert [slide.outcome for slide in done.slides] == [slide.outcome for slide in merge(hers, newer(), MARKED).slides]
    assert faults(done.data) == []
    assert merge(done.data, newer(), MARKED).data == done.data


@pytest.mark.parametrize("seed", [1, 44])
def test_a_merged_deck_is_valid_and_opens(seed: int, tmp_path: Path) -> None:
    need(office.is_there(), "LibreOffice")
    need(sdk.is_there(), "the Open XML SDK validator")
    hers, _ = edited(built(), seed, most=30)
    deck = tmp_path / "hers.pptx"
    deck.write_bytes(hers)
    for source in (deck, office.saved_again(deck, tmp_path, "pptx")):
        merged = tmp_path / f"{source.parent.name}-merged.pptx"
        done = merge(source.read_bytes(), newer(), MARKED)
        merged.write_bytes(done.data)
        assert sdk.faults(merged) == []
        with PdfDocument(office.shown(merged, tmp_path / f"{source.parent.name}-shown")) as shown:
            assert len(shown) == len(read_deck(done.data).slides)
