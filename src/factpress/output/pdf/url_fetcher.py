"""The URL fetcher of WeasyPrint: data URLs, charts, and files in permitted folders. Nothing is fetched from a network.

Templates and style sheets name files by where they are searched for, not by a path of this machine:
`asset:fonts/X.ttf`, `template:booklet/page.css`, `own:data/pictures/x.jpg`; `chart:deaths` is a chart that was drawn
for the page. A `file:` address is served only where it lies inside one of those folders. A picture is served in sRGB or
grey, without what its camera wrote into it, and with at most about the pixels of a query `?most=1200x900`, in
two colours with `&tone=1d3057-f3e6c4`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from factpress.core.diagnostics import Problems
from factpress.core.image_conversion import Pixels, printable_image, toned_image
from factpress.core.image_files import is_jpeg, is_png, upright_image
from factpress.core.paths import Places
from factpress.core.regular_files import read_regular
from factpress.core.temporary_folder import temporary_files_here
from factpress.output.pdf import weasyprint_import
from factpress.output.pdf.template_places import place_of_address
from factpress.output.pdf.weasyprint_patches import read_html

_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
_PIXELS = frozenset({"image/png", "image/jpeg"})
_MOST = re.compile(r"most=([1-9][0-9]{0,5})x([1-9][0-9]{0,5})(?:&tone=([0-9a-fA-F]{6})-([0-9a-fA-F]{6}))?")


def locate(address: str, places: Places) -> Path | None:
    """The file that a URL names; None if it does not exist or may not be read."""
    parts = urlsplit(address)
    name = unquote(parts.path)
    match parts.scheme.lower():
        case "asset":
            return places.asset(name)
        case "template":
            return places.template(name)
        case "own":
            return places.own(name)
        case "file" if parts.netloc in ("", "localhost"):
            # resolve() follows links, so a link that leads out of the places is outside, too
            path = Path(url2pathname(parts.path)).resolve()
            allowed = (places.root, *places.templates, *places.assets)
            return path if path.is_file() and any(path.is_relative_to(base.resolve()) for base in allowed) else None
        case _:
            return None


def read_page(
    html: str,
    css: str,
    places: Places,
    charts: Mapping[str, bytes],
    problems: Problems,
    options: Mapping[str, Any] | None = None,
) -> tuple[Any, dict[str, Any]]:
    """A WeasyPrint document, and the options that `render()` needs for it: the style sheet and its fonts.

    The fonts and style sheets of `options`, which were returned for another page, apply before its own.
    """
    fetcher = _fetcher(places, charts, problems)
    if options is None:
        with temporary_files_here():
            fonts = weasyprint_import.submodule("text.fonts").FontConfiguration()
    else:
        fonts = options["font_config"]
    sheet = weasyprint_import.weasyprint().CSS(string=css, font_config=fonts, url_fetcher=fetcher)
    before: list[Any] = options["stylesheets"] if options is not None else []
    return read_html(html, fetcher), {"font_config": fonts, "stylesheets": [*before, sheet]}


def _fetcher(places: Places, charts: Mapping[str, bytes], problems: Problems) -> Any:
    """A WeasyPrint URL fetcher that serves nothing but data, charts and files inside the places; it notes refusals."""
    urls: Any = weasyprint_import.submodule("urls")

    def picture(url: str, data: bytes, kind: str) -> Any:
        raster = is_jpeg(data) or is_png(data)
        bare = upright_image(printable_image(data, _most_pixels(url))) if raster else data
        bare = toned_image(bare, *tone) if raster and (tone := _tone(url)) is not None else bare
        kind = _TYPES[".svg"] if bare.startswith(b"<svg") else kind
        return urls.URLFetcherResponse(url, bare, {"Content-Type": kind})

    class Fetcher(urls.URLFetcher):
        """WeasyPrint logs what is raised here; `log_as_problems()` skips it, since `_refuse()` reports it."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.lower().startswith("data:"):
                served: Any = urls.URLFetcher.fetch(self, url, headers)
                if not served.content_type.startswith("image/"):
                    return served
                return picture(url, served.read(), served.content_type)
            scheme, _, name = url.partition(":")
            if scheme.lower() == "chart" and unquote(name) in charts:
                return urls.URLFetcherResponse(url, charts[unquote(name)], {"Content-Type": _TYPES[".svg"]})
            path = locate(url, places)
            if path is None:
                _refuse(url, places, problems)
                raise ValueError(f"refused: {url}")
            kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
            if kind not in _PIXELS:
                return urls.URLFetcherResponse(url, read_regular(path), {"Content-Type": kind})
            return picture(url, read_regular(path), kind)

    return Fetcher(allowed_protocols=("data", "chart", "asset", "template", "own", "file"))


def _most_pixels(url: str) -> Pixels | None:
    match = _MOST.fullmatch(urlsplit(url).query) if not url.lower().startswith("data:") else None
    return (int(match[1]), int(match[2])) if match is not None else None


def _tone(url: str) -> tuple[str, str] | None:
    match = _MOST.fullmatch(urlsplit(url).query) if not url.lower().startswith("data:") else None
    return (f"#{match[3]}", f"#{match[4]}") if match is not None and match[3] else None


def _refuse(url: str, places: Places, problems: Problems) -> None:
    place = place_of_address(url, places)
    shown = url if len(url) < 120 else url[:119] + "…"
    if urlsplit(url).scheme.lower() in ("chart", "asset", "template", "own"):
        hint = "check the name in the template or style sheet"
        problems.error("missing-file", f'"{shown}" was not found', place, hint)
    else:
        problems.error(
            "outside-file",
            f'"{shown}" is asked for by a template or a picture, and is not in the publication\'s folder',
            place,
            "no address is fetched while printing; copy the file into the publication's folder and name it there",
        )
