"""Alterations of the text of built files, one at a time: each changes what a page or slide claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from factpress.audit.reading import Fragment, Place, Reading

PARTS = ("text", "table", "note", "alternative text", "chart", "speaker notes")
"""The parts of a page or slide with text of the editor."""

_NUMBER = r"\d(?:[.,]?\d)*"
_STATING_SENTENCE = re.compile(r"[^.!?]*\d(?:[.,]?\d|[^.!?]|[.](?=\w))*")
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|died|found|names|comes|says|took|counts|stands)\b")


@dataclass(frozen=True, slots=True)
class Alteration:
    """A fragment of a reading with another text. `before` and `after` are the words around the change."""

    place: int
    fragment: int
    text: str
    before: str
    after: str

    def apply(self, reading: Reading) -> Reading:
        """The reading with the altered fragment; an empty one is left out."""
        place = reading.places[self.place]
        found = list(place.fragments)
        found[self.fragment] = replace(found[self.fragment], text=self.text)
        kept = tuple(one for one in found if one.text.strip())
        title = place.title if place.fragments[self.fragment].text != place.title else self.text
        changed = replace(place, fragments=kept, title=title)
        return replace(reading, places=(*reading.places[: self.place], changed, *reading.places[self.place + 1 :]))


Edit = Callable[[str], Iterator[tuple[int, int, str]]]
"""The ranges of a text that an alteration replaces, each with its new text."""


def _replace(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Edit:
    compiled = re.compile(pattern)

    def edits(text: str) -> Iterator[tuple[int, int, str]]:
        for match in compiled.finditer(text):
            yield match.start(), match.end(), match.expand(new) if isinstance(new, str) else new(match)

    return edits


def _negate(text: str) -> Iterator[tuple[int, int, str]]:
    """Puts "not" before the first verb of each sentence with a number."""
    for sentence in _STATING_SENTENCE.finditer(text):
        verb = _VERB.search(text, sentence.start(), sentence.end())
        if verb is not None:
            yield verb.start(), verb.start(), "not "


def _remove_number(text: str) -> Iterator[tuple[int, int, str]]:
    """Removes a number from the words around it. A label that is a number alone is no statement without it."""
    for match in re.finditer(rf"(?<![\w.,-]){_NUMBER}\s*", text):
        if match[0].strip() != text.strip():
            yield match.start(), match.end(), ""


def _last(character: str, new: str) -> Callable[[re.Match[str]], str]:
    def replaced(match: re.Match[str]) -> str:
        head, _, tail = match[0].rpartition(character)
        return head + new + tail

    return replaced


ROWS: Mapping[str, Edit] = {
    "nearly to more than": _replace(r"\b([Nn])early\b(?=\s+\d)", "more than"),
    "at least to at most": _replace(r"\bat\s+least\b(?=\s+\d)", "at most"),
    "more than to less than": _replace(r"\b([Mm])ore\s+than\b(?=\s+\d)", "less than"),
    "about dropped": _replace(rf"\b[Aa]bout\s+(?={_NUMBER})", ""),
    "to of a range to and": _replace(rf"(?<=\d)(\s+(?:million\s+)?)to(?=\s+{_NUMBER})", r"\1and"),
    "last 0 to O": _replace(rf"{_NUMBER}(?<=0)", _last("0", "O")),
    "all 0 to O": _replace(r"\d[\d,.]*0[\d,.]*", lambda match: match[0].replace("0", "O")),
    "1 to l": _replace(r"\d*1[\d,.]*", lambda match: match[0].replace("1", "l", 1)),
    "people to families": _replace(r"(?<=\d\s)(\s*)people\b", "families"),
    "% to ‰": _replace(r"(?<=\d)%", "‰"),
    "per day to per month": _replace(r"\bper\s+(?:day|night|year|week)\b|\ba\s+day\b", "per month"),
    "minus sign added": _replace(rf"(?<![\w.,’'(-])(?={_NUMBER})", "-"),
    "not before the verb": _negate,
    "number removed": _remove_number,
    "about added": _replace(rf"(?<=\w )(?={_NUMBER})(?!\d{{4}}\b)", "about "),
    "digit changed": _replace(r"\d(?!\d)(?![.,]\d)", lambda match: str((int(match[0]) + 1) % 10)),
    "mark Reported to Verified": _replace(r"\AReported\s*\Z", "Verified"),
    "mark removed": _replace(r"\A(?:Reported|Verified|Contested|Untraced|Outdated)\s*\Z", ""),
    "source exchanged": _replace(r"(?:ECCC|Tabeau and They|UNODC|Yates|Documentation Center)", "Smith"),
    "source removed": _replace(r"\ASource: .*\Z", ""),
}
"""The alterations by name."""


def alterations(reading: Reading, edit: Edit) -> Iterator[Alteration]:
    """Each single alteration of a reading."""
    for p, place in enumerate(reading.places):
        for f, fragment in enumerate(place.fragments):
            if place.number and fragment.where in PARTS and not _is_generated(fragment, place):
                for start, end, new in edit(fragment.text):
                    text = fragment.text[:start] + new + fragment.text[end:]
                    if text != fragment.text:
                        around = slice(max(0, start - 20), end + 20)
                        yield Alteration(p, f, text, fragment.text[around], text[around.start : start + len(new) + 20])


def _is_generated(fragment: Fragment, place: Place) -> bool:
    """Whether the fragment is the number of a list item or of the page."""
    return fragment.text.strip().rstrip(".").isdecimal() and place.number > 0 and len(fragment.text.strip()) < 4
