"""Replies that only look good, and their honest look-alikes: `contrasts.jsonl`, beside the labels.

A row names what is sure and leaves the rest open: `barred`, the criteria that the guide holds under 2 whatever it looks
like, and `earned`, those that the reply meets in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from scoring.errors import BadInputError
from scoring.json_lines import ReplyRow, quoted, read_rows
from scoring.labels import Label, TurnRow
from scoring.training.targets import NOTHING, UNDER
from scoring.types import CRITERIA, Turn

NOTHING_EARNED: Mapping[str, tuple[str, ...]] = {
    "checklist": CRITERIA,
    "grader": CRITERIA,
    "sarcasm": ("empathy", "apology"),
}
"""Kinds to which the guide gives nothing, not even a 1, and on which criteria (hard cases 1 and 3)."""


Kind = Literal["stuffing", "checklist", "sarcasm", "negation", "quotation", "take_back", "blame", "grader", "honest"]
"""How a reply only looks good; the honest ones look like those and are not."""


class _Row(ReplyRow):
    model_config = ConfigDict(extra="forbid", strict=True)
    kind: Kind
    context: list[TurnRow]
    barred: list[str]
    earned: list[str]


def read_contrasts(path: Path) -> list[Label]:
    """The rows as labels for training alone: their marks are 2 where earned, `NOTHING` or `UNDER` where barred.

    Raises:
        BadInputError: The file cannot be read or is empty, or a line names no criterion, an unknown one, or one twice.
            The message names file and line.
    """
    return [_label(place, row) for place, row in read_rows(path, _Row, "a contrast")]


def _label(place: str, row: _Row) -> Label:
    named = [*row.barred, *row.earned]
    for name in named:
        if name not in CRITERIA:
            raise BadInputError(f"{place}: {quoted(name)} is no criterion; one of {', '.join(CRITERIA)} is meant")
    if not named or len(set(named)) < len(named):
        raise BadInputError(f"{place}: one criterion at least, and each once, is to stand in barred or earned")
    nothing = NOTHING_EARNED.get(row.kind, ())
    marks: dict[str, int | None] = {name: NOTHING if name in nothing else UNDER for name in row.barred}
    marks |= dict.fromkeys(row.earned, 2)
    context = tuple(Turn(turn.role, turn.text) for turn in row.context)
    # Practices named, since the default of a label cannot go to another process.
    return Label(row.id, context, row.reply, marks, present_only=False, practices={})
