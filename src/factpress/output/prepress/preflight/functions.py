"""Functions of PDF with one input (ISO 32000-1, 7.10), as far as gradients need them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pikepdf

from factpress.output.prepress.preflight.limits import unpacked

Curve = Callable[[float], tuple[float, ...]]
_DEEPEST = 8  # functions that are joined of others
_MOST_PARTS = 1_000
_MOST_SAMPLES = 1_000_000


class UnknownFunctionError(Exception):
    """A function of a kind that is not evaluated."""


def curve_of(function: Any, depth: int = 0, parts: Iterator[int] | None = None) -> Curve:
    """The function from a number to the components of a colour. An array has one function for each component.

    Raises UnknownFunctionError for PostScript calculators (type 4) and functions of several inputs.
    """
    count = iter(range(_MOST_PARTS)) if parts is None else parts
    if depth > _DEEPEST or next(count, None) is None:
        raise UnknownFunctionError
    if isinstance(function, pikepdf.Array):
        curves = [curve_of(part, depth + 1, count) for part in function]
        return lambda x: tuple(value for one in curves for value in one(x))
    low, high = _numbers(function.get("/Domain", [0, 1]))
    kind = int(function.get("/FunctionType", -1))
    if kind == 3:
        curve = _stitched(function, low, high, [curve_of(part, depth + 1, count) for part in function["/Functions"]])
    elif kind in (0, 2):
        curve = _exponential(function) if kind == 2 else _sampled(function, low, high)
    else:
        raise UnknownFunctionError
    return lambda x: curve(min(max(x, low), high))


def _numbers(written: Any) -> list[float]:
    numbers = [float(number) for number in written]
    if len(numbers) != 2:
        raise UnknownFunctionError
    return numbers


def _exponential(function: Any) -> Curve:
    start = [float(number) for number in function.get("/C0", [0])]
    end = [float(number) for number in function.get("/C1", [1])]
    power = float(function["/N"])
    return lambda x: tuple(a + x**power * (b - a) for a, b in zip(start, end, strict=True))


def _stitched(function: Any, low: float, high: float, parts: Sequence[Curve]) -> Curve:
    bounds = [float(number) for number in function["/Bounds"]]
    codes = [float(number) for number in function["/Encode"]]
    ranges = list(pairwise([low, *bounds, high]))
    if not len(parts) == len(ranges) == len(codes) // 2:
        raise UnknownFunctionError

    def curve(x: float) -> tuple[float, ...]:
        at = bisect_right(bounds, x)
        return parts[at](_mapped(x, ranges[at], codes[2 * at : 2 * at + 2]))

    return curve


def _sampled(function: Any, low: float, high: float) -> Curve:
    import numpy as np

    (size,) = [int(number) for number in function["/Size"]]
    ranges = [float(number) for number in function["/Range"]]
    bits, outputs = int(function["/BitsPerSample"]), len(ranges) // 2
    if bits not in (8, 16, 32) or not 0 < size * outputs <= _MOST_SAMPLES:
        raise UnknownFunctionError
    raw = np.frombuffer(unpacked(function), f">u{bits // 8}", size * outputs).reshape(size, outputs)
    decode = np.array([float(number) for number in function.get("/Decode", ranges)]).reshape(outputs, 2)
    samples = decode[:, 0] + raw / (2**bits - 1) * (decode[:, 1] - decode[:, 0])
    code = [float(number) for number in function.get("/Encode", [0, size - 1])]

    def curve(x: float) -> tuple[float, ...]:
        at = min(max(_mapped(x, (low, high), code), 0), size - 1)
        below = min(int(at), max(size - 2, 0))
        above = min(below + 1, size - 1)
        return tuple((samples[below] + (at - below) * (samples[above] - samples[below])).tolist())

    return curve


def _mapped(x: float, source: Sequence[float], target: Sequence[float]) -> float:
    width = source[1] - source[0]
    return target[0] + ((x - source[0]) / width * (target[1] - target[0]) if width else 0)
