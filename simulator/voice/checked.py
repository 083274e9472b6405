"""A candidate line with everything the guard's rules look at, worked out once and only when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from simulator.content.models import ACTS, BANDS
from simulator.engine.state import Decision, Setting
from simulator.voice import wordlists as words
from simulator.voice.scripted import authored
from simulator.voice.slots import fill, slot_values
from simulator.voice.types import History

_TOKEN = re.compile(r"[a-z0-9£$€]+(?:'[a-z]+)?")
CAPITAL = re.compile(r"\b[A-Z][\w'’-]*")
STARTS = re.compile(r"(?:^|[.!?…:]|[\"“‘(—–-])[\"“‘']*\s*[\"“‘'(]*$")
_RUN = 4


def tokens(text: str) -> list[str]:
    """Case-folded words of a text, typographic apostrophes made plain."""
    return _TOKEN.findall(text.casefold().replace("’", "'"))


def ngrams(sequence: list[str], size: int) -> set[tuple[str, ...]]:
    """All runs of `size` words."""
    return {tuple(sequence[n : n + size]) for n in range(len(sequence) - size + 1)}


@dataclass(frozen=True)
class Checked:
    """A candidate line with all that the rules look at."""

    text: str
    setting: Setting
    decision: Decision
    history: History

    @cached_property
    def folded(self) -> str:
        """The line, case-folded, with plain apostrophes."""
        return self.text.casefold().replace("’", "'")

    @cached_property
    def tokens(self) -> list[str]:
        """The line's words."""
        return tokens(self.text)

    @cached_property
    def sayable(self) -> str:
        """Everything the customer may take words, numbers and names from: slots, what is told now, earlier turns."""
        values = slot_values(self.setting, self.decision).values()
        return " \n ".join([*values, self.setting.persona.name, *(turn.text for turn in self.history)])

    @cached_property
    def known(self) -> frozenset[str]:
        """Words that tell nothing new: those that may be said, and those of the persona's own lines."""
        lines = (line for act in ACTS for band in BANDS for line in authored(self.setting, act, band))
        return frozenset(tokens(self.sayable + " " + " ".join(lines)))

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The act's own authored lines in every band, filled, without the fact that is added later."""
        values = {**slot_values(self.setting, self.decision), "fact": ""}
        lines = (fill(line, values) for band in BANDS for line in authored(self.setting, self.decision.act, band))
        return tuple(line for line in lines if line)

    @cached_property
    def added(self) -> str:
        """The folded line with what stands word for word in the act's own lines blanked: runs of four words or more."""
        runs = {run for line in self.written for run in ngrams(tokens(line), _RUN)}
        found = list(_TOKEN.finditer(self.folded))
        text = list(self.folded)
        for start in range(len(found) - _RUN + 1):
            if tuple(self.tokens[start : start + _RUN]) in runs:
                first, last = found[start].start(), found[start + _RUN - 1].end()
                text[first:last] = "_" * (last - first)
        return "".join(text)

    @cached_property
    def own_names(self) -> frozenset[str]:
        """Names in the authored lines of any act: the customer's own."""
        lines = (line for act in ACTS for band in BANDS for line in authored(self.setting, act, band))
        return frozenset(word for line in lines for word in inner_names(line))

    @cached_property
    def behind_the_counter(self) -> frozenset[str]:
        """Names that only the trainee's papers hold: the customer cannot know them before they are told."""
        scenario = self.setting.scenario
        card = scenario.case_card
        papers = [card.you_are, card.customer, *card.history, *card.you_may, *card.you_may_not]
        papers += [detail.value for detail in card.details]
        papers += [fact.text for fact in scenario.facts if fact.known_to == "agent"]
        names = {word for text in papers for word in inner_names(text)}
        return frozenset(names - words.ORDINARY - words.DATE_WORDS - set(tokens(self.sayable)))


def inner_names(text: str) -> Iterator[str]:
    """Words with a capital inside a sentence, case-folded, without a possessive ending."""
    for match in CAPITAL.finditer(text):
        if not STARTS.search(text[: match.start()]):
            yield bare(match.group())


def bare(word: str) -> str:
    """A word case-folded, without a possessive ending."""
    return word.casefold().replace("’", "'").split("'")[0].strip("-")
