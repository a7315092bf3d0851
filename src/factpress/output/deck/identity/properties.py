"""The identity of a deck: a key for each slide and a digest of its texts, as custom properties of the file.

PowerPoint and LibreOffice keep custom properties and the text of notes when they save a deck, so both say which slide
is which, and which was changed. The key of a slide is also the last line of its notes: "⟦key⟧".
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_DECK, _SLIDE = "factpress-deck", "factpress-slide-"
_VERSION = "1"
_OPENING, _CLOSING = "⟦", "⟧"
_NOTE_LINE = re.compile(rf"{_OPENING}([^\s{_OPENING}{_CLOSING}]+){_CLOSING}")
_LONGEST = 240
"""Characters of one property. Office programs show and keep at least 255."""
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class SlideRecord:
    """A slide as it was built: its key, the digest of its texts and notes, the values that it states.

    `look` has the frames of its shapes and its pictures, see `slide_look`; "" if they are not known.
    """

    key: str
    digest: str
    claims: tuple[str, ...] = ()  # "claim/value"
    look: str = ""


@dataclass(frozen=True, slots=True)
class DeckRecord:
    """A deck as it was built: the name of its product, and its slides in order."""

    product: str
    slides: tuple[SlideRecord, ...]

    @property
    def by_key(self) -> Mapping[str, SlideRecord]:
        """The slides by their keys."""
        return {slide.key: slide for slide in self.slides}


# keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def key_of_text(text: str) -> str:
    """Return a text as a key: its letters and digits in lower case, with hyphens between the words."""
    folded = unicodedata.normalize("NFC", text).casefold()
    kept = (c if unicodedata.category(c)[0] in "LMN" or c in "/_" else " " for c in folded)
    return "-".join("".join(kept).split())[:_LONGEST_KEY].strip("-") or "slide"


def unique_keys(keys: Iterable[str]) -> Iterator[str]:
    """Yield each key, with "-2", "-3" … after one that was there before."""
    seen: set[str] = set()
    numbers: Counter[str] = Counter()
    for key in keys:
        unique = key
        while unique in seen:
            numbers[key] += 1
            unique = f"{key}-{numbers[key] + 1}"
        seen.add(unique)
        yield unique


def note_line(key: str) -> str:
    """Return the line of the notes that says the key of their slide."""
    return f"{_OPENING}{key}{_CLOSING}"


def key_of_notes(text: str) -> str | None:
    """Return the key that the text of notes says, in the last line that is one; None without such a line."""
    found = [match[1] for line in text.splitlines() if (match := _NOTE_LINE.fullmatch(line.strip())) is not None]
    return found[-1] if found else None


def is_note_line(text: str) -> bool:
    """Whether a paragraph of notes is the line with the key."""
    return _NOTE_LINE.fullmatch(text.strip()) is not None


# digests ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def digest(texts: Iterable[str], notes: str) -> str:
    """Return the digest of a slide: a hash of each text, in any order, and one of its notes without the key line.

    It is equal after other programs saved the slide, which change spaces, the order of shapes and the form of accents.
    """
    spoken = " ".join(line for line in notes.splitlines() if not is_note_line(line))
    return f"{'.'.join(sorted(map(text_hash, filter(_normal, texts))))}/{text_hash(spoken)}"


def text_hash(text: str) -> str:
    """Return the hash of a text in a digest."""
    return hashlib.sha256(_normal(text).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def text_hashes(of: str) -> Counter[str]:
    """Return the hashes of the texts in a digest, each as often as it is there."""
    return Counter(one for one in of.partition("/")[0].split(".") if one)


def notes_hash(of: str) -> str:
    """Return the hash of the notes in a digest."""
    return of.partition("/")[2]


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


# custom properties ────────────────────────────────────────────────────────────────────────────────────────────────


def properties(record: DeckRecord) -> tuple[tuple[str, str], ...]:
    """Return the record as names and values of custom properties: one for the deck, one or more for each slide."""
    named = [(_DECK, f"{_VERSION} {len(record.slides)} {record.product}".strip())]
    for number, slide in enumerate(record.slides, start=1):
        pieces = _pieces(" ".join((slide.key, slide.digest, f"@{slide.look}", *slide.claims)))
        named += [
            (f"{_SLIDE}{number:03}" + (f"-{i}" if i > 1 else ""), piece) for i, piece in enumerate(pieces, start=1)
        ]
    return tuple(named)


def parse(named: Mapping[str, str]) -> DeckRecord | None:
    """Return the record in these custom properties; None if there is none, incomplete or of a later version."""
    version, _, rest = named.get(_DECK, "").partition(" ")
    count, _, product = rest.partition(" ")
    if version != _VERSION or not (count.isascii() and count.isdecimal()):
        return None
    slides: list[SlideRecord] = []
    for number in range(1, int(count[:6]) + 1):
        fields = _joined(named, f"{_SLIDE}{number:03}").split()
        if len(fields) < 2:
            return None
        look = fields[2][1:] if len(fields) > 2 and fields[2].startswith("@") else ""
        claims = tuple(field for field in fields[2:] if not field.startswith("@"))
        slides.append(SlideRecord(fields[0], fields[1], claims, look))
    return DeckRecord(product, tuple(slides))


def _pieces(text: str) -> Iterator[str]:
    """Cut a text where no space is lost if a program strips the pieces."""
    while len(text) > _LONGEST:
        at = next(i for i in range(_LONGEST, 0, -1) if " " not in text[i - 1 : i + 1])
        yield text[:at]
        text = text[at:]
    yield text


def _joined(named: Mapping[str, str], name: str) -> str:
    pieces = [named.get(name, "")]
    while (following := named.get(f"{name}-{len(pieces) + 1}")) is not None:
        pieces.append(following)
    return "".join(pieces)
