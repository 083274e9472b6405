"""Rows of the project's own files of replies, as they stand, and as items to be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scoring.agreement import Level
from scoring.types import Turn

Row = dict[str, Any]


class Item(NamedTuple):
    """A reply after its turns, with the marks it was given (none on replies labelled elsewhere)."""

    reply: str
    context: tuple[Turn, ...]
    marks: Mapping[str, Level]


def records(path: Path) -> list[Row]:
    """The rows of a file as they stand.

    Raises:
        OSError: The file cannot be read.
        ValueError: A line is not JSON; the message names file and line.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            rows.append(json.loads(line))
        except ValueError as error:
            raise ValueError(f"{path}:{number}: not a line of JSON: {error}") from error
    return rows


def item_of(row: Row) -> Item:
    """A row as an item."""
    turns = tuple(Turn(turn["role"], turn["text"]) for turn in row["context"])
    return Item(row["reply"], turns, row.get("marks", {}))
