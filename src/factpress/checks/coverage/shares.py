"""The share of each theme in words, and whether the targets of `balance` are met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from factpress.checks.coverage.passages import Passage, TalkSlide
from factpress.checks.coverage.texts import BOOKLET, TALK, measured_kinds, passages_of, slides_of, timed_passages
from factpress.edition import Edition
from factpress.publication.balance import ALL_THEMES, BalanceTarget

_PERCENT = Decimal(100)
_SHOWN = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Shares:
    """The words of each theme in a booklet or in a talk."""

    words: Mapping[str, int]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> Shares:
        """The words of some passages by theme; every theme is there."""
        words = dict.fromkeys(ALL_THEMES, 0)
        for passage in passages:
            words[passage.theme] += passage.words
        return cls(words)

    @property
    def total(self) -> int:
        """The words of all themes."""
        return sum(self.words.values())

    @property
    def is_themed(self) -> bool:
        """Whether any text has a theme."""
        return self.total > self.of_themes(("none",))

    def of_themes(self, themes: Iterable[str]) -> int:
        """The words of these themes together."""
        return sum(self.words[theme] for theme in themes)

    def percent(self, themes: Iterable[str]) -> Decimal:
        """The share of these themes together, in per cent; 0 if there are no words."""
        return _PERCENT * self.of_themes(themes) / self.total if self.total else Decimal(0)


@dataclass(frozen=True, slots=True)
class Result:
    """What one target asks, and what a booklet or a talk has. `where` is "booklet" or "talk"."""

    target: BalanceTarget
    where: str
    shares: Shares

    @property
    def percent(self) -> Decimal:
        """The share of the target's themes."""
        return self.shares.percent(self.target.themes)

    @property
    def shown(self) -> Decimal:
        """The share with one decimal. One that misses its target by less is not rounded to the target."""
        missed = ROUND_FLOOR if self.too_little else ROUND_CEILING
        return self.percent.quantize(_SHOWN, ROUND_HALF_EVEN if self.met else missed)

    @property
    def met(self) -> bool:
        """Whether the share is within both bounds."""
        least, most = self.target.at_least, self.target.at_most
        return (least is None or self.percent >= least) and (most is None or self.percent <= most)

    @property
    def too_little(self) -> bool:
        """Whether the share is below the target."""
        return self.target.at_least is not None and self.percent < self.target.at_least


def shares_of(pages: tuple[Passage, ...] | None, slides: tuple[TalkSlide, ...] | None) -> dict[str, Shares]:
    """The shares of the booklet and of the talk, of each that is measured."""
    shares = {BOOKLET: Shares.of(pages)} if pages is not None else {}
    return shares | ({TALK: Shares.of(timed_passages(slides))} if slides is not None else {})


def results_of(edition: Edition, shares: Mapping[str, Shares]) -> tuple[Result, ...]:
    """What the targets of the publication ask, and what these shares are."""
    return tuple(Result(target, where, one) for target in edition.publication.balance for where, one in shares.items())


def balance_results(edition: Edition) -> tuple[Result, ...]:
    """What the targets of the publication ask, and what its booklet and its talk have."""
    if not edition.publication.balance:
        return ()
    kinds = measured_kinds(edition.products)
    return results_of(edition, shares_of(passages_of(edition, kinds), slides_of(edition, kinds)))
