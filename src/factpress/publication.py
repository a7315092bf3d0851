"""The publication as a whole: title, organisation, languages, and what is to be made of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from factpress.diagnostics import Problems
from factpress.places import Places
from factpress.records import Day, Record, Tree, fault, json_schema, read

FILE = Path("data/publication.yaml")


@dataclass(frozen=True, slots=True)
class Publication:
    """`data/publication.yaml`. `root` is the folder that holds `data`; nothing outside it is read."""

    root: Path
    title: str
    subtitle: str
    organisation: str
    edition: dt.date
    language: str
    content: Path  # relative to root
    products: tuple[str, ...]
    address: str
    address_text: str
    back_text: str
    imprint: str
    file_stem: str  # ASCII start of every file name: "briefing"
    names: frozenset[str]  # names that hold digits and are no numbers: "S-21"


# ── what the file says ──────────────────────────────────────────────────────────────────────────────────────────


def _said(text: str) -> str:
    if not text.strip():
        raise fault("empty-text", "the text is empty", "write it, or leave the key out if it may be missing")
    return text.strip()


def _language(tag: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        raise fault("bad-language", f'"{tag}" is not the tag of a language', 'write one such as "en-GB" or "km"')
    return tag


def _content(written: str) -> str:
    path = PurePosixPath(written)
    if len(written.encode()) > 240:
        raise fault("bad-name", "the path is too long for a file", "write data/content/….md")
    if path.is_absolute() or ".." in path.parts or "\\" in written or re.match(r"[A-Za-z]:", written):
        raise fault("outside-folder", f'"{written}" leads out of the publication\'s folder', "write data/content/….md")
    return written


def _slug(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,60}", written):
        raise fault("bad-name", f'"{written}" cannot begin a file name', "use a to z, 0 to 9 and hyphens only")
    return written


def _product(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", written):
        hint = "write the name of a file in data/products without its ending"
        raise fault("bad-name", f'"{written}" is not the name of a product', hint)
    return written


def _address(written: str) -> str:
    try:
        parts = urlsplit(written)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", written)
    except ValueError:
        right = False
    if written and not right:
        raise fault("bad-address", f'"{written}" is not an address of the web', "write it whole: https://example.org")
    return written


def _name(written: str) -> str:
    if not any(c.isdigit() for c in written):
        raise fault("bad-name", f'the name "{written}" holds no digit', "only names with digits need to stand here")
    return written.strip()


_Said = Annotated[str, AfterValidator(_said)]


class PublicationRecord(Record):
    """What is published: its title, its edition, its language and what is made of it."""

    title: _Said = Field(description="The title, as on the cover and on the title slide.")
    subtitle: str = Field("", description="A line below the title.")
    organisation: _Said = Field(description="Who publishes.")
    edition: Day = Field(description="The day of this edition: 2026-11-22. Claims past their review date are named.")
    language: Annotated[str, AfterValidator(_language)] = Field(description="BCP 47 tag: en-GB, km, …")
    content: Annotated[str, AfterValidator(_content)] = Field(description="The text: data/content/briefing.en.md.")
    products: list[Annotated[str, AfterValidator(_product)]] = Field(
        description="What is made: names of files in data/products, without their ending."
    )
    address: Annotated[str, AfterValidator(_address)] = Field(
        "", description="Where to read on, for the QR code: https://…; empty for none."
    )
    address_text: str = Field("", description="The same as it is printed: example.org.")
    back_text: str = Field("", description="A few lines for the back cover.")
    imprint: str = Field("", description="Who is responsible, and what the reader should know of the making.")
    file_stem: Annotated[str, AfterValidator(_slug)] = Field(
        description="How every file that is made begins: briefing.", json_schema_extra={"pattern": "^[a-z0-9-]{1,60}$"}
    )
    names: list[Annotated[str, AfterValidator(_name)]] = Field(
        default_factory=list, description="Names that hold digits and are no numbers: S-21."
    )


def publication_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/publication.yaml`."""
    return json_schema(PublicationRecord, "A publication")


def load_publication(places: Places, problems: Problems) -> Publication | None:
    """`data/publication.yaml` of those places; None, with errors at their places, where it is not right."""
    found = read(places.root, FILE, PublicationRecord, problems)
    if found is None:
        return None
    record, tree = found
    if not _sound(record, tree, places, problems):
        return None
    return Publication(
        root=places.root,
        title=record.title,
        subtitle=record.subtitle.strip(),
        organisation=record.organisation,
        edition=record.edition,
        language=record.language,
        content=Path(record.content),
        products=tuple(record.products),
        address=record.address,
        address_text=record.address_text.strip() or re.sub(r"^https?://|/$", "", record.address),
        back_text=record.back_text.strip(),
        imprint=record.imprint.strip(),
        file_stem=record.file_stem,
        names=frozenset(record.names),
    )


def _sound(record: PublicationRecord, tree: Tree, places: Places, problems: Problems) -> bool:
    """Whether what the file names is there."""
    before = len(problems.errors)
    if not record.products:
        hint = "name a file of data/products: [booklet-a5]"
        problems.error("empty-list", "nothing is to be made: products is empty", tree.at("products"), hint)
    for i, product in enumerate(record.products):
        if product in record.products[:i]:
            place = tree.at("products", i)
            problems.error("duplicate-product", f'the product "{product}" stands here twice', place, "keep one of them")
    if not _is_there(record.content, places):
        hint = "write the text there, or correct the path"
        problems.error("missing-file", f"there is no file {record.content} in the folder", tree.at("content"), hint)
    return len(problems.errors) == before


def _is_there(file: str, places: Places) -> bool:
    try:
        return places.own(file) is not None
    except (OSError, RuntimeError):  # links in a circle (RuntimeError until Python 3.12), names that no system takes
        return False
