"""A new publication from a few answers: an example with the person's own title, colour, logo and photograph."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Findings, ToolError
from factpress.core.image_files import is_png
from factpress.core.paths import path_exists
from factpress.core.regular_files import read_regular
from factpress.i18n import builtin_language
from factpress.publication.editing.yaml_edit import append_record, replace_value
from factpress.session.field_text import FieldError
from factpress.session.photographs import FOCUS, MOST_BYTES, Photograph, check_photograph
from factpress.workflows.atomic_write import write_all
from factpress.workflows.scaffold import create_publication

KINDS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "briefing": ("Briefing", "a booklet and slides from the same facts", ()),
    "flyer": ("Flyer", "the same, and one sheet for one evening", ("flyer",)),
    "event": ("Event", "the same, with a flyer, a poster and a card", ("flyer", "card", "poster")),
}
"""What can be made: its name, what it is, and the parts of the example that it has."""

LANGUAGES: Mapping[str, str] = {
    "en-GB": "English (14 May 2027), A5 and A4",
    "en-US": "English (May 14, 2027), US letter",
}
"""The languages that are offered, with how they write a day and on what paper they print."""

COLOURS: Mapping[str, tuple[str, str]] = {
    "moss": ("Moss", "#2A5548"),
    "indigo": ("Indigo", "#1D3057"),
    "plum": ("Plum", "#5A2A55"),
    "bark": ("Bark", "#6A4D0B"),
}
"""The main colours that are offered. Each has a contrast of at least 7 : 1 on white."""

_STEM = 32
"""The longest beginning of the names of files."""

_SETTINGS, _BRAND = Path("data/publication.yaml"), Path("data/brand.yml")
_CONTENT, _CONSENTS = Path("data/content/briefing.en.md"), Path("data/consents.yaml")
_EXAMPLE_PHOTO = "assets/reading-room.jpg"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answers. Files are bytes, empty for none.

    `agreed` is a pseudonym of who has agreed in writing to be shown, "" if no person can be recognised in it;
    `signed` is who has seen the signed paper.
    `focus` is the point of the photograph that stays in view, as shares of its width and height.
    """

    kind: str = "briefing"
    title: str = ""
    organisation: str = ""
    language: str = "en-GB"
    address: str = ""
    colour: str = "moss"
    logo: bytes = b""
    photograph: bytes = b""
    alt: str = ""
    caption: str = ""
    agreed: str = ""
    signed: str = ""
    focus: tuple[float, float] = FOCUS["middle"]

    @property
    def photo(self) -> Photograph:
        """The photograph with its words."""
        return Photograph(self.photograph, self.alt, self.caption, self.agreed, self.signed, self.focus)


def can_begin(folder: Path) -> bool:
    """Whether a new publication may be made in a folder: it is empty, or not there yet."""
    try:
        return not path_exists(folder) or (folder.is_dir() and not any(folder.iterdir()))
    except OSError:
        return False


def begin(folder: Path, answers: Answers, today: dt.date) -> None:
    """Write a new publication into an empty folder.

    Raises FieldError for an answer that cannot be used, before anything is written, and ToolError if it cannot be
    written.
    """
    _check(answers)
    parts = [*KINDS[answers.kind][2], "brand"]
    parts += ["logo"] if answers.logo else []
    parts += ["photo"] if answers.photograph else []
    create_publication(folder, parts, answers.language)
    files: dict[Path, bytes] = {}

    def text(path: Path) -> str:
        return (files[path] if path in files else read_regular(folder / path)).decode()

    def put(path: Path, words: str) -> None:
        files[path] = words.encode()

    for key, value in _settings(answers).items():
        put(_SETTINGS, replace_value(text(_SETTINGS), (key,), value, file=_SETTINGS))
    colour = COLOURS[answers.colour][1]
    put(_BRAND, replace_value(text(_BRAND), ("color", "palette", "moss"), colour, file=_BRAND))
    if answers.logo:
        name = "logo.png" if is_png(answers.logo) else "logo.svg"
        put(_BRAND, replace_value(text(_BRAND), ("logo",), name, file=_BRAND))
        files[Path("assets") / name] = answers.logo
    if answers.photograph:
        photo = answers.photo
        name = f"assets/photograph{photo.ending}"
        files[Path(name)] = photo.clean
        put(_CONTENT, _with_photograph(text(_CONTENT), name, photo))
        if answers.agreed:
            known = text(_CONSENTS) if (folder / _CONSENTS).exists() else ""
            put(_CONSENTS, append_record(known, "photograph", photo.consent(name, today), file=_CONSENTS))
    try:
        write_all({folder / path: content for path, content in files.items()})
    except Findings as error:
        raise ToolError(str(error)) from error


def _check(answers: Answers) -> None:
    if answers.kind not in KINDS or answers.language not in LANGUAGES or answers.colour not in COLOURS:
        raise FieldError("One of the choices is not in its list.", "Choose again.")
    if not answers.title.strip():
        raise FieldError("The publication needs a title.", "It can be changed later.")
    if not answers.organisation.strip():
        raise FieldError("Who publishes it?", "The name stands on the cover and in the imprint.")
    if answers.address and not re.fullmatch(r"(https?://)?[\w.-]+\.[a-z]{2,}(/\S*)?", answers.address.strip()):
        raise FieldError("This is not an address of a page.", "Write it as example.org/library.")
    if len(answers.logo) > MOST_BYTES:
        raise FieldError("This file is too large.", "Take one of at most 15 MB.")
    if answers.logo and not (is_png(answers.logo) or b"<svg" in answers.logo[:2000]):
        raise FieldError("The logo must be an SVG or PNG file.", "Save it in one of these forms.")
    if answers.photograph:
        check_photograph(answers.photo, builtin_language(answers.language))


def _settings(answers: Answers) -> dict[str, Any]:
    title = " ".join(answers.title.split())
    found = {
        "title": title,
        "subtitle": "What we know, and how sure we are",
        "organisation": " ".join(answers.organisation.split()),
        "file_stem": _stem(title),
    }
    if answers.address:
        text = re.sub(r"^https?://", "", answers.address.strip())
        found |= {"address": f"https://{text}", "address_text": text}
    return found


def _stem(title: str) -> str:
    """With what the names of all files begin: the first words of the title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.findall("[a-z0-9]+", plain)
    while len("-".join(words)) > _STEM and len(words) > 1:
        words.pop()
    return "-".join(words)[:_STEM] or "publication"


def _with_photograph(text: str, name: str, photograph: Photograph) -> str:
    """The text with the person's photograph in the place of the example's."""
    options = photograph.options()
    text = text.replace(_EXAMPLE_PHOTO, name)
    for key in ("alt", "caption", "shows"):
        text = re.sub(rf"(?m)^:{key}: .*$", lambda _, line=f":{key}: {options[key]}": line, text, count=1)
    return re.sub(r"(?m)^(:shows: \w+)$", rf"\1\n:focus: {options['focus']}", text, count=1)
