from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.units import Length, emu, inch, length, mm, pt, px

SIZES = st.integers(-10_000, 10_000)
LENGTHS = st.builds(Length, st.fractions(-(10**9), 10**9))


@given(LENGTHS, LENGTHS, LENGTHS)
def test_sums_are_exact(a: Length, b: Length, c: Length) -> None:
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + b - b == a
    assert -a + a == mm(0)
    assert a - b == a + -b


@given(SIZES)
def test_units_agree(n: int) -> None:
    assert inch(n) == mm(n) * Fraction(254, 10) == pt(n) * 72 == px(n) * 96 == emu(n * 914_400)
    assert mm(n * 10) == length(f"{n}cm")


@given(st.decimals(-1000, 1000, places=3), st.sampled_from(["mm", "cm", "in", "pt", "px"]), st.sampled_from(["", " "]))
def test_what_is_written_is_read(number: object, unit: str, space: str) -> None:
    read = length(f"{number}{space}{unit}")
    made = {"mm": mm, "in": inch, "pt": pt, "px": px}.get(unit)
    assert read == (made(str(number)) if made else mm(str(number)) * 10)


@given(SIZES)
def test_numbers_out_are_the_numbers_in(n: int) -> None:
    assert (mm(n).mm, pt(n).pt, px(n).px, inch(n).inches, emu(n).emu) == (n, n, n, n, n)
    assert mm(n).css == f"{n}mm" or abs(n) >= 10**6


def test_a_quotient_is_a_number() -> None:
    assert mm(30) / mm(20) == 1.5
    assert mm("3.5") > mm(3)


@pytest.mark.parametrize("written", ["", "5", "mm", "5 m", "5,5mm", "1e3mm", "five mm", "5mm 5mm", "٥m"])
def test_what_is_no_length(written: str) -> None:
    with pytest.raises(ValueError, match="is not a length"):
        length(written)


def test_a_fraction_of_a_length_is_exact() -> None:
    assert (mm(1000) * Fraction(1, 2_000_001)) * Fraction(2_000_001) == mm(1000)
