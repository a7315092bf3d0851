"""A new publication: an example, with parts on request, and the file of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from factpress.core.diagnostics import ToolError, did_you_mean
from factpress.core.paths import engine_folder, is_folder, path_exists
from factpress.core.placing import settle
from factpress.i18n import fallback_tags
from factpress.i18n.paper import office_paper
from factpress.workflows.atomic_write import write_all
from factpress.workflows.desk_starter import desk_starter, make_executable
from factpress.workflows.language_file import known_language, language_file
from factpress.workflows.schemas import schema_files

STARTER = Path("templates/starter")
PARTS_FOLDER = Path("templates/starter-with")
PARTS = ("flyer", "card", "poster", "photo", "brand", "logo")
"""What a new publication may have in addition. Each is a folder of files to copy, with up to two fragments:
`insert.md` belongs into the text, `brand.yml` into the brand file."""
_PRODUCTS = {"flyer": "flyer-a5", "card": "card-a6", "poster": "poster-a3"}
_SETTINGS = Path("data/publication.yaml")
_CONTENT = Path("data/content/briefing.en.md")
_INSERT_BEFORE = b"### What a claim is"
_BRAND = Path("data/brand.yml")
_FRAGMENTS = (Path("insert.md"), Path("brand.yml"))
_BRAND_HEAD = b"""\
# yaml-language-server: $schema=schemas/brand.json
# The look of the publication (posit-dev.github.io/brand-yml).
"""


def parts_named(written: Iterable[str]) -> tuple[str, ...]:
    """Return the parts of `--with` in their order. Raises ToolError for an unknown one."""
    names = [name.strip().lower() for one in written for name in one.split(",") if name.strip()]
    for name in names:
        if name not in PARTS:
            near = did_you_mean(name, PARTS)
            hint = f"{near} " if near.startswith("did you mean") else ""
            raise ToolError(f'there is no example "{name}"', f"{hint}--with takes {', '.join(PARTS)}")
    return tuple(part for part in PARTS if part in names)


def create_publication(folder: Path, parts: Sequence[str] = (), language: str | None = None) -> tuple[Path, ...]:
    """Writes the example into a new or empty folder and returns the files that an editor will change.

    `parts` are some of `PARTS`; `language` is a BCP 47 tag. Raises ToolError if the folder is not empty, as existing
    files are never overwritten, and for an unknown language. The folder also gets the file that starts its desk.
    """
    foreign = language is not None and not _has_engine_file(language)
    if language is not None and foreign:
        known_language(language)
    settle(folder)
    try:
        if path_exists(folder) if not is_folder(folder) else any(folder.iterdir()):
            raise ToolError(f"{folder} exists and is not an empty folder", "choose a new folder")
        files = _files(parts, language)
        starter, starts = desk_starter()
    except OSError as error:
        hint = "check the free space and the permissions"
        raise ToolError(f"cannot write {folder}: {error.strerror}", hint) from error
    write_all({folder / name: raw for name, raw in files.items()} | {folder / starter: starts} | schema_files(folder))
    make_executable(folder / starter)
    names = sorted(files)
    if language is not None and foreign:
        names.append(language_file(folder, language).path)
    return tuple(folder / name for name in names)


def _has_engine_file(language: str) -> bool:
    languages = engine_folder() / "assets/languages"
    return any((languages / f"{tag}.yaml").is_file() for tag in fallback_tags(language))


def _files(parts: Sequence[str], language: str | None) -> dict[Path, bytes]:
    """The files of a publication with these parts, which name its products and its language."""
    files: dict[Path, bytes] = {}
    brand = b""
    for source in (STARTER, *(PARTS_FOLDER / part for part in parts)):
        found = _read(engine_folder() / source)
        insert, own_brand = (found.pop(name, b"") for name in _FRAGMENTS)
        files.update(found)
        brand += own_brand
        if insert:
            files[_CONTENT] = files[_CONTENT].replace(_INSERT_BEFORE, insert + _INSERT_BEFORE, 1)
    if brand:
        files[_BRAND] = _BRAND_HEAD + brand
    products = "".join(f", {_PRODUCTS[part]}" for part in parts if part in _PRODUCTS)
    settings = files[_SETTINGS].decode("utf-8").replace("slides]", f"slides{products}]", 1)
    if language is not None:
        settings = re.sub(r"(?m)^language: .*$", f"language: {language}", settings)
        if office_paper(language) == "letter":
            settings = _with_half_letter(settings)
    files[_SETTINGS] = settings.encode("utf-8")
    return files


def _with_half_letter(settings: str) -> str:
    """The settings with the booklet of half letter in place of that of A5, which is named beside it."""
    listed, mark, also = settings.partition("also available: ")
    listed = listed.replace("[booklet-a5,", "[booklet-half-letter,", 1)
    return listed + mark + also.replace("booklet-half-letter", "booklet-a5", 1)


def _read(folder: Path) -> dict[Path, bytes]:
    """All files of a folder, by their paths in it."""
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
