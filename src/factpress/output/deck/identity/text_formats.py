"""Signatures of the text formats of a slide: one of all formats that its runs have, one of where they change.

PowerPoint keeps the formats of runs when it saves. LibreOffice writes all formats to each run, inherited ones too, so
that only the places are equal at which the format of a text changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from factpress.core.office_package import A, P

_OFF = {"b": "0", "i": "0", "u": "none", "strike": "noStrike", "baseline": "0"}
_COLOURS = ("solidFill", "highlight")

Format = tuple[str, ...]


def format_signatures(slide: Any) -> tuple[str, str]:
    """Return the signature of the formats of a slide, and that of the places at which they change."""
    formats: list[str] = []
    places: list[str] = []
    for body in slide.iter(f"{P}txBody", f"{A}txBody"):
        for paragraph in body.iter(f"{A}p"):
            merged = list(_merged(_runs(paragraph)))
            formats += (f"{length}:{'|'.join(form)}" for length, form in merged)
            places += (".".join(str(length) for length, _ in merged), "/") if merged else ()
    return _hash(formats), _hash(places)


def _runs(paragraph: Any) -> Iterator[tuple[int, Format]]:
    """The runs of a paragraph: their numbers of characters without spaces, and their formats."""
    for run in paragraph.iter(f"{A}r"):
        text = run.find(f"{A}t")
        length = len("".join((text.text or "").split())) if text is not None else 0
        if length:
            yield length, _format(run.find(f"{A}rPr"))


def _format(properties: Any) -> Format:
    if properties is None:
        return ("",) * (len(_OFF) + len(_COLOURS) + 2)
    own = ["" if (value := properties.get(name) or "") == off else _flag(value) for name, off in _OFF.items()]
    # programs colour and underline links themselves
    link = properties.find(f"{A}hlinkClick") is not None
    own[2] = "" if link else own[2]
    fills = ["" if link else _colour(properties.find(f"{A}{name}")) for name in _COLOURS]
    return (*own, properties.get("sz") or "", *fills, "link" if link else "")


def _flag(value: str) -> str:
    return {"true": "1", "false": ""}.get(value, value)


def _colour(fill: Any) -> str:
    colour = next(iter(fill), None) if fill is not None else None
    return str(colour.get("val") or colour.get("lastClr") or "other") if colour is not None else ""


def _merged(runs: Iterable[tuple[int, Format]]) -> Iterator[tuple[int, Format]]:
    for form, group in groupby(runs, lambda run: run[1]):
        yield sum(length for length, _ in group), form


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
