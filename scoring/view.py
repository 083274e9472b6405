"""A reply seen in its context: what every criterion, practice and cue looks at, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.encoder import TextEncoder, Vector
from scoring.form import Text, mask_names
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

_MOST_SENTENCES = 40
"""How many of the customer's sentences are compared with the reply's."""


@dataclass(frozen=True)
class Vectors:
    """Sentence vectors of one reply and its context, unit length. Shapes: (dim,) or (n, dim)."""

    reply: Vector
    sentences: Vector
    last: Vector
    joint: Vector
    customer: Vector
    questions: Vector


@dataclass(frozen=True)
class View:
    """One reply in its context, and what follows from the two alone."""

    reply: Text
    context: tuple[Turn, ...]
    encoder: TextEncoder | None = None

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
        return bool(barred) and (len(barred) >= 2 or not left)

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
    def something_offered(self) -> bool:
        """Something has been offered, decided or promised, here or before."""
        return any(t.has("offer") or t.has("commit") or t.has("refuse") for t in (self.reply, *self.agent))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What the encoder is shown: reply, last turn, all turns, asked words, then both sides' sentences."""
        sentences = [self.reply.quote(s) for s in self.reply.sentences]
        pieces = list(dict.fromkeys(t.quote(s) for t in self.customer for s in t.sentences))[:_MOST_SENTENCES]
        asked = " ".join(self.reply.quote(q.span) for q in self.questions)
        head = [self.reply.raw, self.last.raw, " ".join(t.raw for t in self.customer), asked]
        return tuple(mask_names(text) for text in (*head, *sentences, *pieces))

    @cached_property
    def vectors(self) -> Vectors | None:
        """The vectors of the reply and its context; None without an encoder."""
        if self.encoder is None:
            return None
        rows = self.encoder.encode(self.texts)
        cut = 4 + len(self.reply.sentences)
        return Vectors(rows[0], rows[4:cut], rows[1], rows[2], rows[cut:], rows[3])

    def alone(self, span: Span) -> View:
        """The same context with one stretch of the reply as the whole reply: what it earns by itself."""
        return View(Text(self.reply.quote(span)), self.context, self.encoder)


def best_cosine(left: Vector, right: Vector) -> float:
    """Largest cosine between two stacks of unit vectors, to three decimals; 0 if either is empty."""
    if not left.size or not right.size:
        return 0.0
    # A sum of products, not a matrix product: its order of adding does not depend on how many rows there are.
    best = max(float((right * row).sum(axis=-1, dtype=np.float64).max()) for row in np.atleast_2d(left))
    return round(best, 3)


def view_of(reply: str, context: Sequence[Turn], encoder: TextEncoder | None = None) -> View:
    """The view of a reply in the turns before it."""
    return View(Text(reply), tuple(context), encoder)
