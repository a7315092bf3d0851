"""The rule about paragraphs that read like statements of fact and name no source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.document.blocks.record_list import RecordList
from factpress.document.model import Note, Paragraph, plain, statements, walk_inlines
from factpress.document.model.targets import BOOKLET
from factpress.document.walk import walk_document
from factpress.i18n.sentences import sentence_ends

_TOKEN = re.compile(r"[^\W_][\w’'-]*")
_LEAST_WORDS = 6
"""Words of the shortest sentence that is looked at."""
_OPENING = frozenset("“„«\"'‘(")
_NOT_STATING = ("?", "!", ":")
"""The last characters of questions, calls, and what introduces a list or a quotation."""
_RESPONSE = "response"
"""The theme of text that invites, asks and prays."""
_CAPITAL_NOUNS = frozenset({"de", "lb", "nds"})
"""Languages in which every noun has a capital, so that names are not known by it."""
_SHOWN = 60
"""Characters of a sentence that a message has."""


def paragraph_without_source(context: CheckContext) -> Iterator[Finding]:
    """A paragraph reads like a statement of fact, and names no source.

    Why: Readers cannot tell what we know from what we think. A paragraph of a chapter is reported if it has no value,
    no sentence of a claim, no {cite} and no footnote, and if one of its sentences names a person, a place or a thing:
    it has a word with a capital after its first one. Questions, sentences of fewer than six words and those that say
    "we" or "you" do not count. State it as the sentence of a claim, cite its source, or ignore this if it is common
    knowledge. Text with the theme response is not looked at.

    Bad:
        # data/content/briefing.en.md
        The mill was built by the monks of Saint Mary, who ground corn in it.

    Good:
        # data/content/briefing.en.md
        The mill was built by the monks of Saint Mary, who ground corn in it.{cite}`annual-report, p. 2`
    """
    language = context.edition.language
    if language.tag.partition("-")[0] in _CAPITAL_NOUNS:
        return
    persons = frozenset(language.reading.persons)
    for node in walk_document(context.edition.document, BOOKLET.name, known=(RecordList,)):  # records cite sources
        if not isinstance(node.block, Paragraph) or node.depth or node.theme == _RESPONSE:
            continue
        inlines = node.block.children
        if any(isinstance(one, Note) for one in walk_inlines(inlines)) or any(statements(inlines)):
            continue
        sentence = next(filter(lambda one: is_factual(one, persons), _sentences(plain(inlines))), None)
        if sentence is not None:
            words = sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN].rsplit(' ', maxsplit=1)[0]} …"
            hint = "cite a source, {cite}`id, p. 4`, state it as the sentence of a claim, {says}`id`, or ignore this"
            yield Finding(f'this paragraph states something and names no source: "{words}"', node.origin, hint)


def _sentences(text: str) -> Iterator[str]:
    begin = 0
    for end in sentence_ends(text):
        yield " ".join(text[begin:end].split())
        begin = end


def is_factual(sentence: str, persons: Collection[str]) -> bool:
    """Whether a sentence reads like a statement of fact: it has a name in it, and is not about us or the reader.

    `persons` are the words of the speaker and the listener, in lower case.
    """
    words = list(_TOKEN.finditer(sentence))
    if len(words) < _LEAST_WORDS or sentence.endswith(_NOT_STATING):
        return False
    if any(part in persons for word in words for part in re.split("[’']", word[0].lower())):
        return False
    return any(word[0][0].isupper() and sentence[word.start() - 1] not in _OPENING for word in words[1:])
