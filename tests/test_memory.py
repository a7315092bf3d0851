"""Garbage is not looked for while it is asked not to be, and is again after, whatever happens."""

from __future__ import annotations

import gc

import pytest

from factpress.memory import uncollected


def test_none_is_looked_for_meanwhile() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_again_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
