"""Score transcript files into a scores file: one process, one pass, nothing lost and nothing written by halves."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from scoring.bulk.readers import Reject, RoleNames, read_transcripts
from scoring.errors import BadInputError
from scoring.rows import encode, rows_of
from scoring.rubric import Playbook
from scoring.scorecard import Reader, score_transcript
from scoring.types import Transcript

SUFFIXES = (".jsonl", ".ndjson", ".csv", ".txt")


class Tally(NamedTuple):
    """How many records came in and what became of them; `read` is always the sum of the other two."""

    read: int
    scored: int
    rejected: int


def transcript_files(inputs: Sequence[Path]) -> list[Path]:
    """The files meant: files as they are, folders by their transcript files in name order.

    Raises:
        BadInputError: A path does not exist, or a folder holds no transcript.
    """
    files: list[Path] = []
    for path in inputs:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
            if not inside:
                raise BadInputError(f"{path}: no transcript in this folder; {', '.join(SUFFIXES)} files are meant")
            files += inside
        elif path.exists():
            files.append(path)
        else:
            raise BadInputError(f"{path}: there is no such file or folder")
    return files


def rejects_path(out: Path) -> Path:
    """Where the rejects of a scores file go: `OUT.rejects.jsonl`."""
    return out.with_name(out.name + ".rejects.jsonl")


def score_files(
    inputs: Sequence[Path],
    out: Path,
    reader: Reader,
    playbook: Playbook,
    roles: RoleNames,
    *,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Score every transcript of `inputs` into `out`, rejects beside it.

    Both files appear whole at the end (written aside, synced, renamed): a run that is broken off leaves what was
    there before.

    Raises:
        BadInputError: An input cannot be opened, or `out` cannot be written.
    """
    files = transcript_files(inputs)
    if any(out.resolve() == file.resolve() for file in files):
        raise BadInputError(f"{out}: is an input as well; name another file for the scores")
    read = scored = rejected = 0
    try:
        with _written_whole(out) as scores, _written_whole(rejects_path(out)) as rejects:
            for file, found in _records(files, roles):
                read += 1
                if isinstance(found, Reject):
                    rejected += 1
                    row = {"file": file.name, "line": found.line, "reason": found.reason, "record": found.record}
                    rejects.write(json.dumps(row, ensure_ascii=False) + "\n")
                else:
                    scored += 1
                    card = score_transcript(reader, found, playbook)
                    scores.writelines(encode(row) + "\n" for row in rows_of(card, found))
                progress(Tally(read, scored, rejected))
    except OSError as error:
        raise BadInputError(f"{error.filename or out}: cannot be written: {error.strerror or error}") from error
    if not rejected:
        rejects_path(out).unlink()
    return Tally(read, scored, rejected)


def _records(files: Sequence[Path], roles: RoleNames) -> Iterator[tuple[Path, Transcript | Reject]]:
    """Every record of every file; an id that an earlier file had is a reject, so nothing is scored twice."""
    owner: dict[str, Path] = {}
    for file in files:
        for found in read_transcripts(file, roles):
            if isinstance(found, Transcript) and found.id in owner:
                yield file, Reject(1, f"id '{found.id}' was scored already from {owner[found.id].name}", found.id)
                continue
            if isinstance(found, Transcript):
                owner[found.id] = file
            yield file, found


class _written_whole:  # noqa: N801  # used like a function, in a with statement
    """A text file that appears under its name only when all of it is on disk."""

    def __init__(self, path: Path) -> None:
        self.path, self.aside = path, path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> TextIO:
        self.stream = self.aside.open("w", encoding="utf-8", newline="\n")
        return self.stream

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if kind is None:
                self.stream.flush()
                os.fsync(self.stream.fileno())
                self.stream.close()
                self.aside.replace(self.path)
        finally:
            self.stream.close()
            self.aside.unlink(missing_ok=True)
