"""Labels files: replies with the marks people or models gave them. One JSON object a line, checked before use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from scoring.errors import BadInputError
from scoring.json_lines import ReplyRow, quoted, read_rows
from scoring.types import CRITERIA, CUES, GRADED_PRACTICES, PRACTICES, Role, Turn


class Label(NamedTuple):
    """One marked reply. A criterion missing from `marks` was not labelled; None is N/A."""

    id: str
    context: tuple[Turn, ...]
    reply: str
    marks: Mapping[str, int | None]
    present_only: bool
    """Whether the marks are 0/1 for absent/present instead of 0/1/2."""
    practices: Mapping[str, int | None] = MappingProxyType({})
    """Marks of the graded practices, where they were given; always 0/1/2 or None."""
    complaint: str = ""
    """What the reply is about, by name: replies to one complaint are not independent of each other."""
    cues: frozenset[str] | None = None
    """The cues of the reply; None where nobody looked for them."""

    def on_scale(self, mark: int | None) -> int | None:
        """A scorer's mark as this label could have said it: where present is all it says, met (2) is present (1)."""
        return min(mark, 1) if self.present_only and mark is not None else mark


class TurnRow(BaseModel):
    """A turn as it stands in a file."""

    model_config = ConfigDict(extra="ignore", strict=True)
    role: Role
    text: str


class _Row(ReplyRow):
    model_config = ConfigDict(extra="ignore", strict=True)
    context: list[TurnRow]
    marks: dict[str, int | None]
    scale: Literal["levels", "present"] = "levels"
    practices: dict[str, int | str | None] = Field(default_factory=dict)
    complaint: str = ""
    cues: list[str] | None = None


def read_labels(path: Path) -> list[Label]:
    """Read a labels file.

    Raises:
        BadInputError: It cannot be read or is empty, or a line is not a label: it has no reply, marks no criterion, or
            marks one as nobody could. The message names file and line.
    """
    return [_label(place, row) for place, row in read_rows(path, _Row, "a label")]


def _label(place: str, row: _Row) -> Label:
    if not row.marks:
        raise BadInputError(f"{place}: marks is empty; one criterion at least is to be marked")
    top = 1 if row.scale == "present" else 2
    for name, value in row.marks.items():
        _known(place, name, CRITERIA, "criterion")
        if value is not None and not 0 <= value <= top:
            raise BadInputError(f"{place}: {name} is {quoted(value)}; a mark is 0 to {top}, or null for N/A")
    practices: dict[str, int | None] = {}
    for name, graded in row.practices.items():
        _known(place, name, PRACTICES, "practice")
        if name not in GRADED_PRACTICES:
            continue  # a style is a name, and what the case file shows is not measured here
        if isinstance(graded, str) or (graded is not None and not 0 <= graded <= 2):
            raise BadInputError(f"{place}: {name} is {quoted(graded)}; 0 to 2 is meant, or null for N/A")
        practices[name] = graded
    for name in row.cues or ():
        _known(place, name, CUES, "cue")
    cues = None if row.cues is None else frozenset(row.cues)
    context = tuple(Turn(turn.role, turn.text) for turn in row.context)
    return Label(row.id, context, row.reply, row.marks, row.scale == "present", practices, row.complaint, cues)


def _known(place: str, name: str, names: Sequence[str], what: str) -> None:
    if name not in names:
        raise BadInputError(f"{place}: {quoted(name)} is no {what}; one of {', '.join(names)} is meant")
