"""Files of one JSON object a line, checked line by line before use: labels, replies labelled elsewhere, transcripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scoring.errors import BadInputError
from scoring.text import one_line

_MOST_BYTES = 64 * 1024 * 1024
"""Of one file. Ten thousand replies take some five; what is far above that was not meant."""
_SHOWN = 60
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class LineError(ValueError):
    """A line cannot be used. The message is the reason, without the place and without a full stop."""


_MEANT = {
    "model_type": "an object with its keys",
    "dict_type": "an object with its keys",
    "list_type": "a list",
    "string_type": "a text",
    "int_type": "a whole number or null",
    "int_from_float": "a whole number or null",
    "bool_type": "true or false",
    "float_type": "a number",
}
"""What was meant, by the kind of fault that pydantic names."""


class ReplyRow(BaseModel):
    """A row about one reply, which is not empty, with an id that no other row of its file may have."""

    id: str
    reply: str


Row = TypeVar("Row", bound=ReplyRow)


def numbered_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each line of a file with its number, from 1; blank lines and a byte order mark are left out."""
    for number, line in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), 1):
        if line.strip():
            yield number, line


def parse_line(line: bytes) -> Any:  # noqa: ANN401  # whatever JSON can say
    """The JSON value of a line.

    Raises:
        LineError: It is not UTF-8 or not JSON, is nested too deeply, or holds a number or text that nobody could use.
    """
    try:
        value = json.loads(line.decode("utf-8"), object_pairs_hook=_once_each)
        # An escape such as \ud83d on its own is half a character: it is read without a word, and the first to print
        # or write it fails; so does a NaN. Writing the value out once finds both wherever they stand, in keys as well.
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise LineError("the line is not UTF-8") from error
    except UnicodeEncodeError as error:
        raise LineError("the line holds half a character (a lone surrogate)") from error
    except LineError:
        raise
    except json.JSONDecodeError as error:
        raise LineError(f"the line is not JSON: {error.msg.lower()} at column {error.colno}") from error
    except RecursionError as error:
        raise LineError("the line is nested too deeply") from error
    except ValueError as error:  # of NaN and infinities, and of a whole number of some thousand digits
        raise LineError("the line holds NaN, an infinity or a number beyond all use") from error
    return value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of a key that stands twice nobody could say which value was meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise LineError(f"the key {quoted(key)} stands twice")
            seen.add(key)
    return found


def read_rows(path: Path, kind: type[Row], what: str) -> Iterator[tuple[str, Row]]:
    """Each row with its place ("file:line"), blank lines and a byte order mark left out.

    Args:
        path: The file.
        kind: What a row must be.
        what: A row in words, as it stands in messages ("a label").

    Raises:
        BadInputError: The file cannot be read or has no row, or a line is none; the message names file and line.
    """
    seen: dict[str, int] = {}
    for number, line in numbered_lines(_contents(path)):
        place = f"{path}:{number}"
        try:
            row = kind.model_validate(parse_line(line))
        except ValidationError as error:
            raise BadInputError(f"{place}: not {what}: {_first(error)}") from error
        except LineError as error:
            raise BadInputError(f"{place}: not {what}: {error}") from error
        if row.id in seen:
            name = one_line(row.id, max_chars=_SHOWN)
            raise BadInputError(f"{place}: id '{name}' stands on line {seen[row.id]} already")
        if not row.reply.strip():
            raise BadInputError(f"{place}: the reply is empty")
        seen[row.id] = number
        yield place, row
    if not seen:
        raise BadInputError(f"{path} holds no rows; {what} a line is meant")


def _contents(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInputError(f"{path} is larger than {_MOST_BYTES // 1024 // 1024} MB")
        return path.read_bytes()
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error


def _first(error: ValidationError) -> str:
    """The first fault of a row: where it stands and what it is."""
    first = error.errors()[0]
    where = ".".join(one_line(str(part), max_chars=_SHOWN) for part in first["loc"]) or "the line"
    if first["type"] == "missing":
        return f"{where} is missing"
    meant = first["ctx"]["expected"] if first["type"] == "literal_error" else _MEANT.get(first["type"])
    return f"{where} is {quoted(first['input'])}; {meant} is meant" if meant else f"{where}: {first['msg'].lower()}"


def quoted(value: object) -> str:
    """A value that is at fault, as a message quotes it: short, and a text in quotes, with the spaces at its ends."""
    is_text = isinstance(value, str)
    said = one_line(f"'{value}'" if is_text else str(value), max_chars=_SHOWN)
    return said if said.endswith("'") or not is_text else f"{said}'"
