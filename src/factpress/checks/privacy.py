"""Rules that protect people: names of minors with places, and the metadata of picture files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.checks.text_index import ReadText, passages, role_reader, text_files
from factpress.core.diagnostics import Location
from factpress.core.metadata_kinds import EXTENSIONS, GPS, metadata_kinds
from factpress.core.regular_files import read_regular
from factpress.document.model import Image
from factpress.document.walk import walk_document
from factpress.publication.consents import CONSENTS, Consent

FOLDERS = ("assets", "data", "templates")
MAX_BYTES = 100_000_000


def name_beside_place(context: CheckContext) -> Iterator[Finding]:
    """The name of a minor is in the same chapter as a place that the consent record withholds.

    Why: A name and a place can be enough to find a child, even if the name is a pseudonym (UNICEF, guidelines for
    reporting on children).

    Bad:
        # data/content/briefing.en.md
        Kim learned to read with us.

        From the shelter in Elm Street it is a short way to the library.
        # data/consents.yaml
        kim:
          kind: story
          of: Kim
          under_age: true
          places: [Elm Street]
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}

    Good:
        # data/content/briefing.en.md
        Kim learned to read with us. It is a short way to the library.
        # data/consents.yaml
        kim:
          kind: story
          of: Kim
          under_age: true
          places: [Elm Street]
          scope: [booklet]
          given: 2024-10-01
          expires: 2028-10-01
          signed_off_by: {name: B. Editor, on: 2024-10-02}
    """
    minors = [consent for consent in context.edition.consents.values() if consent.under_age]
    for chapter in _chapters(context) if minors else ():
        for consent in minors:
            if any(_search(consent.of, text.words) for text in chapter):
                yield from _withheld_places(consent, chapter)


def _withheld_places(consent: Consent, chapter: list[ReadText]) -> Iterator[Finding]:
    for place in consent.places:
        for text in chapter:
            found = _search(place, text.words)
            if found is not None:
                message = f'"{found[0]}" is in the same chapter as {consent.of}, who is under age'
                hint = f"remove the place; the record in {CONSENTS.as_posix()} withholds it"
                yield Finding(message, text.at(*found.span()), hint, (consent.location,))


def _search(name: str, text: str) -> re.Match[str] | None:
    words = r"[\s-]+".join(re.escape(word) for word in name.split())
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)


def _chapters(context: CheckContext) -> Iterator[list[ReadText]]:
    """The text, chapter by chapter, as a reader sees it."""
    read_role = role_reader(context)
    chapter: list[ReadText] = []
    for file in text_files(context, facts=False):
        for passage in passages(file) if file.keys == "content" else ():
            text = passage.read(read_role)
            if text.words.startswith("## "):
                yield chapter
                chapter = []
            chapter.append(text)
    yield chapter


def picture_location(context: CheckContext) -> Iterator[Finding]:
    """The metadata of a picture file has the place where it was taken.

    Why: factpress removes metadata from its output, but a person who receives the picture file can read the place.

    Bad:
        # data/house.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
        <metadata><exif:GPSLatitude xmlns:exif="http://ns.adobe.com/exif/1.0/">51,30N</exif:GPSLatitude></metadata>
        </svg>

    Good:
        # data/house.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>
    """
    for path, kinds in _metadata(context):
        if GPS in kinds:
            message = f"{path.as_posix()} contains the place where it was taken"
            yield Finding(message, Location(path), _hint(path))


def picture_metadata(context: CheckContext) -> Iterator[Finding]:
    """A picture file has metadata: who created it, when, or with which program.

    Why: factpress removes metadata from its output, but a person who receives the picture file can read names in it.

    Bad:
        # data/house.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
        <metadata><creator>A. Person</creator></metadata>
        </svg>

    Good:
        # data/house.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>
    """
    for path, kinds in _metadata(context):
        others = [kind for kind in kinds if kind != GPS]
        if others:
            yield Finding(f"{path.as_posix()} contains metadata: {', '.join(others)}", Location(path), _hint(path))


def _hint(path: Path) -> str:
    if path.suffix.lower() in (".jpg", ".jpeg", ".png"):
        return f"remove the metadata, and keep the picture as it is: factpress strip {path.as_posix()}"
    if path.suffix.lower() == ".svg":
        return "save it as plain SVG, without metadata and comments"
    return "move the original out of the folder, and keep a JPEG or PNG of it here"


def _metadata(context: CheckContext) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Each picture file of the publication that has metadata, with the kinds of metadata."""
    root = context.edition.places.root
    seen: set[Path] = set()
    for path in _files(context):
        if path.suffix.lower() in EXTENSIONS and path not in seen and (kinds := _metadata_of(path)):
            yield path.relative_to(root), kinds
        seen.add(path)


def _files(context: CheckContext) -> Iterator[Path]:
    """The files of the folders, then the pictures of texts and of the brand that are elsewhere in the publication."""
    edition = context.edition
    root = edition.places.root
    for folder in FOLDERS:
        for here, folders, files in os.walk(root / folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                path = Path(here) / name
                if not path.is_symlink():
                    yield path
    for document in (edition.document, *edition.prints.values()):
        for node in walk_document(document):
            path = edition.places.own(node.block.path) if isinstance(node.block, Image) else None
            if path is not None:
                yield path
    yield from (logo.file for logo in (edition.theme.logo.files if edition.theme.logo is not None else ()))


def _metadata_of(path: Path) -> tuple[str, ...]:
    try:
        return metadata_kinds(read_regular(path, MAX_BYTES))
    except OSError:
        return ()  # the code that uses the picture reports that it cannot be read
