"""Random edits, then a rebuild with changed facts, then a merge: nothing of hers is lost, and ours is new."""

from __future__ import annotations

import pytest

from factpress.output.deck.merge.merged_deck import merge
from tests.output.deck.merge.edits import edited
from tests.output.deck.merge.package_rules import faults
from tests.output.deck.merge.survival import losses
from tests.output.deck.merge.test_merged_deck import MARKED, built, newer


@pytest.mark.parametrize("seed", range(50))
def test_nothing_of_hers_is_lost(seed: int) -> None:
    hers, edits = edited(built(), seed)
    done = merge(hers, newer(), MARKED)
    assert losses(hers, newer(), done, edits) == []
    assert faults(done.data) == []
    assert merge(done.data, newer(), MARKED).data == done.data
