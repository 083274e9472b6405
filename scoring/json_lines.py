"""Files of one JSON object a line, checked row by row before use: labels, and replies labelled elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from scoring.errors import BadInputError
from scoring.text import one_line

_MOST_BYTES = 64 * 1024 * 1024
"""Of one file. Ten thousand replies take some five; what is far above that was not meant."""
_SHOWN = 60


class NamedRow(BaseModel):
    """A row with an id that no other row of its file may have."""

    id: str


Row = TypeVar("Row", bound=NamedRow)


def read_rows(path: Path, kind: type[Row], what: str) -> Iterator[tuple[str, Row]]:
    """Each row with its place ("file:line"), blank lines left out.

    Args:
        path: The file.
        kind: What a row must be.
        what: A row in words, as it stands in messages ("a label").

    Raises:
        BadInputError: The file cannot be read or has no row, or a line is none; the message names file and line.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInputError(f"{path} is larger than {_MOST_BYTES // 1024 // 1024} MB")
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            row = kind.model_validate(json.loads(line.decode("utf-8")))
        except (ValueError, RecursionError) as error:
            raise BadInputError(f"{place}: not {what}: {_reason(error)}") from error
        if row.id in seen:
            name = one_line(row.id, max_chars=_SHOWN)
            raise BadInputError(f"{place}: id '{name}' stands on line {seen[row.id]} already")
        seen[row.id] = number
        yield place, row
    if not seen:
        raise BadInputError(f"{path} holds no rows; {what} a line is meant")


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(one_line(str(part), max_chars=_SHOWN) for part in first["loc"])
        return f"{where or 'the line'}: {first['msg'].lower()}"
    if isinstance(error, UnicodeError):
        return "it is not UTF-8 text"
    return "the line is not JSON" if isinstance(error, json.JSONDecodeError) else type(error).__name__
