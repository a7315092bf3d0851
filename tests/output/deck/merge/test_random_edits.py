"""Random edits, then a rebuild with changed facts, then a merge: nothing of hers is lost, and ours is new.

More of them are in the conformance tests.
"""

from __future__ import annotations

import pytest

from factpress.output.deck.merge.merged_deck import MergedDeck, merge
from tests.audit.decks import changed
from tests.output.deck.merge.edits import edited
from tests.output.deck.merge.package_rules import faults
from tests.output.deck.merge.survival import losses
from tests.output.deck.merge.test_merged_deck import MARKED, built, newer


@pytest.mark.parametrize("seed", range(8))
def test_nothing_of_hers_is_lost(seed: int) -> None:
    hers, edits = edited(built(), seed)
    done = merge(hers, newer(), MARKED)
    assert losses(hers, newer(), done, edits) == []
    assert faults(done.data) == []
    assert merge(done.data, newer(), MARKED).data == done.data


def test_a_merge_that_loses_something_is_found() -> None:
    """The checks on merged decks find a deck in which hers is replaced by ours, and one without a relationship."""
    hers, edits = edited(built(), 0, most=30)
    done = merge(hers, newer(), MARKED)
    lost = losses(hers, newer(), MergedDeck(newer(), done.slides), edits)
    assert {words.split()[0] for words in lost} >= {"text", "note", "picture", "slide"}
    broken = changed(done.data, ('id="257"', 'id="256"'), ('r:id="rId2"', 'r:id="rId999"'))
    assert any("is there 2 times" in fault for fault in faults(broken))
    assert any("is no relationship of it" in fault for fault in faults(broken))
