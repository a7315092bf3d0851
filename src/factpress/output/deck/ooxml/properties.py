"""The properties of a file that other programs show without opening it (ECMA-376 Part 1, 22.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factpress.output.deck.ooxml import PROLOGUE, R, escaped

_KIND = R.rsplit("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a deck has: words and paragraphs are those of slides, `notes` the slides with notes."""

    words: int
    paragraphs: int
    slides: int
    notes: int
    hidden: int


def app_properties(
    counts: Counts, proportions: str, groups: Mapping[str, tuple[str, ...]], program: str = "factpress"
) -> str:
    """Return the extended properties as PowerPoint writes them.

    `proportions` is its name for those of slides; `groups` are the titles of parts by the heading of their group;
    `program` is what wrote the file.
    """
    pairs = "".join(
        f"<vt:variant><vt:lpstr>{escaped(heading)}</vt:lpstr></vt:variant>"
        f"<vt:variant><vt:i4>{len(titles)}</vt:i4></vt:variant>"
        for heading, titles in groups.items()
    )
    titles = [title for group in groups.values() for title in group]
    listed = "".join(f"<vt:lpstr>{escaped(title)}</vt:lpstr>" for title in titles)
    return (
        f'{PROLOGUE}<Properties xmlns="{_KIND}/extended-properties" xmlns:vt="{_KIND}/docPropsVTypes">'
        f"<TotalTime>0</TotalTime><Words>{counts.words}</Words><Application>{program}</Application>"
        f"<PresentationFormat>{escaped(proportions)}</PresentationFormat><Paragraphs>{counts.paragraphs}</Paragraphs>"
        f"<Slides>{counts.slides}</Slides><Notes>{counts.notes}</Notes><HiddenSlides>{counts.hidden}</HiddenSlides>"
        "<MMClips>0</MMClips><ScaleCrop>false</ScaleCrop>"
        f'<HeadingPairs><vt:vector size="{2 * len(groups)}" baseType="variant">{pairs}</vt:vector></HeadingPairs>'
        f'<TitlesOfParts><vt:vector size="{len(titles)}" baseType="lpstr">{listed}</vt:vector></TitlesOfParts>'
        "<LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged>"
        "</Properties>"
    )
