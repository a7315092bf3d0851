"""Works of the organisation, from `data/works.yaml`."""

from __future__ import annotations

from factpress.design.drawings import drawing_names
from factpress.document.blocks.record_list import (
    STYLES,
    RecordEntry,
    RecordList,
    fill,
    for_targets,
    named,
    nothing_to_list,
    paragraph,
    style_of,
)
from factpress.document.model import Block, Break, Inlines, Paragraph, Strong, Text
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.drawings import check_drawing
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.wording.dates import format_moment
from factpress.i18n import fallback_tags
from factpress.publication.facts.dates import Moment
from factpress.publication.works import Work

DOORS = "doors"

ON_SLIDE = 4
"""The most works of a slide that lists works."""


def _works(fence: Fence, resolver: Resolver) -> tuple[Block, ...] | None:
    """The works of the organisation: all of `data/works.yaml`, or those whose ids are named, in that order.

    The style "short" leaves out what each work is, as slides do; "doors" draws each as a door with its drawing inside,
    which every work needs then. A slide has up to four works.
    """
    all_works = resolver.outreach.works
    works = named(fence, "works", all_works, resolver) if fence.argument else tuple(all_works.values())
    style = style_of(fence, resolver, (*STYLES, DOORS))
    if not works:
        nothing_to_list(fence, "works", resolver)
        return None
    brief = [RecordEntry(work.id, (_line(work, resolver),)) for work in works]
    full = [_entry(work, resolver) for work in works] if style != "short" else brief
    drawn = [_is_drawn(work, resolver) for work in works]
    if style == DOORS and all(drawn):
        full = [_door(work, resolver) for work in works]
    elif style == DOORS:
        work = works[drawn.index(False)]
        hint = f"give it one: drawing: {next(iter(drawing_names(resolver.places)), 'door')}"
        resolver.problems.error("no-drawing", f'the work "{work.id}" has no drawing for its door', work.location, hint)
    if all(drawn):
        brief = [RecordEntry(work.id, (_column(work, resolver),), work.drawing, _first_year(work)) for work in works]
    count = -(-len(brief) // -(-len(brief) // ON_SLIDE))  # five works are three and two, not four and one
    slides = [RecordList("works", tuple(brief[i : i + count])) for i in range(0, len(brief), count)]
    page = RecordList("works", tuple(full), doors=style == DOORS)
    return for_targets(fence, page, slides, resolver)


def _work(fence: Fence, resolver: Resolver) -> tuple[Block, ...] | None:
    """One work of `data/works.yaml`: its name, since when, for whom, and what it is, with its sources."""
    found = named(fence, "works", resolver.outreach.works, resolver)
    if len(found) != 1:
        if found:
            hint = f"name several in :::{{works}} {fence.argument}"
            resolver.problems.error("bad-fence", '"work" names one work', fence.argument_location, hint)
        else:
            nothing_to_list(fence, "works", resolver)
        return None
    (work,) = found
    name, about = _name(work, resolver), _about(work, resolver)
    entry = _entry(work, resolver)
    above = (paragraph(about),) if about else ()
    slide = RecordEntry(work.id, (*above, *entry.blocks[1:]))
    page, on_slide = RecordList("works", (entry,)), RecordList("works", (slide,))
    return for_targets(fence, page, (on_slide,), resolver, title=name)


def _entry(work: Work, resolver: Resolver) -> RecordEntry:
    """A work with what it is."""
    name, about, source = _name(work, resolver), _about(work, resolver), resolver.source_note(work.cites)
    what = resolver.markdown_inlines(work.what, work.what_location, noted=True)
    if work.as_of is not None:
        what += (Text(" "), *_dated("as-of", work.as_of, resolver))
    return RecordEntry(work.id, (paragraph(name, (Break(), *about) if about else ()), paragraph(what, source)))


def _line(work: Work, resolver: Resolver) -> Paragraph:
    """A work in one paragraph, without what it is: its name, then since when and for whom, as sentences."""
    about = _about(work, resolver)
    sentence = (Text(" "), *about, Text(".")) if about else ()
    return paragraph(_name(work, resolver, end="." if about else ""), sentence, resolver.source_note(work.cites))


def _is_drawn(work: Work, resolver: Resolver) -> bool:
    """Whether a work has a drawing; one that does not exist is an error."""
    return bool(work.drawing) and check_drawing(work.drawing, work.location, resolver.places, resolver.problems)


def _column(work: Work, resolver: Resolver) -> Paragraph:
    """A work below its drawing: its name, then since when it is, on a line of its own."""
    since = (Break(), *_dated("work-since", work.since, resolver)) if work.since is not None else ()
    return paragraph(_name(work, resolver), since, resolver.source_note(work.cites))


def _door(work: Work, resolver: Resolver) -> RecordEntry:
    """A work below its door: its name, since when, and for whom, each in a paragraph."""
    people = resolver.markdown_inlines(work.for_whom, work.for_whom_location, noted=True) if work.for_whom else ()
    since = _dated("work-since", work.since, resolver) if work.since is not None else ()
    whom = fill(resolver.language.word("work-for"), people=people) if people else ()
    lines = [line for line in (since, whom) if line]
    lines = [*lines[:-1], (*lines[-1], *resolver.source_note(work.cites))] if lines else []
    name = _name(work, resolver) if lines else (*_name(work, resolver), *resolver.source_note(work.cites))
    return RecordEntry(work.id, (paragraph(name), *map(paragraph, lines)), work.drawing, _first_year(work))


def _first_year(work: Work) -> int | None:
    return work.since.year if work.since is not None else None


def _name(work: Work, resolver: Resolver, *, end: str = "") -> Inlines:
    """The name of a work in the language of the text, if the record has it."""
    names = (work.names[tag] for tag in fallback_tags(resolver.language.tag) if tag in work.names)
    return (Strong((Text(next(names, work.name) + end, origin=work.name_location),)),)


def _about(work: Work, resolver: Resolver) -> Inlines:
    """Since when and for whom a work is."""
    word = resolver.language.word
    people = resolver.markdown_inlines(work.for_whom, work.for_whom_location, noted=True) if work.for_whom else ()
    if work.since is not None and people:
        since = (Text(format_moment(work.since, resolver.language)),)
        return fill(word("work-since-for"), date=since, people=people)
    if work.since is not None:
        return _dated("work-since", work.since, resolver)
    return fill(word("work-for"), people=people) if people else ()


def _dated(word: str, moment: Moment, resolver: Resolver) -> Inlines:
    date = (Text(format_moment(moment, resolver.language)),)
    return fill(resolver.language.word(word), date=date)


_OPTIONS = ("title", "style")
WORKS = Directive(
    FenceRule("ids of works; without them, all", _OPTIONS, body=False, names="record", slide=True, optional=True),
    _works,
)
WORK = Directive(FenceRule("the id of a work", ("title",), body=False, names="record", slide=True), _work)
