"""Replies that only look good, and their honest look-alikes: `contrasts.jsonl`, beside the labels.

A row names what is sure and leaves the rest open: `barred`, the criteria that the guide holds under 2 whatever it looks
like, and `earned`, those that the reply meets in full. To training they are labels like others, with marks left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ConfigDict, Field

from scoring.errors import BadInputError
from scoring.json_lines import ReplyRow, read_rows, shown
from scoring.labels import Label, TurnRow
from scoring.types import CRITERIA, Turn

UNDER = -2
"""In place of a mark: 0 or 1, nobody said which."""
NOTHING_EARNED: Mapping[str, tuple[str, ...]] = {
    "checklist": CRITERIA,
    "grader": CRITERIA,
    "sarcasm": ("empathy", "apology"),
}
"""Kinds to which the guide gives nothing, not even a 1, and on which criteria (hard cases 1 and 3)."""


class _Row(ReplyRow):
    model_config = ConfigDict(extra="ignore", strict=True)
    kind: str
    context: list[TurnRow]
    barred: list[str]
    earned: list[str] = Field(default_factory=list)


def read_contrasts(path: Path) -> list[Label]:
    """The rows as labels whose marks are 2 where earned, and 0 or `UNDER` where barred.

    Raises:
        BadInputError: The file cannot be read or is empty, or a line names no criterion, an unknown one, or one twice.
            The message names file and line.
    """
    return [_label(place, row) for place, row in read_rows(path, _Row, "a contrast")]


def _label(place: str, row: _Row) -> Label:
    named = [*row.barred, *row.earned]
    for name in named:
        if name not in CRITERIA:
            raise BadInputError(f"{place}: {shown(name)} is no criterion; one of {', '.join(CRITERIA)} is meant")
    if not named or len(set(named)) < len(named):
        raise BadInputError(f"{place}: one criterion at least, and each once, is to stand in barred or earned")
    nothing = NOTHING_EARNED.get(row.kind, ())
    marks: dict[str, int | None] = {name: 0 if name in nothing else UNDER for name in row.barred}
    marks |= dict.fromkeys(row.earned, 2)
    context = tuple(Turn(turn.role, turn.text) for turn in row.context)
    return Label(row.id, context, row.reply, marks, present_only=False, practices={})
