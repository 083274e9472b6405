"""Labels files: replies with the marks people or models gave them. One JSON object a line, checked before use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from scoring.errors import BadInputError
from scoring.types import CRITERIA, GRADED_PRACTICES, PRACTICES, Role, Turn


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

    def on_scale(self, mark: int | None) -> int | None:
        """A scorer's mark as this label could have said it: where present is all it says, met (2) is present (1)."""
        return min(mark, 1) if self.present_only and mark is not None else mark


class _Turn(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    role: Role
    text: str


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    id: str
    context: list[_Turn]
    reply: str
    marks: dict[str, int | None]
    scale: Literal["levels", "present"] = "levels"
    practices: dict[str, int | str | None] = {}


def read_labels(path: Path) -> list[Label]:
    """Read a labels file.

    Raises:
        BadInputError: It cannot be read, or a line is not a label; the message names file and line.
    """
    return list(_labels(path))


def _labels(path: Path) -> Iterator[Label]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _Row.model_validate(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise BadInputError(f"{path}:{number}: not a label: {_first(error)}") from error
        top = 1 if row.scale == "present" else 2
        for name, value in row.marks.items():
            if name not in CRITERIA:
                raise BadInputError(f"{path}:{number}: '{name}' is no criterion; one of {', '.join(CRITERIA)} is meant")
            if value is not None and not 0 <= value <= top:
                raise BadInputError(f"{path}:{number}: {name} is {value}; a mark is 0 to {top}, or null for N/A")
        practices: dict[str, int | None] = {}
        for name, graded in row.practices.items():
            if name not in PRACTICES:
                raise BadInputError(f"{path}:{number}: '{name}' is no practice; one of {', '.join(PRACTICES)} is meant")
            if name not in GRADED_PRACTICES:
                continue
            if isinstance(graded, str) or (graded is not None and not 0 <= graded <= 2):
                raise BadInputError(f"{path}:{number}: {name} is {graded!r}; 0 to 2 is meant, or null for N/A")
            practices[name] = graded
        if row.id in seen:
            raise BadInputError(f"{path}:{number}: id '{row.id}' stands on line {seen[row.id]} already")
        seen[row.id] = number
        context = tuple(Turn(turn.role, turn.text) for turn in row.context)
        yield Label(row.id, context, row.reply, row.marks, row.scale == "present", practices)


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where or 'the line'}: {first['msg'].lower()}"
    return "the line is not JSON" if isinstance(error, json.JSONDecodeError) else str(error)
