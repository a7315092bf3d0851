"""The forms in which a slide may say its sources, from all of them in full to the first name "and others".

A slide has two lines for them, so it says as much as fits: what is left out is through whom a work was seen, then
titles and years, then the last of the names. Each form is a passage of its own, and no other is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def credit_forms(sources: Iterable[str], pattern: str, seen_in: str, and_others: str) -> Iterator[str]:
    """Each form of the line. Each of `sources` is one or several works, with "; " between."""
    full = list(dict.fromkeys(work for source in sources for work in source.split("; ") if work))
    if not full:
        return
    first_hand = [work.partition(f" ({seen_in} ")[0] for work in full]
    names = list(dict.fromkeys(work.partition(", ")[0] for work in first_hand))
    fewer = ([*names[: count - 1], f"{names[count - 1]} {and_others}"] for count in range(len(names) - 1, 0, -1))
    for said in (full, first_hand, names, *fewer):
        yield pattern.format(source="; ".join(dict.fromkeys(said)))


def work_alone(short: str) -> str:
    """A work's short form without the name that it may share with others; all of it where it has none."""
    return short.partition(", ")[2] or short
