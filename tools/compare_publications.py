"""The publications that `compare_outputs.py` builds with two versions, and the commands that it runs in each.

A publication is a mapping of paths to bytes, so that both versions get the same input. The briefing and the starter
come from a checkout; the others are edits of the starter, or come from the tests of this checkout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from factpress.i18n import Language

DAY = "2026-11-23"
"""The date that is passed to every command that takes one."""

CONTENT, FACTS, SETTINGS = "data/content/briefing.en.md", "data/facts/library.yaml", "data/publication.yaml"
CHARTS, SOURCES, SCOPES, EVENTS = "data/charts.yaml", "data/sources.yaml", "data/scopes.yaml", "data/events.yaml"
CONSENTS, BRAND, LEDGER = "data/consents.yaml", "data/brand.yml", "data/ledger.yaml"

FACT_FILES = "data/facts/"
WITH_FINDINGS = {"every-block"}  # its pictures have metadata, and a consent does not include all of its products

Files = Mapping[str, bytes]


class CompareError(Exception):
    """The comparison itself cannot be done."""


@dataclass(frozen=True, slots=True)
class Run:
    """A factpress command without a folder argument. `status` is the exit status at the ref; None allows any."""

    arguments: tuple[str, ...]
    status: int | None = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in a file of the publication, made between two commands. `old` must occur exactly once."""

    file: str
    old: str
    new: str


Step = Run | Edit


@dataclass(frozen=True, slots=True)
class Publication:
    """The files of a publication by relative path, and what is done with them, in order."""

    name: str
    files: Files
    steps: tuple[Step, ...]


def publications(checkout: Path, *, quick: bool) -> tuple[Publication, ...]:
    """All publications, with the briefing and the starter of that checkout. `quick` leaves out most of what builds."""
    data = files_below(checkout / "data").items()
    briefing = {f"data/{name}": content for name, content in data if not name.startswith("schemas/")}  # made by a step
    starter = files_below(checkout / "templates" / "starter")
    printable = edited(starter, CONSENTS, ("scope: [booklet]", "scope: [booklet, print]"))
    engine = {path.stem for path in (checkout / "assets" / "products").glob("*.yaml")}
    listed = (
        Publication("briefing", with_all_products(briefing, engine), _briefing_steps(quick=quick)),
        Publication("new", {}, (Run(("new", "made")), Run(("new", "made"), 2), Run(("check",), 2), Run(("build",), 2))),
        Publication("starter", with_all_products(printable, engine), _starter_steps(quick=quick)),
        *(Publication(name, files, _making(name, quick=quick)) for name, files in _valid(starter)),
        *(Publication(f"broken-{name}", files, _failing(quick=quick)) for name, files in _broken(starter)),
        *(Publication(f"rule-{code}", files, (_check("--notes", status=None),)) for code, files in _examples(starter)),
    )
    return listed if quick else (*listed, Publication("briefing-printed", briefing, _printed_steps()))


# ── steps ───────────────────────────────────────────────────────────────────────────────────────────────────────


def run(line: str, status: int = 0) -> Run:
    """A command from its words, which contain no spaces."""
    return Run(tuple(line.split()), status)


def _check(*options: str, status: int | None = 0) -> Run:
    return Run(("check", "--on", DAY, *options), status)


def _making(name: str, *, quick: bool) -> tuple[Step, ...]:
    """Every text command, and unless `quick` what is built. An evidence sheet of 500 claims takes a minute."""
    evidence = () if name == "large" else (run(f"evidence --on {DAY}"),)
    found = 1 if name in WITH_FINDINGS else 0
    texts = (_check(status=found), _check("--notes", status=found), run("changes"))
    return texts if quick else (run("build"), *texts, run("audit"), *evidence)


def _failing(*, quick: bool) -> tuple[Step, ...]:
    """The findings as text, and as a build reports them. What fails only while rendering passes the check."""
    check = (_check("--notes", status=None),)
    return check if quick else (*check, run("build", 1))


def _briefing_steps(*, quick: bool) -> tuple[Step, ...]:
    build = "build --product booklet-a5 --product slides" if quick else "build"
    evidence = () if quick else (run(f"evidence --on {DAY}"), run(f"evidence --on {DAY} --paper letter"))
    texts = (_check(), _check("--notes"), run("changes"), run("schema"), run("audit"))
    traced = ("tuol-sleng-prisoners", "deaths-estimated/kiernan", "17,000")
    return (run(build), *texts, *(run(f"trace {asked}") for asked in traced), *evidence)


def _starter_steps(*, quick: bool) -> tuple[Step, ...]:
    build = "build --product booklet-a5 --product slides" if quick else "build"
    plate = "build/library-booklet-a5-for-the-print-shop.pdf"
    heavy = (run(f"evidence --on {DAY}"), run(f"evidence --on {DAY} --paper letter"), run(f"preflight {plate}"))
    return (
        run(build),
        *(() if quick else heavy),
        run("schema"),
        *(_check(*options) for options in ((), ("--notes",), ("--strict",), ("--json",), ("--sarif",), ("--explain",))),
        run("audit"),
        run("audit --json"),
        *(run(f"trace {asked}") for asked in ("visitors", "visitors/counted", "12,480", "12,480 --json")),
        run("trace 12,481", 1),
        run("trace visitor", 2),
        run("build --product slide", 2),
        run("audit no-such-file.pdf", 2),
        run("printed booklet-a5 --copies none --on 2026-11-22", 2),
        run("printed booklet-a5 --copies 300 --on 2026-11-22 --for a-fair"),
        run("changes"),
        Edit(FACTS, "range: [3000, 5200]", "range: [3100, 5200]"),
        Edit(FACTS, "standing: untraced", "standing: outdated"),
        run("changes", 1),
        run("changes --json", 1),
        run("changes --since soon", 2),
        _check("--notes"),
        run("audit", 1),
    )


def _printed_steps() -> tuple[Step, ...]:
    """A booklet and a deck are recorded in the ledger; then a number and a standing of the facts change."""
    facts = "data/facts/tuol-sleng.yaml"
    return (
        run("build --product booklet-a5 --product slides"),
        run("printed booklet-a5 --copies 300 --on 2026-11-23 --for x"),
        run("printed slides --copies 2 --on 2026-11-23"),
        Edit(facts, "exactly: 196, unit: prisons", "exactly: 197, unit: prisons"),
        Edit(facts, "at_least: 12272", "at_least: 12273"),
        run("changes", 1),
        _check("--notes"),
        run("trace s21-executed"),
    )


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────


def files_below(folder: Path) -> dict[str, bytes]:
    """The files in a folder and its subfolders, by relative path, without hidden ones."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    relative = {path: path.relative_to(folder) for path in paths}
    return {r.as_posix(): path.read_bytes() for path, r in relative.items() if not any(p[0] == "." for p in r.parts)}


def edited(files: Files, name: str, *replacements: tuple[str, str]) -> dict[str, bytes]:
    """The files with replacements in one of them. Raises CompareError where a text does not occur exactly once."""
    text = files[name].decode()
    for old, new in replacements:
        if text.count(old) != 1:
            raise CompareError(f"{name} contains {text.count(old)} times, not once: {old}")
        text = text.replace(old, new)
    return {**files, name: text.encode()}


def with_all_products(files: Files, engine: set[str]) -> dict[str, bytes]:
    """The files with every product in publication.yaml that can be built: its own first, then all that have a file."""
    text = files[SETTINGS].decode()
    listed: list[str] = yaml.safe_load(text)["products"]
    own = {Path(name).stem for name in files if name.startswith("data/products/")}
    made_by_commands = {"correction-slip", "evidence-a4", "evidence-letter"}
    names = [*listed, *sorted((own or engine) - made_by_commands - set(listed))]
    return with_products(files, *names)


def with_products(files: Files, *names: str) -> dict[str, bytes]:
    """The files with these products in publication.yaml."""
    text = re.sub(r"(?ms)^products:.*?^(?=\w)", f"products: [{', '.join(names)}]\n", files[SETTINGS].decode())
    return {**files, SETTINGS: text.encode()}


def overlaid(files: Files, over: Mapping[str, str | bytes | None]) -> dict[str, bytes]:
    """The files with others laid over them; None removes a file."""
    encoded = {name: data.encode() if isinstance(data, str) else data for name, data in over.items()}
    return {name: data for name, data in {**files, **encoded}.items() if data is not None}


# ── publications that can be built ──────────────────────────────────────────────────────────────────────────────

EVERY_BLOCK = """
## Every kind of block {#every-block}

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

:::{aside} A box
Words in a box, with {claim}`readers/town`.
:::

:::{image} assets/turned.jpg
:alt: Colours
:caption: Colours as a camera stores them.
:shows: nobody
:::

:::{image} assets/drawn.svg
:alt: A square
:shows: nobody
:::

:::{quotation} oldest-book
:::

::::{slide} A slide with a picture
:::{image} assets/drawn.png
:alt: Colours
:shows: nobody
:::
::::

::::{only} deck
:::{statistic} visitors/counted
Counted at the doors.
:::
::::

:::{notes}
Words to say, with {claim}`visitors/counted`.
:::
"""

KHMER_FONTS = b"""
typography:
  fonts:
    - {family: Noto Serif Khmer, files: [{path: fonts/NotoSerifKhmer-Regular.ttf}]}
    - {family: Noto Sans Khmer, files: [{path: fonts/NotoSansKhmer-Regular.ttf}]}
defaults:
  scripts:
    Khmr: {serif: Noto Serif Khmer, sans: Noto Sans Khmer}
"""


def _valid(starter: Files) -> Iterator[tuple[str, Files]]:
    from tests.core.image_samples import full_jpeg, full_png
    from tests.output.prints.evidence.sample import FILES
    from tests.test_any_publication import large
    from tests.tongues import french, khmer

    yield "large", overlaid(starter, large())
    yield "evidence-sample", overlaid(starter, FILES)

    day = "day:\n  claim: A day\n  standing: verified\n  values: [{period: 2020, calculation: we were there}]\n"
    only_words = {FACTS: day, SOURCES: None, CHARTS: None, SCOPES: None, CONTENT: "## Only\n\nWords.\n"}
    yield "words-only", overlaid(starter, only_words)

    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    long_text = edited(starter, CONTENT, ("What we counted", word), ("Ask who says so.", word))
    long_label = edited(long_text, CHARTS, ("label: Survey", f"label: {word}"))
    yield "long-words", edited(long_label, SOURCES, ("family: Example", f"family: {word}"))

    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7h-7z" fill="#26394A"/></svg>'
    pictures = {"assets/turned.jpg": full_jpeg(6), "assets/drawn.png": full_png(8), "assets/drawn.svg": svg}
    blocks = overlaid(starter, {**pictures, CONTENT: starter[CONTENT].decode() + EVERY_BLOCK})
    papers = ("booklet-a5", "booklet-half-letter", "large-print-a4", "booklet-a5-on-a4")
    yield "every-block", with_products(blocks, *papers, "slides", "slides-dark", "handout-3-notes-a4")

    yield "french", _in_language(starter, french(), {})
    khmer_words = {"digits": "khmr", "months": list(khmer().months)}
    yield "khmer", {**_in_language(starter, khmer(), khmer_words), BRAND: KHMER_FONTS}


def _in_language(starter: Files, language: Language, changed: Mapping[str, object]) -> Files:
    """The starter in another language: the engine's English, with the locale and the phrases of that one."""
    from factpress.core.paths import engine_folder

    words = yaml.safe_load((engine_folder() / "assets" / "languages" / "en.yaml").read_text(encoding="utf-8"))
    words |= {"locale": language.locale, "phrases": {**words["phrases"], **language.phrases}, **changed}
    text = yaml.safe_dump(words, allow_unicode=True, sort_keys=False)
    files = edited(starter, SETTINGS, ("en-GB", language.tag))
    return {**files, f"data/languages/{language.tag}.yaml": text.encode()}


def _examples(starter: Files) -> Iterator[tuple[str, Files]]:
    """The "Bad:" example of every lint rule, laid over the starter as the tests do it."""
    from tests.checks.examples import files_of

    from factpress.checks.registry import RULES

    for rule in RULES:
        files = files_of(rule.explanation.bad)
        kept = {name: starter[name].decode() + "\n" for name in files if name in starter and name != SCOPES}
        yield rule.code, overlaid(starter, {name: kept.get(name, "") + text + "\n" for name, text in files.items()})


# ── publications that cannot be built ───────────────────────────────────────────────────────────────────────────


def _broken(starter: Files) -> Iterator[tuple[str, Files]]:
    from tests.tongues import khmer

    def one(name: str, *replacements: tuple[str, str]) -> Files:
        return edited(starter, name, *replacements)

    def over(name: str, data: str | bytes) -> Files:
        return overlaid(starter, {name: data})

    text = starter[CONTENT].decode()
    yield "mistyped-key", one(FACTS, ("standing: verified ", "standng: verified "))
    yield "bad-number", one(FACTS, ("exactly: 12480", "exactly: twelve"), ("about: 6000", "about: -6000"))
    yield (
        "facts",
        one(
            FACTS,
            ("standing: contested", "standing: doubtful"),
            ("[3000, 5200]", "[5200, 3000]"),
            ("2022: 8950, 2023: 10100", "2023: 10100, 2022: 8950"),
            ("exactly: 9400, unit: people", "exactly: 9400, unit: peple"),
            ("{source: visitor-survey", "{source: visitors-survey"),
            ("attributed_to: town-website", "attributed_to: no-website"),
            ("checked: 2026-10-15\n  review_by", "checked: 2026-13-15\n  review_by"),
        ),
    )
    yield "yaml", one(FACTS, ("claim: The oldest", "claim: [The oldest"))
    yield "duplicate-claim", over(FACTS, starter[FACTS].decode() + starter[FACTS].decode().split("\n\n")[1])
    yield "encoding", over(FACTS, starter[FACTS] + b"\n# \xe9\n")
    yield (
        "text",
        one(
            CONTENT,
            ("{claim}`visitors/counted` came", "{claim}`vistors` came"),
            ("{years}`visitors/counted`", "{yeers}`visitors/counted`"),
            ("Some numbers are ranges", "In 1975 some numbers <b>are</b> ranges"),
            (":::{statistic} readers/survey\n:title:", ":::{statistic} readers/survey\n:titel:"),
            (":::{quotation} oldest-book", ":::{quotation} visitors"),
            (":::{chart} monthly-readers", ":::{chart} daily-readers"),
            (":::{slide} What you can do", ":::{slyde} What you can do"),
            ("{consent}`n-visitor`", "{consent}`n-visiter`"),
        ),
    )
    yield "unclosed-block", over(CONTENT, text.removesuffix(":::\n"))
    yield "no-chapter", overlaid(starter, {CONTENT: "Words.\n", CHARTS: None})
    yield "charts", one(CHARTS, ("kind: line", "kind: lines"), ("value: readers/survey", "value: readers/servey"))
    yield "chart-keys", one(CHARTS, ("note: one figure", "nota: one figure"), ("title: More", "titel: More"))
    yield (
        "settings",
        one(
            SETTINGS,
            ("[booklet-a5, slides]", "[booklet-a5, slydes]"),
            ("edition: 2026-11-01", "edition: soon"),
            ("organisation:", "organization:"),
            ("https://example.org", "htp:/example.org"),
        ),
    )
    yield "no-content", one(SETTINGS, ("briefing.en.md", "missing.md"))
    yield "no-language", one(SETTINGS, ("en-GB", "xx"))
    yield "language", over("data/languages/en.yaml", "phrases:\n  neerly: x {}\n  range: '{low} {hi}'\n")
    product = "renderer: booklet\ntitle: A\nfile: a\npage: {trim: [148 mm, 10mm], margin: {}}\n"
    yield "product", over("data/products/booklet-a5.yaml", product)
    yield "brand", over(BRAND, "color: {palette: {a: red}, foreground: '#FFFFFE', primery: b}\n")
    yield "scopes", over(SCOPES, "places: {town: country, country: town}\n")
    yield (
        "events",
        one(EVENTS, ("starts: {date: 2036-05-16", "starts: {date: 2036-05-36"), ("zone: Europe", "zone: Eurip")),
    )
    yield "consent", one(CONSENTS, ("expires: 2036-10-01", "expires: 2026-11-01"))
    picture = "\n:::{image} assets/missing.png\n:::\n\n:::{image} assets/empty.png\n:alt: A\n:shows: nobody\n:::\n"
    yield "pictures", overlaid(starter, {CONTENT: text + picture, "assets/empty.png": b""})
    khmer_words = {"digits": "khmr", "months": list(khmer().months)}
    yield "khmer", _in_language(starter, khmer(), khmer_words)  # brand.yml names no font for it
    yield "glyph", over(CONTENT, text + "\nA snowman ☃︎ here.\n")
    overfull = "Readers cannot follow a slide that is as full as this one. " * 40
    yield "slide", over(CONTENT, f"{text}\n:::{{slide}} Too much\n{overfull}\n:::\n")
