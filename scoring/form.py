"""Features of form: what can be told from the words themselves, without any model.

The patterns (`scoring.patterns`) run on the folded text, so an offset found is an offset of the reply as it was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from scoring.patterns import PATTERNS
from scoring.segment import Span, Word, content_stems, fold, joined, split_clauses, split_sentences, words

FORM_VERSION = "form-9"
"""Raised with every change to patterns, rules or masking that can move a mark."""

_QUOTE = re.compile(
    r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|«[^»\n]{1,300}»|„[^“”\n]{1,300}[“”]|"
    r"(?<![\w])'[^'\n]{2,200}'(?![\w])|<!--(?:(?!-->)[\s\S]){0,2000}(?:-->|\Z)"
)
_PASTED = {"blank": 2, "rubric": 3, "ticked": 2, "recipe": 2}
"""Patterns of what is pasted, and how many of each no reply to a customer holds."""
_REACH = 40
"""Code points before a match in which a denial of it is looked for."""
_DENIED = re.compile(
    r"\b(?:(?<!do )not|never|no|none|nobody|without|hardly|far from|(?:is|are|was|were|did|could)n't)\b[^.,!?;]{0,28}\Z"
)
_APOLOGIZING = ("sorry", "apologize", "apologise", "apology", "apologies", "apologizing", "apologising")


def _slipped(typed: str, meant: str) -> bool:
    """Whether the letters are those that were meant, but for their order, one lost, or one too many."""
    lost, added = Counter(meant) - Counter(typed), Counter(typed) - Counter(meant)
    return lost.total() + added.total() <= 1


@dataclass(frozen=True)
class Text:
    """A text with its folded form, sentences, clauses and words, each cut once."""

    raw: str

    @cached_property
    def low(self) -> str:
        """Lower case with straight apostrophes, same offsets."""
        return fold(self.raw)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in order."""
        return split_sentences(self.raw)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Clauses in order."""
        return split_clauses(self.raw)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words in order."""
        return words(self.raw)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its content words."""
        return content_stems(self.raw)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """Stretches in quotation marks: another's words, or held at arm's length."""
        return tuple(Span(*m.span()) for m in _QUOTE.finditer(self.raw.replace("’", "'").replace("‘", "'")))

    @cached_property
    def addressed_to_grader(self) -> tuple[Span, ...]:
        """Sentences that speak to whoever marks the reply, or paste a checklist: two headings or more."""
        headings = self.find("heading")
        hits = self.find("grader") + (headings if len(headings) > 1 else ())
        return tuple(dict.fromkeys(self.sentence_of(hit) for hit in sorted(hits)))

    @cached_property
    def pasted(self) -> bool:
        """Whether it is a form and no reply: a macro with its blanks, a rubric, points ticked off, a recipe."""
        return any(len(self.own(name)) >= most for name, most in _PASTED.items())

    @cached_property
    def own_low(self) -> str:
        """The folded text with blanks for what is quoted or addressed to the grader; same offsets."""
        kept, at = [], 0
        for start, end in self._not_own:
            kept += [self.low[at:start], " " * (end - start)]
            at = end
        return "".join(kept) + self.low[at:]

    @cached_property
    def _not_own(self) -> tuple[Span, ...]:
        return joined(self.quoted + self.addressed_to_grader)

    def meant(self, name: str) -> tuple[Span, ...]:
        """Matches in the speaker's own words that nothing right before them denies ("you are not overreacting")."""
        return tuple(h for h in self.own(name) if not _DENIED.search(self.low, max(0, h.start - _REACH), h.start))

    @cached_property
    def nearly_sorry(self) -> bool:
        """Whether an apologizing word was meant and mistyped: letters swapped or lost ("soryr", "aplogise")."""
        return any(
            word.low[0] == meant[0] and _slipped(word.low, meant)
            for word in self.words
            if len(word.low) >= 4
            for meant in _APOLOGIZING
        )

    def quote(self, span: Span) -> str:
        """The words of a span, as given."""
        return self.raw[span.start : span.end]

    def find(self, name: str, within: Span | None = None) -> tuple[Span, ...]:
        """Every match of a pattern, in order, that is not empty."""
        at = within or Span(0, len(self.low))
        return tuple(
            Span(*m.span()) for m in PATTERNS[name].finditer(self.low, at.start, at.end) if m.end() > m.start()
        )

    def own(self, name: str, within: Span | None = None) -> tuple[Span, ...]:
        """Matches in the speaker's own words: not in quotation marks, not addressed to the grader."""
        return tuple(hit for hit in self.find(name, within) if not self._holds(hit))

    def _holds(self, hit: Span) -> bool:
        """Whether a match lies wholly within words that are not the speaker's own."""
        at = bisect_right(self._not_own, hit.start, key=lambda span: span.start) - 1
        return at >= 0 and hit.end <= self._not_own[at].end

    def has(self, name: str, within: Span | None = None) -> bool:
        """Whether the pattern is found in the speaker's own words."""
        return bool(self.own(name, within))

    def sentence_of(self, span: Span) -> Span:
        """The sentence a span starts in."""
        at = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.start) - 1
        return self.sentences[at] if at >= 0 and span.start < self.sentences[at].end else span

    def clauses_in(self, span: Span) -> tuple[Span, ...]:
        """The clauses that lie wholly within a span, in order; found by halving, for a text may have thousands."""
        first = bisect_left(self.clauses, span.start, key=lambda clause: clause.start)
        past = bisect_right(self.clauses, span.end, lo=first, key=lambda clause: clause.end)
        return self.clauses[first:past]

    def clause_of(self, span: Span) -> Span:
        """The clause or clauses that hold a span."""
        first = bisect_right(self.clauses, span.start, key=lambda clause: clause.end)
        past = bisect_left(self.clauses, span.end, key=lambda clause: clause.start)
        held = self.clauses[first:past]
        return Span(held[0].start, held[-1].end) if held else span
