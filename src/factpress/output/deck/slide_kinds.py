"""One function for each kind of slide: its text, and its layout for the amount of text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from factpress.core.units import Length, pt
from factpress.design.theme import TypeStyle
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import Chapter, Quote, plain
from factpress.output.deck.composer import Compositor
from factpress.output.deck.fitting import Fitted
from factpress.output.deck.presentation import Bar, Frame, Item, Line, Rule, Run, Slide, Words
from factpress.output.deck.runs import Told, origin_of, told
from factpress.output.deck.slide_pattern import section_pattern, title_pattern


def title_slide(c: Compositor) -> Slide:
    """The title on the gold thread, the subtitle under it, the organisation and edition at the foot."""
    d, layout = c.document, "title"
    title = c.unique(d.title)
    items: list[Item] = [c.placed(layout, "title", (c.line(title),), title)]
    if d.subtitle:
        items.append(c.placed(layout, "subtitle", (c.line(d.subtitle),), title))
    foot = ", ".join(part for part in (d.organisation, d.edition) if part)
    if foot:
        items.append(c.placed(layout, "organisation", (c.line(foot),), title))
    return c.slide(layout, (*items, *title_pattern(c)))


def section_slide(c: Compositor, chapter: Chapter) -> Slide:
    """The chapter's title and lead, as one block that stands on the usual line unless the lead needs the room."""
    layout = "section"
    title = c.unique(chapter.title)
    place, lead_place = c.layouts[layout].place("title"), c.layouts[layout].place("lead")
    lead = (Line(c.runs(chapter.lead)),) if plain(chapter.lead).strip() else ()
    room = lead_place.frame.bottom - place.frame.top
    gap = lead_place.frame.top - place.frame.bottom
    lead_style = c.styles[lead_place.style]
    lead_height = c.fitter.height(lead, lead_style, lead_place.frame.width)
    fitted = c.fit(layout, "title", (c.line(title),), min(place.frame.height, room - gap - lead_height))
    if lead_height > lead_place.frame.height:
        c.complain(fitted.over, title, "lead", origin_of(chapter.lead))
    else:
        c.complain(fitted.over, title, "title")
    bottom = min(place.frame.bottom, lead_place.frame.bottom - lead_height - gap)
    title_frame = replace(place.frame, height=bottom - place.frame.top)
    items: list[Item] = [c.balanced(layout, "title", (c.line(title),), fitted.style, title_frame)]
    if lead:
        top = bottom + gap
        frame = replace(lead_place.frame, top=top, height=lead_place.frame.bottom - top)
        items.append(c.balanced(layout, "lead", lead, lead_style, frame))
    said = told(chapter.lead)
    items += (*section_pattern(c, chapter), *c.source(layout, said, title))
    return c.slide(layout, items, c.notes(said))


def statistic_slide(c: Compositor, block: Statistic) -> Slide:
    """A figure as large as it will go, its range under it as threads on a scale from zero, and the words about it."""
    layout = "big-number"
    title = c.unique(block.question)
    places = c.layouts[layout]
    question = c.fit(layout, "title", (c.line(title),))
    c.complain(question.over, title, "question")
    about = (Line(c.runs(block.about)),) if plain(block.about).strip() else ()
    about_style = c.styles["lead"]
    about_height = c.fitter.height(about, about_style, places.place("about").frame.width)
    top = places.place("title").frame.top
    bottom = places.place("about").frame.bottom
    span = _span(block)
    scale_height = pt(104) if span else pt(0)
    fixed = question.height + scale_height + about_height
    room = bottom - top - fixed - pt(36)
    figure, style = _figure(c, block, room)
    if figure.over and not _figure(c, block, room + about_height)[0].over:
        over = c.fitter.lines_over(figure.height - room, about_style)
        c.complain(over, title, "text about the figure", origin_of(block.about))
    elif not question.over:  # a question that is too long leaves no height for the figure
        c.complain(figure.over, title, "figure")
    # what is left over is shared between the gaps, most of it above the words about the figure
    free = max(0.0, (bottom - top - fixed - figure.height).pt)
    gap = min(free / 3, 30.0 if span else 44.0)
    frame = places.place("figure").frame
    at = top + question.height + pt(gap * 0.5)
    items: list[Item] = [
        c.balanced(layout, "title", (c.line(title),), question.style),
        c.words(
            layout, "figure", (_figure_line(c, block, style),), style, replace(frame, top=at, height=figure.height)
        ),
    ]
    at += figure.height + pt(gap)
    if span:
        items += _range(c, block, span, at)
        at += scale_height + pt(gap)
    if about:
        place = places.place("about").frame
        items.append(c.balanced(layout, "about", about, about_style, replace(place, top=at, height=about_height)))
    said = told((block.stated,), block.source, block.about)
    items += (*c.mark(layout, block.standing), *c.source(layout, said, title, doubt=block.doubt))
    return c.slide(layout, items, c.notes(said))


def _figure(c: Compositor, block: Statistic, room: Length) -> tuple[Fitted, TypeStyle]:
    """The largest step in which figure and unit stand on one line; the smallest may take several."""
    place = c.layouts["big-number"].place("figure")
    width = place.frame.width
    for style in c.styles.steps("big-number"):
        factor = style.size / c.styles["big-number"].size
        unit = replace(c.styles["big-number-unit"], size=_unit_size(c, factor))
        length = c.fitter.width(block.figure + " ", style, c.document.language)
        length += c.fitter.width(block.unit, unit, c.document.language)
        if length <= width and style.leading <= room:
            return Fitted(style, style.leading), style
    fitted = c.fitter.fit(
        "big-number", (Line((Run(f"{block.figure} {block.unit}", c.document.language),)),), width, room
    )
    return fitted, fitted.style


def _unit_size(c: Compositor, factor: float) -> Length:
    return max(pt(round(c.styles["big-number-unit"].size.pt * factor)), c.styles.body_min)


def _figure_line(c: Compositor, block: Statistic, style: TypeStyle) -> Line:
    factor = style.size / c.styles["big-number"].size
    language = c.document.language
    figure = Run(block.figure, language)
    if not block.unit:
        return Line((figure,))
    size = _unit_size(c, factor) if factor != 1 else None
    return Line((replace(figure, text=block.figure + " "), Run(block.unit, language, "big-number-unit", size)))


def _span(block: Statistic) -> tuple[float, float, float] | None:
    """Low, high and the scale's end; None for a single figure."""
    if block.low is None or block.high is None or not block.scale:
        return None
    return block.low, block.high, block.scale


def _range(c: Compositor, block: Statistic, span: tuple[float, float, float], top: Length) -> list[Item]:
    """Threads from low to high on a line from zero to the scale's end, with a label at each of the four."""
    layout, m = "big-number", c.theme.slide
    left, width = m.left.pt, (m.width - m.left - m.right).pt
    start, end = (left + width * end / span[2] for end in span[:2])
    language = c.document.language
    labels = [f"{c.word('low')} {block.low_text}", f"{c.word('high')} {block.high_text}"]
    lengths = [c.fitter.width(text, c.styles["chart-label"], language).pt for text in labels]
    low_left, high_right = _apart(start, end, lengths[0], lengths[1], left, width)
    y = top.pt
    zero = "0"
    for character in block.scale_text:
        if character.isdigit():
            zero = chr(ord(character) - unicodedata.digit(character))
            break
    # the scale runs from left to right in every language, so each label is as wide as its words
    ends = [c.fitter.width(text, c.styles["axis-label"], language).pt for text in (zero, block.scale_text)]
    alt = f"{block.question} {block.stated.text}".strip()

    def label(place: str, text: str, frame: Frame) -> Words:
        return c.words(layout, place, (c.line(text),), c.styles[c.layouts[layout].place(place).style], frame)

    points = Frame.points
    return [
        Rule("Scale", points(left, y + 51.25, width, 1.5), "line"),
        *(Rule("Tick", points(x, y + 65, 1.2, 10), "soft") for x in (left, left + width - 1.2)),
        Bar(points(start, y + 32, max(end - start, 8), 40), alt),
        label("low", labels[0], points(low_left, y, lengths[0], 24)),
        label("high", labels[1], points(high_right - lengths[1], y, lengths[1], 24)),
        label("scale-start", zero, points(left, y + 80, ends[0], 22)),
        label("scale-end", block.scale_text, points(left + width - ends[1], y + 80, ends[1], 22)),
    ]


def _apart(start: float, end: float, low: float, high: float, left: float, width: float) -> tuple[float, float]:
    """Where the low label begins and the high one ends: at the ends of the bar, or beside each other around it."""
    need = low + high + 20
    if end - start < need:
        start = min(max(left, (start + end - need) / 2), left + width - need)
        end = start + need
    return start, end


def quote_slide(c: Compositor, block: Quote) -> Slide:
    """Words of somebody beside a gold rule, and under them who said so. The words are the slide's title."""
    layout = "quote"
    place, who_place = c.layouts[layout].place("title"), c.layouts[layout].place("attribution")
    title = c.unique(plain(block.children))
    # runs keep emphasis and languages; they serve where the title needed nothing to tell it from another
    words = Line(c.runs(block.children))
    quote = (words if " ".join(words.text.split()) == title else c.line(title),)
    who = (c.line(plain(block.attribution).strip()),) if plain(block.attribution).strip() else ()
    named = c.fit(layout, "attribution", who, who_place.frame.height * 2)  # a long name goes on below
    c.complain(named.over, title, "attribution")
    top, bottom, gap = c.theme.slide.top, c.theme.slide.content_bottom, pt(22)
    doubt = (c.line(block.doubt),) if block.doubt else ()
    doubt_height = c.fitter.height(doubt, c.styles["lead"], place.frame.width)
    below = max(named.height, pt(36)) + (pt(8) + doubt_height if doubt else pt(0))
    room = bottom - top - below - gap
    fitted = c.fit(layout, "title", quote, room)
    if fitted.over and not c.fit(layout, "title", quote, room + doubt_height).over:
        c.complain(c.fitter.lines_over(fitted.height - room, c.styles["lead"]), title, "sentence of doubt")
    else:
        c.complain(fitted.over, title, "quotation")
    height = fitted.height + gap + below
    # a little above the middle, where a block looks centred
    start = pt(round((top + max(pt(0), bottom - top - height) * 0.42).pt, 2))
    under = start + fitted.height + gap
    rtl = c.document.direction == "rtl"
    rule_left = place.frame.left + place.frame.width + pt(33.5) if rtl else place.frame.left - pt(38)
    items: list[Item] = [
        c.balanced(layout, "title", quote, fitted.style, replace(place.frame, top=start, height=fitted.height)),
        Rule("Rule", Frame(rule_left, start + pt(6), pt(4.5), height - pt(12)), "accent"),
    ]
    if who:
        items.append(
            c.balanced(
                layout, "attribution", who, named.style, replace(who_place.frame, top=under, height=named.height)
            )
        )
    items += c.mark(layout, block.standing, under + pt(8))
    if doubt:
        top = under + max(named.height, pt(36)) + pt(8)
        frame = replace(who_place.frame, top=top, width=place.frame.width, height=doubt_height)
        items.append(c.balanced(layout, "doubt", doubt, c.styles["lead"], frame))
    # the words are the claim as supplied: they state it whole
    said = Told((block.claim,) if block.claim is not None else ()) + told(block.children, block.attribution)
    items += c.source(layout, said, title)
    return c.slide(layout, items, c.notes(said))
