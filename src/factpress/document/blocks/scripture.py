"""Verses of `data/scripture.yaml`, letter for letter, with their reference and translation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.document.model import Block, Document, Foreign, Inlines, Note, Primitive, Quote, Text
from factpress.document.model.inlines import origin_field
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.walk import walk_document
from factpress.publication.scripture import SCRIPTURE, Translation, read_reference


@dataclass(frozen=True, slots=True)
class Scripture:
    """Verses of a translation. `verses` are their references, `texts` their words, without their numbers.

    The `attribution` has the reference, the name of the translation, and a note without words: the translation is in
    the list of sources, and needs none on the page.
    """

    translation: str
    verses: tuple[str, ...]
    texts: tuple[Inlines, ...]
    attribution: Inlines
    origin: Location | None = origin_field()

    def realize(self) -> tuple[Primitive, ...]:
        """A quotation with the verses one after the other."""
        first, *others = self.texts
        words = (*first, *(inline for text in others for inline in (Text(" "), *text)))
        return (Quote(words, self.attribution, origin=self.origin),)


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """A verse, or verses of a chapter in a row, letter for letter from `data/scripture.yaml`.

    The option `translation` names one of its translations; without it, the first is quoted. None, with errors, if the
    translation or a verse is not there.
    """
    verses = read_reference(fence.argument)
    if verses is None:
        hint = "write John 10:10, or Isaiah 61:1-3 for several verses of a chapter"
        message = f'"{fence.argument}" is not a verse, nor several verses of one chapter'
        resolver.problems.error("bad-reference", message, fence.argument_location, hint)
        return None
    translation = _translation(fence, resolver)
    if translation is None:
        return None
    missing = [name for name in verses.names if name not in translation.verses]
    if missing:
        some = len(missing) < len(verses.names)
        hint = "add it there, letter for letter" if some else did_you_mean(missing[0], translation.verses, most=4)
        message = f'{translation.id} has no verse "{missing[0]}" in {SCRIPTURE.as_posix()}'
        resolver.problems.error("unknown-verse", message, fence.argument_location, hint)
        return None
    texts: tuple[Inlines, ...] = tuple((Text(translation.verses[name]),) for name in verses.names)
    if translation.language.partition("-")[0] != resolver.language.tag.partition("-")[0]:
        texts = tuple((Foreign(translation.language, text),) for text in texts)
    resolver.translations.add(translation.id)
    note = Note((), "", None, (translation.source,))
    return Scripture(translation.id, verses.names, texts, (Text(f"{verses}, {translation.name}"), note))


def _translation(fence: Fence, resolver: Resolver) -> Translation | None:
    """The translation that is quoted; None, with an error unless those of its file are reported, if it is unknown."""
    known = resolver.scripture
    if known is None:
        return None
    if not known:
        hint = f"write {SCRIPTURE.as_posix()} with the verses and the licence of their translation"
        message = f"there is no verse: {SCRIPTURE.as_posix()} does not exist"
        resolver.problems.error("unknown-verse", message, fence.location, hint)
        return None
    name, place = fence.options.get("translation", (next(iter(known)), fence.location))
    if name.strip() not in known:
        hint = did_you_mean(name.strip(), known)
        message = f'there is no translation "{name}" in {SCRIPTURE.as_posix()}'
        resolver.problems.error("unknown-translation", message, place, hint)
        return None
    return known[name.strip()]


def check_verses(translations: Mapping[str, Translation], documents: Iterable[Document], problems: Problems) -> None:
    """Report a translation of which all products together print more verses than its licence allows."""
    printed: dict[str, set[str]] = {}
    for document in documents:
        for node in walk_document(document):
            if isinstance(node.block, Scripture):
                printed.setdefault(node.block.translation, set()).update(node.block.verses)
    for name, translation in translations.items():
        count, most = len(printed.get(name, ())), translation.most_verses
        if most is not None and count > most:
            message = f"{count} verses of {name} are printed, and its licence allows {most}"
            hint = "quote fewer, or ask its publisher and raise most_verses"
            problems.error("too-many-verses", message, translation.limit_location, hint)


DIRECTIVE = Directive(
    FenceRule("book, chapter and verse", ("translation",), body=False, names="verse", slide=True), resolve
)
