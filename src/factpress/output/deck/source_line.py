"""The source line of a slide, in the longest form that fits two lines of the footer.

The list of sources at the end and the notes have it in full; what is left out here is left out in this order: through
whom we saw it, then titles and years, then the last of many names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def credit_lines(sources: Iterable[str], pattern: str, seen_in: str, and_others: str) -> Iterator[str]:
    """The source line in ever fewer words. `pattern` has a place for "{source}"; `seen_in` and `and_others` are words.

    Each of `sources` is one or several works, with "; " between.
    """
    full = list(dict.fromkeys(work for source in sources for work in source.split("; ") if work))

    def said(works: Iterable[str]) -> str:
        line = pattern.format(source="; ".join(dict.fromkeys(works)))
        return line if line.endswith((".", "…", ".”", "?”", "!”")) else line + "."

    first_hand = [work.partition(f" ({seen_in} ")[0] for work in full]
    names = list(dict.fromkeys(work.partition(", ")[0] for work in first_hand))
    fewer = ([*names[: count - 1], f"{names[count - 1]} {and_others}"] for count in range(len(names) - 1, 0, -1))
    last = said(full)
    yield last
    for works in (first_hand, names, *fewer):
        if len(line := said(works)) < len(last):
            last = line
            yield line


MOST_GATHERED = 4
"""Works of one name on one line; with more the line would be a paragraph."""


def gathered(shorts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Works under the name that they share: the line to print, and the works it stands for, in the order of names.

    "Board, Register" and "Board, Survey" become "Board, Register; Survey".
    """
    by_name: dict[str, list[str]] = {}
    for short in dict.fromkeys(shorts):
        by_name.setdefault(short.partition(", ")[0], []).append(short)
    lines: dict[str, tuple[str, ...]] = {}
    for name in sorted(by_name, key=_filed):
        for i in range(0, len(by_name[name]), MOST_GATHERED):
            works = by_name[name][i : i + MOST_GATHERED]
            titles = [short.removeprefix(name).removeprefix(", ") for short in works]
            lines[", ".join((name, "; ".join(title for title in titles if title))).removesuffix(", ")] = tuple(works)
    return lines


def _filed(name: str) -> tuple[str, str]:
    """A name as it is looked up: without brackets, quotation marks and case."""
    return "".join(c for c in name.casefold() if c.isalnum() or c.isspace()).strip(), name
