"""Garbage is not looked for while it is asked not to be, and is again after, whatever happens."""

from __future__ import annotations

import gc

import pytest

from factpress.core.processes import gc_disabled, gc_frozen_after


def test_none_is_looked_for_meanwhile() -> None:
    with gc_disabled():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_again_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), gc_disabled():
        _ = 1 / 0
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    with gc_disabled():
        with gc_disabled():
            pass
        assert not gc.isenabled()


def test_what_lasts_is_not_gone_through_again() -> None:
    was, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        with gc_frozen_after():
            assert gc.isenabled()
            assert gc.get_threshold() > was
            kept = [[] for _ in range(1_000)]
        assert gc.get_freeze_count() > frozen + len(kept)
        assert gc.get_threshold() == was
    finally:
        gc.unfreeze()


def test_a_failure_leaves_all_as_it_was() -> None:
    was, frozen = gc.get_threshold(), gc.get_freeze_count()
    with pytest.raises(ZeroDivisionError), gc_frozen_after():
        _ = 1 / 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == (was, frozen)
