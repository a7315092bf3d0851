"""Sources as CSL-JSON for citeproc-py: dates in parts, names in the fields it knows, no unsupported fields.

Editors may write them in looser forms. No function here raises an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from factpress.publication.facts.sources import DATES, NAMES, Source

_OWN_KEYS = frozenset({"id", "type", "key"})


def csl_item(source: Source) -> dict[str, Any]:
    """The source as CSL-JSON with the id "source", without its `unsupported` variables.

    A title in square brackets is a description by the editor of a work without a title; it becomes an annotation.
    """
    item: dict[str, Any] = {"id": "source", "type": str(source.csl.get("type") or "document")}
    for key, value in _given(source):
        if key not in _supported():
            continue
        if key in NAMES:
            if names := [name for name in map(_name, _as_list(value)) if name]:
                item[key] = names
        elif key in DATES:
            if date := _date(value):
                item[key] = date
        elif not isinstance(value, list | dict):
            item[key] = cleaned(value)
    title = item.get("title", "")
    if title.startswith("[") and title.endswith("]"):
        item["annote"] = item.pop("title")
        item.pop("title-short", None)
    elif title:
        item.setdefault("title-short", _short_title(title))
    return item


def unsupported(source: Source) -> tuple[str, ...]:
    """The variables of the source that citeproc-py does not print, in their order."""
    return tuple(key for key, _ in _given(source) if key not in _supported())


def _given(source: Source) -> Iterable[tuple[str, object]]:
    return ((k, v) for k, v in source.csl.items() if k not in _OWN_KEYS and v not in (None, "", [], {}))


@cache
def _supported() -> frozenset[str]:
    """CSL's names of the variables that citeproc-py can print.

    It has fewer roles and dates than CSL 1.0.2. It finds only roles of one word, since it stores the others with "_"
    for "-", and derives the first page from the pages.
    """
    import citeproc

    compound = {str(role) for role in citeproc.NAMES if "_" in role}
    printed = {str(name) for name in citeproc.VARIABLES} - compound - {"page_first"}
    return frozenset(name.replace("_", "-") for name in printed) | {"archive_location"}


def cleaned(value: object) -> str:
    """The value as one line of text, without the private use characters that mark italics."""
    return re.sub("[\ue000\ue001]", "", " ".join(str(value).split()))


def _as_list(value: object) -> Iterable[object]:
    return cast("list[object]", value) if isinstance(value, list | tuple) else (value,)


def _name(value: object) -> dict[str, str]:
    """A name in citeproc's form: a literal, or the parts that it supports."""
    if not isinstance(value, Mapping):
        return {"literal": cleaned(value)} if value else {}
    parts = {k: cleaned(v) for k, v in cast("Mapping[str, object]", value).items() if v}
    if "literal" in parts:
        return {"literal": parts["literal"]}
    kept = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
    name = {key.replace("-", "_"): parts[key] for key in kept if key in parts}
    return name if "family" in name else {"literal": name["given"]} if "given" in name else {}


_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")


def _date(value: object) -> dict[str, Any]:
    """A date as CSL-JSON: of EDTF (2009, 2009-09, 2009-09-30, with ~ for "about", a/b for a range), else literal."""
    if isinstance(value, list):
        return {}
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, Any]", value)
        if parts.get("date-parts"):
            return dict(parts)
        value = parts.get("literal") or parts.get("raw")
    written = cleaned(value) if value is not None else ""
    moments = [_EDTF.fullmatch(part) for part in written.split("/")]
    dates = [[int(m[i]) for i in (1, 2, 3) if m[i]] for m in moments if m]
    if len(dates) != len(moments) or len(dates) > 2 or not all(map(_is_date, dates)):
        return {"literal": written} if written else {}
    return {"date-parts": dates, "circa": int(any(m[4] for m in moments if m))}


def _is_date(date: list[int]) -> bool:
    return all(1 <= part <= most for part, most in zip(date[1:], (12, 31), strict=False))


def _short_title(title: str) -> str:
    """The title up to its colon, if that has more than two words."""
    head, colon, _ = title.partition(": ")
    return head if colon and len(head.split()) > 2 else title
