"""Sources in the form that citeproc-py needs: dates in parts, names it knows, no field that it stumbles over.

What an editor writes is looser, and some of it is odd; nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from factpress.publication.facts.sources import DATES, NAMES, Source

_OURS = frozenset({"id", "type", "key"})


def csl_item(source: Source) -> dict[str, Any]:
    """The source as the CSL-JSON that citeproc-py reads without complaint, under the id "source".

    What `untaken` names is left out. A title in square brackets is a description by an editor who has seen no title;
    it becomes an annotation.
    """
    item: dict[str, Any] = {"id": "source", "type": str(source.csl.get("type") or "document")}
    for key, value in _given(source):
        if key not in _taken():
            continue
        if key in NAMES:
            if names := [name for name in map(_name, _listed(value)) if name]:
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
        item.setdefault("title-short", _head(title))
    return item


def untaken(source: Source) -> tuple[str, ...]:
    """The variables of the source that citeproc-py has no place for, in the order in which they are written."""
    return tuple(key for key, _ in _given(source) if key not in _taken())


def _given(source: Source) -> Iterable[tuple[str, object]]:
    return ((k, v) for k, v in source.csl.items() if k not in _OURS and v not in (None, "", [], {}))


@cache
def _taken() -> frozenset[str]:
    """CSL's names of the variables that citeproc-py can print.

    It knows fewer roles and dates than CSL 1.0.2 has. Of the roles it looks up only those of one word, since it keeps
    the others with "_" for "-"; and it takes the first page from the pages.
    """
    import citeproc

    compound = {str(role) for role in citeproc.NAMES if "_" in role}
    printed = {str(name) for name in citeproc.VARIABLES} - compound - {"page_first"}
    return frozenset(name.replace("_", "-") for name in printed) | {"archive_location"}


def cleaned(value: object) -> str:
    """The value as one line of text, without the characters for private use that have a meaning of our own."""
    return re.sub("[\ue000\ue001]", "", " ".join(str(value).split()))


def _listed(value: object) -> Iterable[object]:
    return cast("list[object]", value) if isinstance(value, list | tuple) else (value,)


def _name(value: object) -> dict[str, str]:
    """A name in citeproc's form: a literal, or the parts it knows."""
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
    if len(dates) != len(moments) or len(dates) > 2 or not all(map(_of_the_calendar, dates)):
        return {"literal": written} if written else {}
    return {"date-parts": dates, "circa": int(any(m[4] for m in moments if m))}


def _of_the_calendar(date: list[int]) -> bool:
    return all(1 <= part <= most for part, most in zip(date[1:], (12, 31), strict=False))


def _head(title: str) -> str:
    """The title up to its colon, where that is enough of a title by itself."""
    head, colon, _ = title.partition(": ")
    return head if colon and len(head.split()) > 2 else title
