"""Gold folders: replies that people labelled elsewhere, read where they lie, to see how far the marks carry over.

A folder holds `<criterion>.jsonl` for one criterion or more, one JSON object a line: `id, source, licence, context`
(the turn before, or null), `reply, label` (1: the criterion is present), `kind` (the source's own label), `hard` (its
words mislead) and `w_natural` (how many such replies it stands for). Never for training.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import ConfigDict, Field

from scoring.errors import BadInputError
from scoring.json_lines import ReplyRow, read_rows
from scoring.text import one_line
from scoring.types import CRITERIA, Turn

_MOST_WEIGHT = 1e9


class GoldRow(NamedTuple):
    """One reply that a person labelled."""

    id: str
    source: str
    licence: str
    context: tuple[Turn, ...]
    reply: str
    present: bool
    hard: bool
    """Chosen by its source because its words mislead."""
    natural: float
    """How many replies like it there are where it was found; above 0."""


_Text = Annotated[str, Field(max_length=20_000)]


class _Line(ReplyRow):
    model_config = ConfigDict(extra="ignore", strict=True)
    id: Annotated[str, Field(min_length=1, max_length=200)]
    source: Annotated[str, Field(max_length=200)]
    licence: Annotated[str, Field(max_length=200)]
    context: _Text | None
    reply: _Text
    label: Annotated[int, Field(ge=0, le=1)]
    kind: Annotated[str, Field(max_length=200)]
    hard: bool
    w_natural: Annotated[float, Field(gt=0, le=_MOST_WEIGHT, allow_inf_nan=False)]


def read_gold(folder: Path) -> Mapping[str, list[GoldRow]]:
    """Read a gold folder.

    Returns:
        The rows of each criterion that has a file, in the order of `CRITERIA`. Other files are not opened.

    Raises:
        BadInputError: It is no folder, holds no such file, or a line is no labelled reply; the message names the place.
    """
    if not folder.is_dir():
        raise BadInputError(f"{folder}: there is no such folder of labelled replies")
    paths = {name: folder / f"{name}.jsonl" for name in CRITERIA}
    found = {name: list(_rows(path)) for name, path in paths.items() if path.is_file()}
    if not found:
        wanted = ", ".join(path.name for path in paths.values())
        raise BadInputError(f"{folder} holds no labelled replies: one or more of {wanted} are meant")
    return found


def sources(gold: Mapping[str, Sequence[GoldRow]]) -> list[str]:
    """Each source with its licence, once, in order of appearance: whoever shows figures must credit them."""
    named = (f"{one_line(row.source)} ({one_line(row.licence)})" for rows in gold.values() for row in rows)
    return list(dict.fromkeys(named))


def _rows(path: Path) -> Iterator[GoldRow]:
    for _, row in read_rows(path, _Line, "a labelled reply"):
        context = (Turn("customer", row.context),) if row.context else ()
        yield GoldRow(row.id, row.source, row.licence, context, row.reply, bool(row.label), row.hard, row.w_natural)
