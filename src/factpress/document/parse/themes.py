"""What a heading says in braces at its end, and the theme of a heading or a block, checked."""

from __future__ import annotations

import re

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.document.parse.ast import MOST_CHAPTER_RANK
from factpress.publication.balance import ALL_THEMES

THEME = "theme"
"""The option of every block and heading that names its theme."""

_FOR_CHAPTERS = {
    "years": "years=1960/1993",
    "appendix": "appendix=yes",
    "drawing": "drawing=door",
    "part": "part=yes",
    "heads": "heads=margin",
}
"""The attributes that only chapters have, each with an example."""
_ONLY_CHAPTERS = {
    "years": "has no years",
    "appendix": "is no appendix",
    "drawing": "has no drawing",
    "part": "is no part",
    "heads": "cannot place headings",
}
HEADS = ("text", "margin")
"""Where the headings of a chapter are."""
_YES_OR_NO = ("appendix", "part")
_ATTRIBUTES = ("#id", *_FOR_CHAPTERS, THEME)


def parse_attributes(inside: str, rank: int, place: Location, problems: Problems) -> dict[str, str]:
    """The attributes between the braces of a heading of that rank. Those that are not allowed are reported."""
    found: dict[str, str] = {}
    if spaced := re.search(r"(?<!\S)=|=(?=\s++[^\s#=]++(?:\s|$))", inside):
        near = inside[: spaced.start()].split()[-1:]
        message = "an option of a heading has no space beside its equals sign"
        problems.error("bad-value", message, place, f"write {''.join(near) or THEME}=…")
        return {}
    for word in inside.split():
        key, equals, value = word.partition("=")
        key, value = ("id", word[1:]) if word.startswith("#") else (key, value)
        if key != "id" and key not in (*_FOR_CHAPTERS, THEME):
            hint = did_you_mean(key, _ATTRIBUTES)
            problems.error("unknown-option", f'a heading has no option "{key}"', place, hint)
        elif key in found and found[key] != value:
            message = f'"{key}" is given twice: "{found[key]}" and "{value}"'
            problems.error("bad-value", message, place, "keep one of them")
        elif key in _FOR_CHAPTERS and rank > MOST_CHAPTER_RANK:
            message = "a heading inside a chapter " + _ONLY_CHAPTERS[key]
            hint = f"it belongs to a chapter: ## Title {{{_FOR_CHAPTERS[key]}}}"
            problems.error("unknown-option", message, place, hint)
        elif key in _YES_OR_NO and value not in ("yes", "no"):
            message = f'{key} is yes or no, not "{value}"' if equals else f"{key} has no value"
            problems.error("bad-value", message, place, f"write {key}=yes")
        elif key == "heads" and value not in HEADS:
            hint = f"write heads={HEADS[-1]}"
            problems.error("bad-value", f'headings are in the text or in the margin, not "{value}"', place, hint)
        elif key == THEME:
            found |= {key: theme} if (theme := check_theme(value, place, problems)) else {}
        else:
            found[key] = value
    return found


def check_theme(written: str, place: Location, problems: Problems) -> str:
    """The theme; "" with an error, if there is none of that name."""
    theme = written.strip()
    if theme in ALL_THEMES:
        return theme
    message = f'there is no theme "{theme}"' if theme else "a theme is missing"
    hint = did_you_mean(theme, ALL_THEMES) if theme else f"one of {', '.join(ALL_THEMES)}"
    problems.error("unknown-theme", message, place, hint)
    return ""
