"""The publication as a whole: title, organisation, languages, and what is to be made of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any, Literal, cast
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from factpress.core.diagnostics import Location, Problems, ToolError
from factpress.core.paths import Places, path_exists
from factpress.core.validation import Day, Record, RequiredText, invalid, json_schema, validate
from factpress.core.yaml_positions import Tree, parse_yaml, read_text

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
    paper: str = "a4"  # what the organisation prints on: "a4" or "letter"


# ── what the file says ──────────────────────────────────────────────────────────────────────────────────────────


def _language(tag: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        raise invalid("bad-language", f'"{tag}" is not the tag of a language', 'write one such as "en-GB" or "km"')
    return tag


def inside_folder(written: str) -> str:
    """The path of a text inside the publication's folder, as it is written; a fault where it leads out of it."""
    path = PurePosixPath(written)
    if len(written.encode()) > 240:
        raise invalid("bad-name", "the path is too long for a file", "write data/content/….md")
    if path.is_absolute() or ".." in path.parts or "\\" in written or re.match(r"[A-Za-z]:", written):
        raise invalid(
            "outside-folder", f'"{written}" leads out of the publication\'s folder', "write data/content/….md"
        )
    return written


def _slug(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,60}", written):
        raise invalid("bad-name", f'"{written}" cannot begin a file name', "use a to z, 0 to 9 and hyphens only")
    return written


def _product(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", written):
        hint = "write the name of a file in data/products without its ending"
        raise invalid("bad-name", f'"{written}" is not the name of a product', hint)
    return written


def _address(written: str) -> str:
    try:
        parts = urlsplit(written)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", written)
    except ValueError:
        right = False
    if written and not right:
        raise invalid("bad-address", f'"{written}" is not an address of the web', "write it whole: https://example.org")
    return written


def _name(written: str) -> str:
    if not any(c.isdigit() for c in written):
        raise invalid("bad-name", f'the name "{written}" holds no digit', "only names with digits need to stand here")
    return written.strip()


class PublicationRecord(Record):
    """What is published: its title, its edition, its language and what is made of it."""

    title: RequiredText = Field(description="The title, as on the cover and on the title slide.")
    subtitle: str = Field("", description="A line below the title.")
    organisation: RequiredText = Field(description="Who publishes.")
    edition: Day = Field(description="The day of this edition: 2026-11-22.")
    language: Annotated[str, AfterValidator(_language)] = Field(description="BCP 47 tag: en-GB, km, …")
    content: Annotated[str, AfterValidator(inside_folder)] = Field(description="The text: data/content/briefing.en.md.")
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
    paper: Literal["a4", "letter"] = Field(
        "a4",
        description="What the office prints on, a4 or letter: the evidence sheet is set for it.",
    )


def publication_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/publication.yaml`."""
    return json_schema(PublicationRecord, "A publication")


@dataclass(frozen=True, slots=True)
class PartialPublication:
    """The publication as far as it is right. Behind a key that is not `right`, something stands in for its value."""

    publication: Publication
    right: frozenset[str]
    tree: Tree | None  # None where the file cannot be read

    def at(self, key: str) -> Location:
        """Where the value of that key stands."""
        return self.tree.at(key) if self.tree is not None else Location(FILE)


STAND_INS: Mapping[str, Any] = MappingProxyType(
    {
        "title": "Title",
        "organisation": "Organisation",
        "edition": "0001-01-01",
        "language": "en",
        "content": "data/content/text.md",
        "products": [],
        "file_stem": "file",
    }
)


def load_publication(places: Places, problems: Problems) -> Publication | None:
    """`data/publication.yaml` of those places; None, with errors at their places, where it is not right."""
    before = len(problems.errors)
    proof = load_partial_publication(places, problems)
    return proof.publication if len(problems.errors) == before else None


def load_partial_publication(places: Places, problems: Problems) -> PartialPublication:
    """What is right of `data/publication.yaml`, so that one error in it hides nothing in other files."""
    tree = _tree(places, problems)
    data: dict[str, Any] = {}
    if tree is not None:
        validate(tree, PublicationRecord, problems)
        data = cast("dict[str, Any]", tree.get()) if isinstance(tree.get(), dict) else {}
    data = {name: _sound_items(name, value) for name, value in data.items()}
    right = frozenset(name for name, value in data.items() if _record({name: value}) is not None)
    record = _record({name: data[name] for name in right})
    if record is None:  # each key is right by itself, and no rule is about two of them
        raise ToolError("the publication's keys contradict each other", "report this as a fault of factpress")
    wrong = _wrong_names(record, right, tree, places, problems) if tree is not None else frozenset[str]()
    return PartialPublication(_publication(record, places.root), right - wrong, tree)


def _tree(places: Places, problems: Problems) -> Tree | None:
    if not path_exists(places.root / FILE):
        hint = "write it, or make a publication to begin with: factpress new FOLDER"
        problems.error("missing-file", f"there is no file {FILE.as_posix()}", Location(FILE), hint)
        return None
    text = read_text(places.root, FILE, problems)
    return parse_yaml(text, FILE, problems) if text is not None else None


def _record(data: Mapping[str, Any]) -> PublicationRecord | None:
    return validate(Tree(FILE, {**STAND_INS, **data}, {}, {}), PublicationRecord, Problems())


def _sound_items(name: str, value: Any) -> Any:
    """The value; where it is a list, without the items that are wrong by themselves."""
    if not isinstance(value, list):
        return value
    return [item for item in cast("list[Any]", value) if _record({name: [item]}) is not None]


def _publication(record: PublicationRecord, root: Path) -> Publication:
    return Publication(
        root=root,
        title=record.title,
        subtitle=record.subtitle.strip(),
        organisation=record.organisation,
        edition=record.edition,
        language=record.language,
        content=Path(record.content),
        products=tuple(dict.fromkeys(record.products)),
        address=record.address,
        address_text=record.address_text.strip() or re.sub(r"^https?://|/$", "", record.address),
        back_text=record.back_text.strip(),
        imprint=record.imprint.strip(),
        file_stem=record.file_stem,
        names=frozenset(record.names),
        paper=record.paper,
    )


def _wrong_names(
    record: PublicationRecord, right: frozenset[str], tree: Tree, places: Places, problems: Problems
) -> frozenset[str]:
    """The keys whose values name what is not there, or name it twice."""
    wrong: set[str] = set()
    if tree.get("products") == []:
        hint = "name a file of data/products: [booklet-a5]"
        problems.error("empty-list", "nothing is to be made: products is empty", tree.at("products"), hint)
    written = cast("list[Any]", tree.get("products")) if isinstance(tree.get("products"), list) else []
    for i, product in enumerate(written):
        if product in record.products and product in written[:i]:
            place = tree.at("products", i)
            problems.error("duplicate-product", f'the product "{product}" stands here twice', place, "keep one of them")
    if "content" in right and not _is_there(record.content, places):
        hint = "write the text there, or correct the path"
        problems.error("missing-file", f"there is no file {record.content} in the folder", tree.at("content"), hint)
        wrong.add("content")
    return frozenset(wrong)


def _is_there(file: str, places: Places) -> bool:
    try:
        return places.own(file) is not None
    except (OSError, RuntimeError):  # links in a circle (RuntimeError until Python 3.12), names that no system takes
        return False
