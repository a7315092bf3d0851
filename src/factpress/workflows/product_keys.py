"""Keys of products: a digest of all that the file of a product is made of, so that equal keys mean equal files."""

from __future__ import annotations

import hashlib
import pickle
import platform
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from factpress.core.content_cache import file_digest, source_digest
from factpress.core.diagnostics import Location
from factpress.core.paths import Places, engine_folder
from factpress.document.model import Document, Image
from factpress.document.walk import walk_document
from factpress.publication.products import Product

if TYPE_CHECKING:
    from factpress.workflows.tasks import BuildPlan

_LIBRARIES = (
    "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "pillow", "jinja2",
    "pypdfium2", "python-pptx", "lxml", "matplotlib", "numpy", "pikepdf", "uharfbuzz", "icu4py", "segno",
)  # fmt: skip
"""The libraries that decide how a product looks or what the audit reads. Those that are not installed do not count."""


class _Structure(pickle.Pickler):
    """Writes values by their structure, whatever parts they share, without the places that they come from."""

    def __init__(self, file: BytesIO, *, places: bool) -> None:
        super().__init__(file, protocol=5)
        self.fast = True  # no references to earlier parts: which parts are shared is no difference
        self._places = places

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, Location) and not self._places:
            return str, ()
        kind = cast("type", type(obj))
        names = _field_names(kind)
        if names is None:
            return NotImplemented
        return kind, tuple(_ordered(getattr(obj, name)) for name in names)


@lru_cache(maxsize=1024)
def _field_names(kind: type) -> tuple[str, ...] | None:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def _ordered(value: Any) -> Any:
    """The value; a set as a list, since the order of a set depends on the hash seed."""
    return sorted(cast("frozenset[Any]", value)) if isinstance(value, frozenset) else value


def _digest(*values: Any, places: bool = False) -> str:
    out = BytesIO()
    _Structure(out, places=places).dump(values)
    return hashlib.sha256(out.getbuffer()).hexdigest()


@dataclass(frozen=True, slots=True)
class ProductKeys:
    """The keys of the products of a plan, by name, and the state of the publication's files when they were computed."""

    keys: Mapping[str, str]
    state: str

    def still_valid(self, places: Places) -> bool:
        """Whether no picture, template, style sheet or font was written since."""
        return self.state == files_state(places)


def product_keys(plan: BuildPlan, *, places: bool = False) -> ProductKeys:
    """The key of each product of a plan: a digest of all that its file is made of, whatever the time or the hash seed.

    These are its text, the claims that it states, the language, the theme, the product, the publication's pictures,
    templates, style sheets and fonts, and the engine with its libraries. With `places`, also the places that all of it
    comes from.
    """
    context, tasks = plan.context, {task.product.name: task for task in plan.tasks}
    state = files_state(context.places)
    common = _digest(_engine(), _files(context.places), context.language, context.theme)
    known: dict[int, str] = {}

    def digest(value: Any) -> str:  # products share texts and facts
        if id(value) not in known:
            known[id(value)] = _digest(value, places=places)
        return known[id(value)]

    # the fingerprints that a file has of all claims are those of the claims as they are, so nothing is found in them
    texts = {id(task.document): replace(task.document, made={}) for task in plan.tasks}
    about = _digest(_about(context.document))
    keys: dict[str, str] = {}
    for product in (*plan.products, *(task.product for task in plan.tasks)):
        task = tasks.get(product.origin.name)
        parts = (digest(texts[id(task.document)]), digest(task.book)) if task is not None else ()
        names = [context.files.get(one.name) for one in _line(product)]
        keys[product.name] = _digest(common, about, parts, product, names)
    return ProductKeys(keys, state)


def _line(product: Product) -> Iterator[Product]:
    """The product, and those that it is made of."""
    yield product
    if product.of is not None:
        yield from _line(product.of)


def _about(document: Document) -> tuple[Document, list[str]]:
    """The main text without its chapters, and its pictures: what job tickets and files for a press need of it."""
    pictures = [node.block.path for node in walk_document(document) if isinstance(node.block, Image)]
    return replace(document, chapters=(), references=(), made={}), pictures


def _engine() -> str:
    """A digest of the engine, its templates and assets, and the versions of libraries that set pages and slides."""
    digest = hashlib.sha256(f"{platform.python_version()} {platform.machine()}".encode())
    for name in _LIBRARIES:
        try:
            digest.update(f" {name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    digest.update(source_digest().encode())
    folder = engine_folder()
    for name in ("assets", "templates"):
        _add_files(digest, folder, (p for p in (folder / name).rglob("*") if "starter" not in p.parts))
    return digest.hexdigest()


def _own_files(places: Places) -> list[Path]:
    """The publication's own pictures, templates, style sheets and fonts. What is read as values is no part of them."""
    folders = ("assets", "templates") if places.root != engine_folder() else ()
    own = [path for name in folders for path in (places.root / name).rglob("*")]
    return own + [p for p in (places.root / "data").rglob("*") if p.suffix not in (".yaml", ".yml", ".md")]


def _files(places: Places) -> str:
    digest = hashlib.sha256()
    _add_files(digest, places.root, _own_files(places))
    return digest.hexdigest()


def files_state(places: Places) -> str:
    """Sizes and times of the publication's own files, and of the engine's, as a digest."""
    states: list[tuple[str, int, int]] = []
    for path in sorted(_own_files(places)):
        with suppress(OSError):
            status = path.stat()
            states.append((str(path), status.st_size, status.st_mtime_ns))
    return hashlib.sha256(repr(states).encode()).hexdigest()


def _add_files(digest: Any, root: Path, paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        with suppress(OSError):  # a folder, or no regular file
            content = file_digest(path)
            digest.update(f"{path.relative_to(root).as_posix()}\0{content}\0".encode(errors="surrogateescape"))
