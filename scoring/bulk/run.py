"""Score transcript files into a scores file: one process, one pass, nothing lost and nothing written by halves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scoring.bulk.readers import Reject, RoleNames, read_transcripts
from scoring.errors import BadInputError
from scoring.load_playbook import DEFAULT, load_playbook, playbook_ids
from scoring.rows import encode, rows_of
from scoring.rubric import Playbook
from scoring.scorecard import Reader, score_transcript
from scoring.types import Transcript
from scoring.whole_file import whole_file

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
    playbook: Playbook | None,
    roles: RoleNames,
    *,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Score every transcript of `inputs` into `out`, rejects beside it.

    Without a `playbook` each transcript is graded by the one its `meta` names, as practices export it, or by `core`.
    Both files appear whole at the end (written aside, synced, renamed): a run that is broken off leaves what was
    there before.

    Raises:
        BadInputError: An input cannot be opened, or `out` cannot be written.
    """
    files = transcript_files(inputs)
    for made in (out, rejects_path(out)):
        if any(made.resolve() == file.resolve() for file in files):
            raise BadInputError(f"{made}: is an input as well; name another file for the scores")
    read = scored = rejected = 0
    with whole_file(out) as scores, whole_file(rejects_path(out)) as rejects:
        for file, line, found in _records(files, roles):
            read += 1
            if isinstance(found, Reject):
                rejected += 1
                row = {"file": str(file), "line": line, "reason": found.reason, "record": found.record}
                rejects.write(json.dumps(row, ensure_ascii=False) + "\n")
            else:
                scored += 1
                card = score_transcript(reader, found, playbook or _practised_under(found))
                scores.writelines(encode(row) + "\n" for row in rows_of(card, found))
            progress(Tally(read, scored, rejected))
    if not rejected:
        rejects_path(out).unlink()
    return Tally(read, scored, rejected)


def _practised_under(transcript: Transcript) -> Playbook:
    """The playbook a practice was exported with, if it comes with Coolhead; else the default one."""
    named = transcript.meta.get("playbook")
    return load_playbook(named if named in playbook_ids() else DEFAULT)


def _records(files: Sequence[Path], roles: RoleNames) -> Iterator[tuple[Path, int, Transcript | Reject]]:
    """Every record of every file with its line; an id that an earlier file had is a reject: nothing is scored twice."""
    owner: dict[str, Path] = {}
    for file in files:
        for line, found in read_transcripts(file, roles):
            if isinstance(found, Transcript) and found.id in owner:
                reason = f"id '{found.id}' was scored already from {owner[found.id]}"
                yield file, line, Reject(line, reason, found.id)
                continue
            if isinstance(found, Transcript):
                owner[found.id] = file
            yield file, line, found
