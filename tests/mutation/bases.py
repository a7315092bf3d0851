"""The sound publications that are damaged. Together they have every kind of file, block, chart and picture."""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from factpress.core.paths import engine_folder
from tests.audit.test_every_block import EVENTS, OUTREACH, PICTURE, SAMPLES
from tests.tongues import french

CONTENT, FACTS, SETTINGS = "data/content/briefing.en.md", "data/facts/library.yaml", "data/publication.yaml"
CHARTS, SOURCES, CONSENTS = "data/charts.yaml", "data/sources.yaml", "data/consents.yaml"

Files = Mapping[str, bytes]

DAY_ALONE = "day:\n  claim: A day\n  standing: verified\n  values: [{period: 2020, calculation: we were there}]\n"

CHART_FACTS = """
towns:
  claim: People in some towns
  standing: reported
  reason: Each town counts in its own way.
  values:
    - {key: abel, exactly: 3100, unit: people, as_of: 2020, place: Abel, cites: {source: annual-report}}
    - {key: berg, range: [2100, 2900], unit: people, as_of: 2021, place: Berg, cites: {source: annual-report}}
    - {key: caro, about: 1200, unit: people, as_of: 2022-03, place: Caro, cites: {source: annual-report}}
shares:
  claim: Readers in some towns, as a share
  standing: reported
  reason: One survey asked.
  values:
    - {key: abel, exactly: 72, unit: percent, of: people, period: 2020, place: Abel, cites: {source: visitor-survey}}
    - {key: berg, exactly: 51.5, unit: percent, of: people, period: 2020, place: Berg, cites: {source: visitor-survey}}
grade:
  claim: The grade of the library
  standing: reported
  reason: A grade of its service, by the council.
  values:
    - key: grades
      steps: {2015: low, 2016/2018: middle, 2019: high, 2020/2024: middle}
      levels: [low, middle, high]
      place: Example Town
      cites: {source: annual-report}
house:
  claim: The history of the house
  standing: reported
  reason: From the report alone.
  values:
    - {key: built, period: 1901/1904, cites: {source: annual-report}}
    - {key: opened, period: 1905-05-01, cites: {source: annual-report}}
    - {key: closed, period: 1940-06/1946-02, cites: {source: annual-report}}
loans:
  claim: Books lent to every reader
  standing: reported
  reason: From the annual report alone.
  values:
    - {key: rate, exactly: 12, unit: cases, per: {number: 1000, unit: people}, period: 2024,
       cites: {source: annual-report}}
    - key: vintage
      series: {2021: 310, 2022: [320, 350], 2023: 402.5}
      unit: cases
      published: 2024-05
      cites: [{source: annual-report, locator: p. 7}, {source: visitor-survey, seen_in: annual-report}]
"""
CHART_BLOCKS = """bars:
  kind: bars
  title: Abel is the largest
  subtitle: People in some towns
  rows:
    - {value: towns/abel, label: Abel, emphasis: true}
    - {value: towns/berg, label: "Berg, {years}`towns/berg`", note: from a range}
    - {value: towns/caro}
dots:
  kind: dots
  title: Each count by its year
  subtitle: People in some towns
  rows: [{value: towns/abel}, {value: towns/berg}, {value: towns/caro}]
share:
  kind: share
  title: Many of them read
  subtitle: A share of all people
  rows: [{value: shares/abel, label: Abel}, {value: shares/berg, label: Berg}]
steps:
  kind: steps
  title: The grade went up and down
  subtitle: A grade of the service
  rows: [{value: grade/grades, label: The library}]
timeline:
  kind: timeline
  title: The house and its years
  subtitle: From the first stone
  rows:
    - {value: house/built, label: Built}
    - {value: house/opened, label: Opened, emphasis: true}
    - {value: house/closed, label: Closed}
line:
  kind: line
  title: More people come
  subtitle: By year
  rows: [{value: visitors/by-year, label: Visitors}]
  spells: [{value: visitors/counted, label: The last year}]
"""
LEVELS = "levels:\n  low: Low\n  middle: Middle\n  high: High\n"

FLYER = """renderer: print
title: Flyer, A5
file: flyer-a5
template: flyer
content: data/content/prints/flyer.en.md
sides: 1
read_from: 300mm
cloth: 30mm
sheet: {size: [148mm, 210mm], margins: {top: 14mm, right: 14mm, bottom: 14mm, left: 14mm}}
"""
CARD = """renderer: print
title: Card, A6, two sides
file: card-a6
template: prayer-card
content: data/content/prints/card.en.md
sides: 2
read_from: 300mm
cloth: 22mm
sheet: {size: [105mm, 148mm], margins: {top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}
"""
CARD_SHEET = """renderer: imposed
title: Card, four on a sheet
file: card-a6
of: card-a6
printer: office
imposition: {scheme: cards, sheet: [210mm, 297mm], flip: long-edge, binding: left}
"""
POSTER = """renderer: print
title: Poster, A3
file: poster-a3
template: poster
content: data/content/prints/poster.en.md
sides: 1
read_from: 1000mm
cloth: 100mm
sheet: {size: [297mm, 420mm], margins: {top: 24mm, right: 22mm, bottom: 22mm, left: 22mm}}
"""
PRINT_TEXTS = {
    "flyer": "## Come and read\n\n:::{lead}\nAn evening for all, as for {claim}`visitors/counted`.\n:::\n\n"
    ":::{event} long-evening\n:::\n",
    "card": "## A card of thanks\n\nYou are one of {claim}`visitors/counted`. Thank you.\n\n## Please\n\n"
    "- Tell a friend.\n- Come again.\n\n:::{lines}\n- Name\n:::\n\n:::{boxes}\n- Write to me.\n:::\n",
    "poster": "## The library is open\n\n:::{lead}\nEverybody is welcome.\n:::\n\n"
    ":::{statistic} visitors/counted\n:title: How many came?\n:::\n",
}

BRAND = """meta:
  name: {short: Library, full: Example Library}
color:
  palette: {ink: "#26394A", leaf: "#35605A", mist: "#F6F7F7", dark: "#1A242E"}
  primary: ink
  success: leaf
  light: mist
  dark: dark
typography:
  fonts:
    - family: Noto Sans Khmer
      files: [{path: fonts/NotoSansKhmer-Regular.ttf}, {path: fonts/NotoSansKhmer-Bold.ttf, weight: 700}]
defaults:
  print:
    theme: {accent: leaf}
    inks: {ink: [90, 70, 45, 45], leaf: [75, 40, 55, 35]}
  slides:
    themes:
      light: {accent: leaf}
"""
OWN_TEMPLATE = """{% for entry in [1, 2] if false %}{{ entry }}{% endfor %}
<section class="back">{{ back_text | default("") }}</section>
"""

PICTURES = """## Pictures {#pictures}

Some words before.

:::{image} assets/photo.jpg
:alt: A coloured square
:caption: As a camera stores it.
:shows: nobody
:::

:::{image} assets/drawn.png
:alt: Colours
:shows: nobody
:::

:::{image} assets/drawn.svg
:alt: A square and a line
:caption: Drawn by hand, for {claim}`visitors/counted`.
:shows: nobody
:::

::::{slide} With a picture
:::{image} assets/photo.jpg
:alt: Colours again
:shows: nobody
:::
::::
"""
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60" width="90" height="60">\n'
    '<title>A square</title>\n<g fill="#26394A" transform="translate(2 2)">\n'
    '<path id="p" d="M1 1h30v30h-30z C 40 40 50 20 60 10"/>\n<circle cx="50" cy="30" r="9"/>\n'
    '<use href="#p" x="5"/>\n<polyline points="1,2 3,4 5,6" stroke="black" stroke-width="2"/>\n</g>\n</svg>\n'
)

WORDS = """## Words of every kind {#words}

:::{lead}
A lead with *stress*, **more stress** and a [link](https://example.org/further).
:::

From {begin}`visitors/counted` to {end}`visitors/counted`, or {years}`visitors/counted`, or {period}`visitors/counted`,
it grew to {number}`visitors/counted`.{cite}`annual-report, p. 4` Some words are {lang}`fr:en français`.

| In {year-begin}`visitors/counted` | How many |
| --- | ---: |
| Those who came | {claim}`visitors/counted` |
| Those who read | {claim}`readers/survey` |

- One thing.
- Another, with {claim}`readers/council`.
  - Within it

> Words of somebody
>
> — Somebody, {cite}`annual-report`

### A smaller heading

:::{notes}
Words to say, with {claim}`visitors/counted`.
:::
"""


def raster(kind: str, mode: str = "RGB", size: tuple[int, int] = (640, 480)) -> bytes:
    """A small picture with a gradient, large enough to be printed in a column."""
    out = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert(mode)
    image.save(out, kind, **({"quality": 60} if kind == "JPEG" else {}))
    return out.getvalue()


def starter() -> dict[str, bytes]:
    """The files of a new publication."""
    folder = engine_folder() / "templates" / "starter"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def laid(over: Mapping[str, str | bytes | None], products: str) -> dict[str, bytes]:
    """The starter with other files and products."""
    files = starter()
    for name, data in over.items():
        if data is None:
            del files[name]
        else:
            files[name] = data.encode() if isinstance(data, str) else data
    settings = files[SETTINGS].decode().replace("products: [booklet-a5, slides]", f"products: [{products}]")
    return {**files, SETTINGS: settings.encode()}


def _blocks(kinds: tuple[str, ...]) -> str:
    """One chapter with those blocks, each in the booklet and on a slide."""
    parts: list[str] = []
    for kind in kinds:
        sample = SAMPLES[kind]
        parts.append(sample.text)
        if sample.slide and kind not in ("slide", "notes", "only", "table", "chart", "image"):
            parts.append(f"::::::{{slide}} A slide for {kind}\n{sample.text}\n::::::")
    return "## The chapter {#chapter}\n\nWords.\n\n" + "\n\n".join(parts) + "\n"


def _prints(name: str, product: str) -> dict[str, str | bytes | None]:
    return {
        f"data/products/{name}.yaml": product,
        f"data/content/prints/{name.partition('-')[0]}.en.md": PRINT_TEXTS[name.partition("-")[0]],
        CONSENTS: starter()[CONSENTS].decode().replace("[booklet]", "[booklet, print]"),
    }


def _language() -> bytes:
    """The engine's English as a second language, with the phrases of the French of the tests."""
    import yaml

    words = yaml.safe_load((engine_folder() / "assets" / "languages" / "en.yaml").read_text(encoding="utf-8"))
    words |= {"locale": french().locale, "phrases": {**words["phrases"], **french().phrases}}
    return yaml.safe_dump(words, allow_unicode=True, sort_keys=False).encode()


@functools.cache
def bases() -> Mapping[str, Files]:
    """All of them by name. Each has no errors."""
    facts, charts = starter()[FACTS].decode(), starter()[CHARTS].decode()
    chart_text = "## Charts {#charts}\n\nWords.\n\n"
    chart_text += "".join(f":::{{chart}} {c}\n:::\n\n" for c in ("bars", "dots", "share", "steps", "timeline", "line"))
    fences: tuple[str, ...] = ("statistic", "chart", "aside", "image", "event", "lines", "boxes", "notes", "slide")
    fences += ("works", "work", "helplines", "prayers", "gifts")
    few: dict[str, str | bytes | None] = {FACTS: DAY_ALONE, SOURCES: None, CHARTS: None, "data/scopes.yaml": None}
    few |= {CONSENTS: None, "data/events.yaml": None, CONTENT: "## Only\n\nWords.\n\n:::{notes}\nAloud.\n:::\n"}
    pictures = {
        CONTENT: PICTURES,
        "assets/photo.jpg": raster("JPEG"),
        "assets/drawn.png": raster("PNG", "P"),
        "assets/drawn.svg": DRAWN,
        CHARTS: None,
        CONSENTS: None,
    }
    press = _engine("products/booklet-a5.yaml").decode().replace("for reading", "for a press") + "printer: shop\n"
    card, poster = _prints("card-a6", CARD), _prints("poster-a3", POSTER)
    css = (engine_folder() / "templates" / "prints" / "flyer.css").read_text(encoding="utf-8")
    piece = (engine_folder() / "templates" / "prints" / "piece.html.jinja").read_text(encoding="utf-8")
    templates = {"templates/prints/flyer.css": css + ".lead { color: #26394A; margin-top: 3mm }\n"}
    templates |= {"templates/prints/piece.html.jinja": piece}
    settings = starter()[SETTINGS].decode().replace("en-GB", "fr")
    return {
        "starter": laid({}, "booklet-a5, slides"),
        "words": laid({CONTENT: WORDS, CHARTS: None, CONSENTS: None}, "booklet-a5"),
        "few": laid(few, "booklet-a5"),
        "blocks": laid(
            {
                CONTENT: _blocks(fences),
                "data/events.yaml": EVENTS,
                **OUTREACH,
                "assets/flower.svg": PICTURE,
                CONSENTS: None,
            },
            "booklet-a5, slides",
        ),
        "markdown": laid(
            {CONTENT: _blocks(("heading", "paragraph", "list", "table", "quote", "lead", "only")), CONSENTS: None},
            "slides",
        ),
        "charts": laid(
            {
                FACTS: facts + CHART_FACTS,
                CHARTS: charts + CHART_BLOCKS,
                CONTENT: chart_text,
                "data/languages/en-GB.yaml": LEVELS,
                CONSENTS: None,
            },
            "booklet-a5, slides",
        ),
        "flyer": laid({**few, **_prints("flyer-a5", FLYER), **templates, **_small()}, "flyer-a5"),
        "card": laid({**card, "data/products/card-a6-on-a4.yaml": CARD_SHEET}, "card-a6"),
        "poster": laid({**poster, "data/brand.yml": BRAND}, "poster-a3"),
        "brand": laid({**few, "data/brand.yml": BRAND, "data/products/slides.yaml": SLIDES}, "booklet-a5, slides"),
        "pictures": laid(pictures, "booklet-a5, slides"),
        "language": laid({**few, "data/languages/fr.yaml": _language(), SETTINGS: settings}, "booklet-a5"),
        "printer": laid(
            {
                **few,
                "data/printers/shop.yaml": _engine("printers/print-shop-mm.yaml"),
                "data/products/b.yaml": press,
                "data/products/p.yaml": PRESS,
            },
            "b, p",
        ),
    }


SLIDES = "renderer: deck\ntitle: Slides in the dark\nfile: slides-dark\npalette: dark\n"
PRESS = """renderer: imposed
title: Booklet for a printer
file: press
of: b
printer: shop
imposition: {scheme: saddle-stitch, sheet: [320mm, 225mm], flip: short-edge, binding: left}
"""


def _engine(name: str) -> bytes:
    return (engine_folder() / "assets" / Path(name)).read_bytes()


def _small() -> dict[str, str | bytes | None]:
    """The files that a flyer about an event needs of the starter."""
    files = starter()
    names = (FACTS, SOURCES, "data/scopes.yaml", "data/events.yaml")
    return {**{name: files[name] for name in names}, CONSENTS: None}
