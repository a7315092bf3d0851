"""The rules of a sound package: those of every package, and numbers that must differ in a presentation."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO

from factpress.core.office_package import R, parse_xml
from tests.conformance.checkers import package


def faults(data: bytes) -> list[str]:
    """What is wrong with a presentation as a package."""
    return [*package.faults(BytesIO(data)), *_numbers(data)]


def _numbers(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    yield from _twice("part", (name.lower() for name in parts))
    main = parse_xml(parts["ppt/presentation.xml"])
    yield from _twice("slide", (one.get("id") for one in main.iter("{*}sldId") if one.get(f"{R}id")))
    masters = [one.get("id") for one in main.iter("{*}sldMasterId")]
    for name, content in parts.items():
        if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name):
            masters += [one.get("id") for one in parse_xml(content).iter("{*}sldLayoutId")]
        if name.startswith("ppt/slides/") and name.endswith(".xml"):
            yield from _twice(f"shape of {name}", (one.get("id") for one in parse_xml(content).iter("{*}cNvPr")))
        if name.endswith(".rels"):
            yield from _twice(f"link of {name}", (one.get("Id") for one in parse_xml(content)))
    yield from _twice("layout", masters)
    slides = [one.get("id") for one in main.iter("{*}sldId") if one.get(f"{R}id")]
    in_sections = [one.get("id") for one in main.iter("{*}sldId") if not one.get(f"{R}id")]
    if in_sections and in_sections != slides:
        yield "the sections do not list all slides in order"


def _twice(what: str, values: Iterable[str | None]) -> Iterator[str]:
    yield from (f"the {what} {value} is there {count} times" for value, count in Counter(values).items() if count > 1)
