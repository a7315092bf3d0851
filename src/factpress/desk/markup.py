"""The desk's own templates as HTML. Every value is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import escape

from factpress.session.claim_edits import READ, SHAPES

STANDINGS: Mapping[str, str] = {
    "verified": "Verified",
    "reported": "Reported",
    "calculated": "Calculated",
    "contested": "Contested",
    "outdated": "Outdated",
    "untraced": "Untraced",
    "withdrawn": "Withdrawn",
}
SHAPE_WORDS: Mapping[str, str] = {
    "exactly": "exactly",
    "about": "about",
    "nearly": "nearly",
    "more_than": "more than",
    "at_least": "at least",
    "less_than": "less than",
    "at_most": "at most",
    "range": "from … to",
}
PARTS: Mapping[str, str] = {
    "claims": "Claims",
    "text": "Text",
    "charts": "Charts",
    "sources": "Sources",
    "events": "Events",
    "comments": "Comments",
    "publication": "Publication",
}
"""The parts of a publication, by the first part of their address."""

READ_WORDS: Mapping[str, str] = {
    "": "not said",
    "whole": "all of it",
    "passage": "the passage",
    "excerpt": "a part of it",
    "secondhand": "an account of it",
}
assert set(SHAPE_WORDS) == set(SHAPES)  # noqa: S101 - each shape needs its word to be chosen
assert set(READ_WORDS) == set(READ)  # noqa: S101


@cache
def environment() -> Environment:
    """Return the environment of the templates. A name that is not given is an error."""
    found = Environment(
        loader=PackageLoader("factpress.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words: dict[str, Any] = {"standings": STANDINGS, "shapes": SHAPE_WORDS, "read_words": READ_WORDS, "parts": PARTS}
    cast("dict[str, Any]", found.globals).update(words | {"said": ""})
    cast("dict[str, Any]", found.filters).update(dom_id=dom_id, place_link=place_link)
    return found


def dom_id(path: str) -> str:
    """Return the path of a field as an id of an element: "values/0/low" is "f-values-0-low"."""
    return "f-" + path.replace("/", "-").replace("_", "-")


def place_link(place: str) -> tuple[str, str]:
    """Return the address and the words of the link to a place in a file: "data/content/briefing.en.md:22:7"."""
    file, _, line = place.partition(":")
    path = PurePosixPath(file)
    if path.suffix == ".md" and path.is_relative_to("data/content"):
        return f"/text/{path.name}?line={line.partition(':')[0] or 1}", "Open this text"
    part = path.stem if path.parent == PurePosixPath("data") else ""
    return (f"/{part}", f"Open {PARTS[part]}") if part in PARTS else ("", "")


def render(template: str, /, **values: Any) -> str:
    """Return a template with its values."""
    return environment().get_template(template).render(values)


def partial(target: str, html: str, *, swap: str = "outerHTML") -> str:
    """Return a fragment that replaces the element with that id, wherever the answer goes otherwise."""
    # a plain text, since adding text to Markup would escape the text
    return f'<hx-partial hx-target="#{escape(target)}" hx-swap="{swap}">{html}</hx-partial>'
