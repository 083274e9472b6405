"""Which turns are read together with a reply, how much of each, and which words of the reply a token stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from scoring.form import Text
from scoring.greetings import without_greetings
from scoring.masking import mask_names
from scoring.questions import unmarked_questions
from scoring.segment import Span, split_clauses
from scoring.types import Turn

if TYPE_CHECKING:
    from tokenizers import Tokenizer

ROLES = EARLIER, AGENT, LAST, REPLY = range(4)
"""Roles of a packed turn: an earlier one of the customer's, one of the agent's, the customer's last, the reply."""

RECENT = 4
"""Turns right before the reply that are read with it, besides the customer's first one."""
_ROOM = {EARLIER: 64, AGENT: 64, LAST: 112, REPLY: 256}
"""Most tokens of a turn by role; of a longer one the beginning and the end are kept."""


MOST_TOGETHER = _ROOM[EARLIER] + _ROOM[LAST] + RECENT * max(_ROOM[EARLIER], _ROOM[AGENT]) + _ROOM[REPLY]
"""Tokens of the longest packing: the first turn, the customer's last, and as many again that are the agent's."""


class Packed(NamedTuple):
    """One turn as tokens.

    For the reply alone, `clauses` holds the clause (by number) of each token, -1 for none, and `spans` the stretch of
    the reply that each number stands for.
    """

    role: int
    ids: tuple[int, ...]
    clauses: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()


def turns_read(context: Sequence[Turn]) -> list[tuple[int, str]]:
    """The turns a reply is read with, in order of speech, each with its role."""
    last = max((at for at, turn in enumerate(context) if turn.role == "customer"), default=-1)
    first = next((at for at, turn in enumerate(context) if turn.role == "customer"), -1)
    chosen = sorted({first, last, *range(max(0, len(context) - RECENT), len(context))} - {-1})
    return [
        (LAST if at == last else AGENT if context[at].role == "agent" else EARLIER, context[at].text) for at in chosen
    ]


def pack(tokenizer: Tokenizer, reply: Text, context: Sequence[Turn]) -> list[Packed]:
    """The turns of `turns_read`, then the reply; names and pronouns masked, greetings around the reply left out."""
    turns = [
        Packed(role, _cut(_framed(tokenizer, mask_names(text)), _ROOM[role])) for role, text in turns_read(context)
    ]
    masked = mask_names(reply.raw)
    pieces = split_clauses(masked)
    # Masking leaves punctuation alone, so the clauses nearly always answer one to one; if not, all is one clause.
    matched = len(pieces) == len(reply.clauses)
    numbers: Sequence[int] = range(len(pieces)) if matched else [0] * len(pieces)
    # Where the mark is missing, as in a dictated reply, the reader is told of the question that form has found.
    asking = {number for span in unmarked_questions(reply) for number in _holding(reply, span)} if matched else set()
    said = [masked[piece.start : piece.end] for piece in pieces]
    ids: list[int] = []
    owners: list[int] = []
    for at in without_greetings(said):
        told = said[at] + (" ?" if numbers[at] in asking else "")
        inner = tokenizer.encode(told, add_special_tokens=False).ids
        ids += inner
        owners += [numbers[at]] * len(inner)
    first, last = _frame(tokenizer)
    framed, whose = (first, *ids, last), (-1, *owners, -1)
    spans = reply.clauses if matched else (Span(0, len(reply.raw)),)
    return [*turns, Packed(REPLY, _cut(framed, _ROOM[REPLY]), _cut(whose, _ROOM[REPLY]), spans)]


def _holding(reply: Text, span: Span) -> list[int]:
    """The number of the clause in which a span ends."""
    return [number for number, clause in enumerate(reply.clauses) if clause.start < span.end <= clause.end]


def _frame(tokenizer: Tokenizer) -> tuple[int, int]:
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if first is None or last is None:
        raise ValueError("the tokenizer of the encoder has no [CLS] and [SEP]")
    return first, last


def _framed(tokenizer: Tokenizer, text: str) -> tuple[int, ...]:
    first, last = _frame(tokenizer)
    return (first, *tokenizer.encode(text, add_special_tokens=False).ids, last)


def _cut(values: tuple[int, ...], room: int) -> tuple[int, ...]:
    return values if len(values) <= room else (*values[: room // 2], *values[-(room - room // 2) :])
