"""Transcripts from files: JSONL, CSV and text, record by record. A record that cannot be used becomes a reject.

What a reader yields is either a Transcript or a Reject; nothing is dropped in silence, and one bad record does not
stop the rest. Texts are kept as they are, so that the offsets of evidence point into the file's own words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from scoring.errors import BadInputError
from scoring.json_lines import LineError, numbered_lines, parse_line
from scoring.types import Transcript, Turn

MAX_MESSAGE = 100_000
"""Code points in one message; more is not something a person typed."""


class Reject(NamedTuple):
    """A record that could not be used: where it stands, why not, and the record itself."""

    line: int
    reason: str
    record: str


@dataclass(frozen=True, slots=True)
class RoleNames:
    """What a file calls the two sides, folded to lower case."""

    agent: frozenset[str]
    customer: frozenset[str]

    @classmethod
    def of(cls, agent: Iterable[str] = (), customer: Iterable[str] = ()) -> RoleNames:
        """The usual names, and these besides."""
        return cls(
            agent=frozenset({"agent", *(name.casefold() for name in agent)}),
            customer=frozenset({"customer", *(name.casefold() for name in customer)}),
        )

    def role(self, name: str) -> str | None:
        """`agent`, `customer`, or None for a name nobody mentioned."""
        folded = name.strip().casefold()
        return "agent" if folded in self.agent else "customer" if folded in self.customer else None


class _Turn(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    role: str
    text: str
    at: str | None = None


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    id: str
    turns: list[_Turn]
    agent: str | None = None
    meta: dict[str, Any] = {}  # pydantic copies defaults


Found = Transcript | Reject


def read_transcripts(path: Path, roles: RoleNames) -> Iterator[tuple[int, Found]]:
    """Read one file by its suffix: .jsonl or .ndjson, .csv, .txt.

    Yields:
        Each record with the line it begins on, from 1.

    Raises:
        BadInputError: The file cannot be opened, or its kind is unknown.
    """
    readers = {".jsonl": _read_jsonl, ".ndjson": _read_jsonl, ".csv": _read_csv, ".txt": _read_text}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise BadInputError(f"{path}: '{path.suffix}' is no transcript file; .jsonl, .csv or .txt is meant")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInputError(f"{path}: cannot be read: {error.strerror or error}") from error
    seen: dict[str, int] = {}
    for line, found in reader(data, path, roles):
        if isinstance(found, Transcript) and found.id in seen:
            reason = f"id '{found.id}' stands on line {seen[found.id]} already"
            yield line, _reject(line, reason, _as_line(_record(found)))
            continue
        if isinstance(found, Transcript):
            seen[found.id] = line
        yield line, found


def _read_jsonl(data: bytes, path: Path, roles: RoleNames) -> Iterator[tuple[int, Found]]:
    del path
    for number, raw in numbered_lines(data):
        record = raw.decode("utf-8", errors="replace")
        try:
            row = _Record.model_validate(parse_line(raw))
        except ValidationError as error:
            yield number, _reject(number, _first(error), record)
        except LineError as error:
            yield number, _reject(number, str(error), record)
        else:
            yield number, _transcript(number, row, roles, record)


def _read_csv(data: bytes, path: Path, roles: RoleNames) -> Iterator[tuple[int, Found]]:
    """Rows `id,turn,role,text`; the rows of a conversation may stand anywhere, turns count from any number."""
    text = _decoded(data, path)
    csv.field_size_limit(2**31 - 1)  # a long cell costs its own record, by MAX_MESSAGE, and not the file
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)  # or an open quote would swallow the rest
    missing = {"id", "turn", "role", "text"} - set(reader.fieldnames or ())
    if missing:
        raise BadInputError(
            f"{path}:1: column {', '.join(sorted(missing))} is missing; id, turn, role and text are meant"
        )
    conversations: dict[str, list[tuple[int, str, str, str | None]]] = {}
    first_line: dict[str, int] = {}
    broken: dict[str, str] = {}
    try:
        for row in reader:
            name = row["id"] or ""
            first_line.setdefault(name, reader.line_num)
            turns = conversations.setdefault(name, [])
            try:
                at = int(row["turn"])
            except (TypeError, ValueError):
                at = len(turns)
                broken.setdefault(name, f"turn '{row['turn']}' on line {reader.line_num} is no whole number")
            turns.append((at, row["role"] or "", row["text"] or "", row.get("at") or None))
    except csv.Error as error:
        raise BadInputError(f"{path}:{reader.line_num}: not CSV: {error}") from error
    for name, turns in conversations.items():
        line = first_line[name]
        record = _as_line(_Record(id=name, turns=[_Turn(role=role, text=said, at=at) for _, role, said, at in turns]))
        if name in broken or not name.strip():
            yield line, _reject(line, broken.get(name, "the id is empty"), record)
            continue
        turns.sort(key=lambda turn: turn[0])
        if len({turn[0] for turn in turns}) != len(turns):
            yield line, _reject(line, "a turn number stands twice", record)
            continue
        whole = _Record(id=name, turns=[_Turn(role=role, text=said, at=at) for _, role, said, at in turns])
        yield line, _transcript(line, whole, roles, record)


def _read_text(data: bytes, path: Path, roles: RoleNames) -> Iterator[tuple[int, Found]]:
    """One conversation a file, `Agent: …` / `Customer: …`; a line without a name goes on with the turn before it."""
    text = _decoded(data, path)
    turns: list[_Turn] = []
    for number, line in enumerate(text.splitlines(), 1):
        name, colon, rest = line.partition(":")
        role = roles.role(name) if colon else None
        if role is not None:
            turns.append(_Turn(role=role, text=rest.strip()))
        elif turns:
            turns[-1] = turns[-1].model_copy(update={"text": f"{turns[-1].text}\n{line}".rstrip()})
        elif line.strip():
            yield number, _reject(number, "nobody is named as the speaker; `Agent:` or `Customer:` is meant", line)
            return
    yield 1, _transcript(1, _Record(id=path.stem, turns=turns), roles, text)


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def _transcript(line: int, row: _Record, roles: RoleNames, record: str) -> Found:
    """A transcript from a checked record, or the reason it cannot be graded."""
    turns: list[Turn] = []
    for number, turn in enumerate(row.turns):
        role = roles.role(turn.role)
        if role is None:
            meant = "name it with --agent-name or --customer-name"
            return _reject(line, f"turn {number}: nobody knows the role '{turn.role[:40]}'; {meant}", record)
        if len(turn.text) > MAX_MESSAGE:
            return _reject(
                line, f"turn {number} has {len(turn.text):,} characters; {MAX_MESSAGE:,} is the most", record
            )
        turns.append(Turn("agent" if role == "agent" else "customer", turn.text, turn.at))
    if not turns:
        return _reject(line, "the conversation has no turns", record)
    if not any(turn.role == "agent" for turn in turns):
        return _reject(line, "nobody speaks as the agent, so there is nothing to grade", record)
    if not any(turn.role == "customer" for turn in turns):
        return _reject(line, "nobody speaks as the customer, so nothing can be held against what they said", record)
    return Transcript(row.id, tuple(turns), row.agent, row.meta)


def _record(found: Transcript) -> _Record:
    turns = [_Turn(role=turn.role, text=turn.text, at=turn.at) for turn in found.turns]
    return _Record(id=found.id, turns=turns, agent=found.agent, meta=dict(found.meta))


def _as_line(row: _Record) -> str:
    """A conversation as a line of JSONL, so that what is rejected can be mended and given in again."""
    return row.model_dump_json(exclude_defaults=True)


def _reject(line: int, reason: str, record: str) -> Reject:
    return Reject(line, reason, record.encode("utf-8", errors="replace").decode("utf-8"))


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    plain = {
        "missing": "is missing",
        "string_type": "must be text",
        "list_type": "must be a list",
        "model_type": "must be an object",
    }
    return f"{where or 'the line'} {plain.get(first['type'], first['msg'].lower())}"
