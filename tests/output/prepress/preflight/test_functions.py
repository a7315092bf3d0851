"""The functions of gradients: their values, and the kinds that are not evaluated."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from factpress.output.prepress.preflight.functions import UnknownFunctionError, curve_of
from tests.output.prepress.preflight.paints import curve, stream


def test_an_exponential_function_bends() -> None:
    bent = curve([0, 1], [1, 0])
    bent.N = 2
    assert curve_of(bent)(0.5) == pytest.approx((0.25, 0.75))


def test_a_stitched_function_maps_its_parts() -> None:
    """The second half of the way goes back through the first function."""
    parts = Array([curve([0], [1]), curve([0], [1])])
    joined = Dictionary(FunctionType=3, Domain=[0, 2], Bounds=[1], Encode=[0, 1, 1, 0], Functions=parts)
    values = [curve_of(joined)(x)[0] for x in (0, 0.5, 1, 1.75, 2, 9)]
    assert values == pytest.approx([0, 0.5, 1, 0.25, 0, 0])


@pytest.mark.parametrize(("bits", "samples"), [(8, b"\x00\xff\x00"), (16, b"\0\0\xff\xff\0\0")])
def test_a_sampled_function_is_linear_between_its_samples(bits: int, samples: bytes) -> None:
    with pikepdf.new() as file:
        keys: dict[str, Any] = {"FunctionType": 0, "BitsPerSample": bits, "Size": Array([3])}
        made = stream(file, samples, **keys, Domain=Array([0, 1]), Range=Array([0, 1]), Decode=Array([0, 2]))
        assert [curve_of(made)(x)[0] for x in (0, 0.25, 0.5, 1)] == pytest.approx([0, 1, 2, 0])


def test_an_array_has_a_function_for_each_component() -> None:
    assert curve_of(Array([curve([0], [1]), curve([1], [0])]))(0.25) == pytest.approx((0.25, 0.75))


@pytest.mark.parametrize("function", [
    Dictionary(FunctionType=4, Domain=[0, 1]),
    Dictionary(FunctionType=2, Domain=[0, 1, 0, 1], N=1),
    Dictionary(FunctionType=9, Domain=[0, 1]),
    Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1], Functions=Array([curve([0], [1])])),
])  # fmt: skip
def test_other_functions_are_not_evaluated(function: Any) -> None:
    with pytest.raises(UnknownFunctionError):
        curve_of(function)
