"""A reply seen in its context: what every criterion, practice and cue looks at, worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.encoder import TextEncoder, Vector
from scoring.encoder.chances import JointReading
from scoring.form import Text
from scoring.questions import Question, find_questions
from scoring.segment import Span
from scoring.types import Turn

GENERIC_STEMS = frozenset(
    """
    order issu problem customer servic help refund number account time day week today call email situation
    company know need tell look work happen find send check contact case see back give take come person
    people understand sorri sorry apolog frustrat concern inconvenienc experienc feel hear team money pay
    thing way ask question answer matter trouble long hour minut friend replacement solution solv resolv fix
    offer repli messag read phone wait month year one 1 2 new old good bad nice great talk speak hope hold
    believ sure happy mean guy never alway someth anyth noth everyth anyon someon nobody morn even afternoon
    tomorrow yesterday
    """.split()  # noqa: SIM905  # a list one can read
)
"""Stems any complaint could hold: sharing one of them with the customer shows nothing."""

RECENT_TURNS = 8
"""How many turns back the reader looks; what a reply answers lies there."""


@dataclass(frozen=True)
class View:
    """One reply in its context, and what follows from the two alone."""

    reply: Text
    context: tuple[Turn, ...]
    encoder: TextEncoder | None = None
    joint: JointReading | None = None
    """What the trained reader made of it; None without one."""

    @cached_property
    def recent(self) -> tuple[Turn, ...]:
        """The turns close enough to matter, and the customer's first one, which holds the complaint."""
        tail = self.context[-RECENT_TURNS:]
        first = next((t for t in self.context if t.role == "customer"), None)
        return tail if first is None or any(t is first for t in tail) else (first, *tail)

    @cached_property
    def customer(self) -> tuple[Text, ...]:
        """The customer's turns so far."""
        return tuple(Text(t.text) for t in self.recent if t.role == "customer")

    @cached_property
    def agent_turns(self) -> tuple[Turn, ...]:
        """The agent's recent turns."""
        return tuple(t for t in self.recent if t.role == "agent")

    @cached_property
    def agent(self) -> tuple[Text, ...]:
        """The agent's recent turns, as texts."""
        return tuple(Text(t.text) for t in self.agent_turns)

    @cached_property
    def answered(self) -> tuple[Text, ...]:
        """The agent's recent turns that the customer has spoken after."""
        last = max((at for at, turn in enumerate(self.recent) if turn.role == "customer"), default=0)
        return tuple(Text(turn.text) for turn in self.recent[:last] if turn.role == "agent")

    @cached_property
    def last(self) -> Text:
        """The customer's last turn; an empty text if there is none."""
        return self.customer[-1] if self.customer else Text("")

    @cached_property
    def customer_stems(self) -> frozenset[str]:
        """Content stems of everything the customer said."""
        return frozenset().union(*(t.stems for t in self.customer))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions the reply asks, in order."""
        return find_questions(self.reply)

    def shared(self, span: Span | None = None) -> frozenset[str]:
        """Stems that the reply (or a stretch of it) shares with the customer and that not every case has."""
        stems = self.reply.stems if span is None else Text(self.reply.quote(span)).stems
        return (stems & self.customer_stems) - GENERIC_STEMS

    @cached_property
    def stock_count(self) -> int:
        """Stock phrases in the reply."""
        return len(self.reply.find("stock"))

    @cached_property
    def grader_talk(self) -> bool:
        """The reply speaks to whoever marks it, or pastes a checklist."""
        return bool(self.reply.addressed_to_grader)

    @cached_property
    def mocking(self) -> bool:
        """Mockery or insult: whatever is said beside it is not meant."""
        return self.reply.has("mockery") or self.reply.has("insult")

    @cached_property
    def bare(self) -> bool:
        """Nothing but an apology that names nothing: "I am sorry about that"."""
        said = [stem for stem in self.reply.stems if not _OF_SORRY.fullmatch(stem)]
        if said or self.questions or len(self.reply.words) > _BARE:
            return False
        return self.reply.has("sorry") and not self.reply.has("sorry_hear") and not self.reply.has("siding")

    @cached_property
    def undone(self) -> bool:
        """What the reply says first, it takes back or makes light of afterwards: hard case 4."""
        later = [*self.reply.meant("retracts"), *self.reply.meant("makes_light")]
        return any(hit.start >= self.reply.sentences[0].end or self.reply.has("sorry", _before(hit)) for hit in later)

    @cached_property
    def stuffed(self) -> bool:
        """A string of stock phrases with nothing of the case: hard case 3."""
        count = self.stock_count
        room = max(1, len(self.reply.words)) / 12
        if count >= 3 and count >= room * 0.6 and len(self.shared()) <= 1:
            return True
        # "I understand, sorry, frustrating, what would you like, to summarize": a bit of everything, of no case.
        kinds = ("sorry", "feeling", "recap", "nod")
        touched = sum(self.reply.has(kind) for kind in kinds) + bool(self.questions)
        return touched >= 4 and not self.shared() and len(self.reply.words) <= 30

    @cached_property
    def ceiling(self) -> int:
        """The highest mark any criterion can reach here: 1 for stuffing and talk to the grader, else 2."""
        return 1 if self.grader_talk or self.stuffed else 2

    @cached_property
    def only_grader_talk(self) -> bool:
        """Nothing is left once the words to the grader are taken out, or they are a pasted checklist."""
        barred = self.reply.addressed_to_grader
        left = [s for s in self.reply.sentences if s not in barred]
        return self.reply.pasted or (bool(barred) and (len(barred) >= 2 or not left))

    @cached_property
    def has_substance(self) -> bool:
        """The customer has said something that can be heard."""
        return len(self.customer_stems) >= 2

    @cached_property
    def upset(self) -> bool:
        """The customer tells of something that went wrong, or is angry."""
        points = 0
        for text in self.customer:
            caps = sum(1 for w in text.words if len(w.low) > 2 and text.raw[w.start : w.end].isupper())
            points += (
                min(4, len(text.find("negative"))) + min(2, caps) + (2 if "!!" in text.raw or "??" in text.raw else 0)
            )
            points -= len(text.find("content_mood"))
        return points >= 2

    @cached_property
    def closing(self) -> bool:
        """The customer's last turn accepts or thanks, and asks for nothing more."""
        last = self.last
        return bool(self.agent) and last.has("accepting") and "?" not in last.raw and len(last.find("negative")) <= 1

    @cached_property
    def parrot(self) -> int:
        """Longest run of words taken over from the customer as they stand, at most twenty."""
        said = f" {' '.join(word.low for turn in self.customer for word in turn.words)} "
        mine = [word.low for word in self.reply.words]
        best = 0
        for start in range(len(mine)):
            while best < 20 and start + best < len(mine) and f" {' '.join(mine[start : start + best + 1])} " in said:
                best += 1
        return best


_BARE = 6
"""Words of the longest apology that says nothing else."""
_OF_SORRY = re.compile(r"so?r+y|soz|apolog\w*|regret\w*|sincer\w*|real|really|tru|truly|deep\w*|dear|sir|madam|mate")


def _before(hit: Span) -> Span:
    return Span(0, hit.start)


def best_cosine(left: Vector, right: Vector) -> float:
    """Largest cosine between two stacks of unit vectors, to three decimals; 0 if either is empty."""
    if not left.size or not right.size:
        return 0.0
    # A sum of products, not a matrix product: its order of adding does not depend on how many rows there are.
    best = max(float((right * row).sum(axis=-1, dtype=np.float64).max()) for row in np.atleast_2d(left))
    return round(best, 3)
