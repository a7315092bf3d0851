"""The coverage as a text of at most 100 columns, and as plain values for JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from factpress.checks.coverage.measure import Coverage
from factpress.checks.coverage.parts import Part, parts
from factpress.checks.coverage.passages import Passage
from factpress.checks.coverage.shares import Result
from factpress.checks.coverage.supplied import Place, Supplied
from factpress.checks.coverage.texts import BOOKLET, TALK
from factpress.core.diagnostics import Location
from factpress.publication.balance import ALL_THEMES

COLUMNS = 100
_HINT = (
    "No text has a theme yet. Begin with the chapters: ## Title {theme=work}; then set the targets in\n"
    "data/publication.yaml: balance: [{themes: [work, response], at_least: 33}]"
)


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def format_coverage(coverage: Coverage) -> str:
    """The coverage as text: supplied statements, shares and targets, figures, and what was counted where."""
    blocks = [_supplied(coverage), _shares(coverage), _figures(coverage), _readability(coverage), _parts(coverage)]
    blocks.append(_summary(coverage))
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block)


def _supplied(coverage: Coverage) -> Iterator[str]:
    if not coverage.supplied:
        yield "Supplied statements: no claim has a text as supplied"
        return
    yield "Supplied statements"
    if coverage.slides is not None:
        yield f"  {fit('claim', 28)}  {fit('page', 30)}  slide"
    for one in coverage.supplied:
        page = one.page.title if one.page is not None else "no page"
        page = page if coverage.pages is not None else "–"
        slide = f"  {fit(_on_slide(one), COLUMNS - 64)}" if coverage.slides is not None else ""
        yield f"  {fit(one.claim, 28)}  {fit(page, 30)}{slide}".rstrip()


def _on_slide(one: Supplied) -> str:
    if one.slide is not None:
        return one.slide.title
    return f"only spoken, with “{one.spoken.title}”" if one.spoken is not None else "no slide"


def _shares(coverage: Coverage) -> Iterator[str]:
    shares = coverage.shares
    yield "Share by theme" + "".join(f"{_HEADS[where]:>24}" for where in shares)
    for theme in (*ALL_THEMES, "total"):
        themes = (theme,) if theme != "total" else ALL_THEMES
        cells = [
            f"{_amount(where, one.of_themes(themes), coverage):>15} {one.percent(themes):>6.1f} %"
            for where, one in shares.items()
        ]
        yield f"  {theme:<12}" + "".join(cells)
    if not any(one.is_themed for one in shares.values()):
        yield _HINT
    for result in coverage.results:
        target = f"{fit(result.target.text, 50)}  {fit(result.where, 8)}"
        yield f"  {target} {result.shown:6} %  {_verdict(result)}"


_HEADS = {BOOKLET: "words in the booklet", TALK: "time in the talk"}


def _amount(where: str, words: int, coverage: Coverage) -> str:
    return f"{words:,}" if where == BOOKLET else clock(words * coverage.seconds_per_word)


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: 12:05."""
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"


def _verdict(result: Result) -> str:
    if result.met:
        return "met"
    return "missed: too little" if result.too_little else "missed: too much"


def _figures(coverage: Coverage) -> Iterator[str]:
    found = coverage.figures
    if found is None:
        return
    yield "Figures in the talk, without dates                                  on slide and spoken  in a chart"
    for one in found.slides:
        if one.figures or one.chart_values or one.slide.pause:
            mark = "pause: " if one.slide.pause else ""
            yield f"  {fit(mark + one.slide.title, 64)}  {one.figures:19}  {one.chart_values or '':10}".rstrip()
    values = sum(one.chart_values for one in found.slides)
    yield f"  {fit('the whole talk, each figure once', 64)}  {found.total:19}  {values or '':10}".rstrip()
    if found.before_pause is None:
        yield "  no slide has the style pause, so none are counted before it"
    else:
        yield f"  {fit('before the first pause', 64)}  {found.before_pause:19}"


def _readability(coverage: Coverage) -> Iterator[str]:
    yield f"{'Sentences':<24}{'words':>8}{'sentences':>11}{'words a sentence':>18}{'grade':>8}"
    for where, one in coverage.readability.items():
        grade = f"{one.grade:.1f}" if one.grade is not None else "–"
        row = f"{one.words:>8,}{one.sentences:>11,}{one.words_a_sentence:>18.1f}{grade:>8}"
        yield f"  {_TEXTS[where]:<22}{row}"
    longest = [sentence for one in coverage.readability.values() for sentence in one.longest]
    if longest:
        yield "  the longest:"
    for sentence in longest:
        line = sentence.origin.line if sentence.origin is not None else ""
        yield f"{line:>6}  {sentence.words:>3} words: {fit(sentence.text, COLUMNS - 19)}".rstrip()


_TEXTS = {BOOKLET: "text of the booklet", TALK: "speaker notes"}


def _parts(coverage: Coverage) -> Iterator[str]:
    yield "What was counted where" + f"{'theme':>50}{'words':>8}{'time':>8}"
    chapter = None
    for part in parts(coverage):
        if part.chapter != chapter:
            chapter = part.chapter
            yield f"{_line(part):>6}  {fit(chapter, 56)}".rstrip()
        words = f"{part.words:,}" if part.words else ""
        time = clock(part.spoken * coverage.seconds_per_word) if part.spoken else ""
        yield f"{_line(part):>6}    {fit(_part_name(part), 54)}  {part.theme:>10}{words:>8}{time:>8}".rstrip()


def _part_name(part: Part) -> str:
    about = part.kind or f"{part.blocks} blocks"
    return f"{part.section or 'beginning of the chapter'} ({about})"


def _line(part: Part) -> str:
    return str(part.origin.line) if part.origin is not None else ""


def _summary(coverage: Coverage) -> Iterator[str]:
    supplied, total = coverage.supplied, len(coverage.supplied)
    counts: list[str] = []
    if total and coverage.pages is not None:
        counts.append(f"{sum(one.page is not None for one in supplied)} of {total} supplied statements on a page")
    if total and coverage.slides is not None:
        counts.append(f"{sum(one.slide is not None for one in supplied)} of {total} in words on a slide")
    if coverage.results:
        counts.append(f"{sum(one.met for one in coverage.results)} of {len(coverage.results)} targets met")
    yield "; ".join(counts) or "nothing to judge: no supplied statements and no targets"


def fit(text: str, width: int) -> str:
    """The text in as many columns of a terminal: cut with an ellipsis, or filled with spaces."""
    text = " ".join(text.split())
    if _width(text) > width:
        while text and _width(text) > width - 1:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def coverage_values(coverage: Coverage) -> dict[str, Any]:
    """The coverage as plain values."""
    return {
        "title": coverage.title,
        "complete": coverage.is_complete,
        "supplied": [_supplied_value(one, coverage) for one in coverage.supplied],
        "shares": {
            where: {
                "words": one.total,
                "seconds": _seconds(one.total, coverage) if where == TALK else None,
                "themes": {
                    theme: {"words": one.words[theme], "percent": float(round(one.percent((theme,)), 2))}
                    for theme in ALL_THEMES
                },
            }
            for where, one in coverage.shares.items()
        },
        "targets": [_result_value(result) for result in coverage.results],
        "figures": _figure_values(coverage),
        "readability": {
            where: {
                "words": one.words,
                "sentences": one.sentences,
                "words_a_sentence": round(one.words_a_sentence, 2),
                "grade": round(one.grade, 2) if one.grade is not None else None,
                "longest": [{"words": s.words, "text": s.text, **_location_value(s.origin)} for s in one.longest],
            }
            for where, one in coverage.readability.items()
        },
        "passages": {
            BOOKLET: [_passage_value(one) for one in coverage.pages or ()],
            TALK: [
                {**_passage_value(one), "slide": slide.title, "seconds": _seconds(one.words, coverage)}
                for slide in coverage.slides or ()
                if not slide.appendix
                for one in slide.heard
            ],
        },
    }


def _supplied_value(one: Supplied, coverage: Coverage) -> dict[str, Any]:
    return {
        "claim": one.claim,
        "text": one.text,
        "covered": coverage.is_covered(one),
        **{name: _place_value(place) for name, place in (("page", one.page), ("slide", one.slide))},
        "spoken": _place_value(one.spoken),
    }


def _place_value(place: Place | None) -> dict[str, Any] | None:
    return {"title": place.title, **_location_value(place.origin)} if place is not None else None


def _location_value(place: Location | None) -> dict[str, Any]:
    return {"file": place.path.as_posix() if place else None, "line": place.line if place else None}


def _result_value(result: Result) -> dict[str, Any]:
    target = result.target
    return {
        "themes": list(target.themes),
        "at_least": float(target.at_least) if target.at_least is not None else None,
        "at_most": float(target.at_most) if target.at_most is not None else None,
        "of": result.where,
        "percent": float(round(result.percent, 2)),
        "met": result.met,
    }


def _figure_values(coverage: Coverage) -> dict[str, Any] | None:
    found = coverage.figures
    if found is None:
        return None
    return {
        "talk": found.total,
        "before_pause": found.before_pause,
        "pause": found.pause.title if found.pause is not None else None,
        "slides": [
            {
                "slide": one.slide.title,
                "figures": one.figures,
                "chart_values": one.chart_values,
                **_location_value(one.slide.origin),
            }
            for one in found.slides
        ],
    }


def _passage_value(one: Passage) -> dict[str, Any]:
    return {
        "chapter": one.chapter,
        "section": one.section,
        "block": one.kind,
        "theme": one.theme,
        "words": one.words,
        **_location_value(one.origin),
    }


def _seconds(words: int, coverage: Coverage) -> float:
    return round(words * coverage.seconds_per_word, 1)
