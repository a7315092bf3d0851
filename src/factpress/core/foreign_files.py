"""Files of other programs, such as Word, told by their first bytes, and what to do with them."""

from __future__ import annotations

import codecs
import difflib
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.core.source_files import SourceFiles

SIZE_READ = 8_000_000
"""The largest file that is looked into."""

_TEXT = "save it as plain text (UTF-8), with the ending .md, and name that file"
_PICTURE = "export it as JPEG or PNG"


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A kind of file: "a Word file"; and the next step for an editor who gave it in place of a text."""

    name: str
    hint: str


_BEGINS = (
    (b"%PDF", ForeignFile("a PDF file", "open the document that it was made from, and " + _TEXT)),
    (b"{\\rtf", ForeignFile("an RTF file, of a word processor", _TEXT)),
    (b"\xd0\xcf\x11\xe0", ForeignFile("a file of an old Word or Excel (.doc, .xls)", "open it, and " + _TEXT)),
    (b"\xff\xd8\xff", ForeignFile("a JPEG picture", "name a text")),
    (b"\x89PNG", ForeignFile("a PNG picture", "name a text")),
    (b"GIF8", ForeignFile("a GIF picture", "name a text")),
    (b"8BPS", ForeignFile("a Photoshop file", "name a text")),
    (b"\x1f\x8b", ForeignFile("a compressed file", "unpack it first")),
    (b"Rar!", ForeignFile("a compressed file", "unpack it first")),
    (b"7z\xbc\xaf", ForeignFile("a compressed file", "unpack it first")),
    (codecs.BOM_UTF16_LE, ForeignFile("a text in UTF-16", 'save it again with the encoding "UTF-8"')),
    (codecs.BOM_UTF16_BE, ForeignFile("a text in UTF-16", 'save it again with the encoding "UTF-8"')),
)
_IN_ZIP = (
    ("word/", ".docx", ForeignFile("a Word file", _TEXT)),
    ("xl/", ".xlsx", ForeignFile("an Excel file", "a text is needed here")),
    ("ppt/", ".pptx", ForeignFile("a PowerPoint file", _TEXT)),
    (
        "Index/",
        ".pages",
        ForeignFile("a Pages file", "export it as plain text with the ending .md"),
    ),
)


def foreign_file(raw: bytes, name: str = "") -> ForeignFile | None:
    """Return the kind of a file that is no plain UTF-8 text; None for a text, and for what is not known."""
    for begin, kind in _BEGINS:
        if raw.startswith(begin):
            return kind
    if raw.startswith(b"PK\x03\x04"):
        return _in_zip(raw, Path(name).suffix.lower())
    head = raw[:400]
    if len(head) > 3 and (head[1::2].count(0) > len(head) // 4 or head[::2].count(0) > len(head) // 4):
        return ForeignFile("a text in UTF-16", 'save it again with the encoding "UTF-8"')
    return None


def _in_zip(raw: bytes, extension: str) -> ForeignFile:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in raw[:200]:
        return ForeignFile("an OpenDocument text (LibreOffice Writer)", _TEXT)
    if b"mimetypeapplication/vnd.oasis.opendocument" in raw[:200]:
        return ForeignFile("an OpenDocument file (LibreOffice)", "a text is needed here")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        names = []
    for begin, ending, kind in _IN_ZIP:
        if any(name.startswith(begin) for name in names) or (not names and extension == ending):
            return kind
    return ForeignFile("a compressed file", "unpack it first")


def report_foreign_file(files: SourceFiles, path: Path, place: Location, problems: Problems) -> bool:
    """Report, at the place that names it, a file that is no text. Return whether it is one."""
    try:
        kind = foreign_file(files.read(path, files.root / path, SIZE_READ), path.name)
    except OSError:
        return False
    if kind is not None:
        problems.error("not-utf-8", f"{path.as_posix()} is {kind.name}, not a plain text", place, kind.hint)
    return kind is not None


PICTURES = {
    ".heic": "a photo of an iPhone (HEIC)",
    ".heif": "a photo of an iPhone (HEIC)",
    ".avif": "an AVIF picture",
    ".webp": "a WebP picture",
    ".jxl": "a JPEG XL picture",
    ".psd": "a Photoshop file",
    ".ai": "an Illustrator file",
    ".eps": "an EPS file",
    ".indd": "an InDesign file",
    ".xcf": "a GIMP file",
    ".afphoto": "an Affinity Photo file",
    ".cdr": "a CorelDRAW file",
    ".pdf": "a PDF file",
    ".tif": "a TIFF picture",
    ".tiff": "a TIFF picture",
    ".bmp": "a bitmap (BMP)",
    ".gif": "a GIF picture",
    ".dng": "a raw photo",
    ".cr2": "a raw photo",
    ".cr3": "a raw photo",
    ".nef": "a raw photo",
    ".arw": "a raw photo",
}
"""Pictures that cannot be printed, by their extension."""
_DRAWINGS = frozenset((".ai", ".eps", ".cdr"))


def foreign_picture(name: str, begin: bytes = b"") -> ForeignFile | None:
    """Return the kind of a picture that is not accepted, by its first bytes or its name; None for other files."""
    extension = next((kind for at, magic, kind in _MAGIC if begin[at : at + len(magic)] == magic), None)
    extension = extension or Path(name).suffix.lower()
    if extension not in PICTURES:
        return None
    return ForeignFile(PICTURES[extension], "export it as SVG or PNG" if extension in _DRAWINGS else _PICTURE)


_MAGIC = (
    (4, b"ftypheic", ".heic"),
    (4, b"ftypheix", ".heic"),
    (4, b"ftypmif1", ".heic"),
    (4, b"ftypavif", ".avif"),
    (8, b"WEBP", ".webp"),
    (0, b"8BPS", ".psd"),
    (0, b"%PDF", ".pdf"),
    (0, b"II*\0", ".tif"),
    (0, b"MM\0*", ".tif"),
    (0, b"GIF8", ".gif"),
    (0, b"BM", ".bmp"),
)


def nearest_file(root: Path, wanted: str, extensions: tuple[str, ...]) -> str | None:
    """Return the file of the publication that was meant by a path that does not exist; None if none is similar.

    A file with the same name in another folder, or in capitals, is meant; else the most similar path.
    """
    below = (path for folder in ("data", "assets", "templates", "fonts") for path in (root / folder).rglob("*"))
    found = sorted(
        path.relative_to(root).as_posix()
        for path in (*root.glob("*"), *below)
        if path.suffix.lower() in extensions and not any(part.startswith(".") for part in path.relative_to(root).parts)
    )
    lower = wanted.lower()
    same = [one for one in found if one.lower() == lower]
    same += [one for one in found if Path(one).name.lower() == Path(lower).name]
    if same:
        return same[0]
    near = difflib.get_close_matches(lower, found, n=1, cutoff=0.75)
    return near[0] if near else None
