"""`coolhead check`: everything wrong with a set of documents, each finding at its place.

The models say what a key may hold; the rules here say what must be true between keys and between files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scoring.documents import Problem, Source, inspect, one_of, parse, read_bytes
from scoring.errors import BadInputError, CoolheadError, ExitCode
from scoring.rubric import Playbook
from simulator.content.check_case import scenario_findings
from simulator.content.check_lines import persona_findings
from simulator.content.findings import Finding, repeated_ids, unknown_name
from simulator.content.load import KINDS, SUFFIXES, Kind, Library
from simulator.content.models import Persona, Scenario

_TELLING: dict[Kind, frozenset[str]] = {
    kind: frozenset(model.model_fields)
    - {key for other, others in KINDS.items() if other != kind for key in others.model_fields}
    for kind, model in KINDS.items()
}
"""Keys that only one kind of document has."""


class Report(NamedTuple):
    """The outcome of a check. `unreadable` counts the paths that could not be opened at all."""

    files: int
    problems: tuple[Problem, ...]
    unreadable: int

    @property
    def exit_code(self) -> ExitCode:
        """3 if a path could not be opened, 1 if anything was found, else 0."""
        if self.unreadable:
            return ExitCode.BAD_INPUT
        return ExitCode.FINDINGS if self.problems else ExitCode.DONE


class _Names(NamedTuple):
    """What a reference may point at: the library and the documents checked beside it."""

    library: Library
    personas: dict[str, Path]
    playbooks: dict[str, Path]


def check(paths: Sequence[Path], library: Library) -> Report:
    """Check documents, or the library itself.

    Args:
        paths: Files, and folders that are searched for `.yaml` files; none means everything in the library.
        library: Where references to personas and playbooks may also be found.

    Returns:
        All findings, by file and place. Nothing is raised for what a file holds.
    """
    problems: list[Problem] = []
    files, unreadable = _files(paths, library, problems)
    contents: dict[Path, bytes] = {}
    for path in files:
        try:
            contents[path] = read_bytes(path)
        except BadInputError as error:
            problems.append(
                Problem(str(path), 0, 0, "", str(error).removeprefix(f"{path}: "), "Name a file you can read.")
            )
            unreadable += 1
    kinds = {path: kind_of(path, raw) for path, raw in contents.items()}
    names = _Names(
        library,
        {path.stem: path for path, kind in kinds.items() if kind == "persona"},
        {path.stem: path for path, kind in kinds.items() if kind == "playbook"},
    )
    for path, raw in contents.items():
        problems += _check_one(path, raw, kinds[path], names)
    # What is said of a file as a whole (line 0) counts what could not be told, so it comes after what was.
    problems.sort(key=lambda problem: (problem.file, problem.line == 0, problem))
    return Report(len(contents), tuple(dict.fromkeys(problems)), unreadable)


def kind_of(path: Path, raw: bytes) -> Kind | None:
    """What a file is meant to be: by the keys only one kind has, else by its folder; None if neither tells."""
    source, _ = parse(raw, str(path))
    keys = set(source.data) if source is not None and isinstance(source.data, dict) else set()
    votes = {kind: len(keys & telling) for kind, telling in _TELLING.items()}
    best = max(votes, key=lambda kind: votes[kind])
    if votes[best]:
        return best
    return next((kind for kind in KINDS if path.resolve().parent.name == f"{kind}s"), None)


def _files(paths: Sequence[Path], library: Library, problems: list[Problem]) -> tuple[list[Path], int]:
    if not paths:
        return [path for kind in KINDS for path in library.paths(kind)], 0
    files: list[Path] = []
    unreadable = 0
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        found = sorted(inner for inner in path.rglob("*") if inner.suffix in SUFFIXES and inner.is_file())
        if not found:
            problems.append(Problem(str(path), 0, 0, "", "holds no .yaml file", "Name a folder with documents in it."))
            unreadable += 1
        files += found
    return list(dict.fromkeys(files)), unreadable


def _check_one(path: Path, raw: bytes, kind: Kind | None, names: _Names) -> Iterator[Problem]:
    if kind is None:
        source, problems = parse(raw, str(path))
        yield from problems
        if source is not None:
            meant = f"Put it into a folder called {one_of([f'{kind}s' for kind in KINDS])}, or write its keys."
            yield source.problem((), "is no scenario, persona or playbook that could be recognized", meant)
        return
    found = inspect(KINDS[kind], raw, str(path))
    yield from found.problems
    if found.model is None or found.source is None:
        if found.source is not None:
            yield from _placed(found.source, _file_name(path, found.source.data))
        return
    model: Scenario | Persona | Playbook = found.model
    findings = [*_file_name(path, found.source.data)]
    if isinstance(model, Persona):
        findings += persona_findings(model)
    elif isinstance(model, Playbook):
        findings += _playbook_findings(model)
    else:
        findings += unknown_name(
            ("persona",), "persona", model.persona, {*names.personas, *names.library.ids("persona")}
        )
        known = {*names.playbooks, *names.library.ids("playbook")}
        findings += unknown_name(("playbook",), "playbook", model.playbook, known)
        findings += scenario_findings(model, _persona(model.persona, names))
    yield from _placed(found.source, findings)


def _placed(source: Source, findings: Iterator[Finding] | Sequence[Finding]) -> Iterator[Problem]:
    for finding in findings:
        yield source.problem(finding.loc, finding.what, finding.meant, at_key=finding.at_key)


def _file_name(path: Path, data: object) -> Iterator[Finding]:
    name = data.get("id") if isinstance(data, dict) else None
    if isinstance(name, str) and name != path.stem:
        yield Finding(("id",), f"'{name}' is not the name of the file", f"Call the file {name}{path.suffix}.")


def _playbook_findings(playbook: Playbook) -> Iterator[Finding]:
    yield from repeated_ids(("steps",), [step.id for step in playbook.steps])
    used = {name for step in playbook.steps for name in step.marked_by}
    for name in playbook.practices:
        if name not in used:
            yield Finding(("practices", name), "is weighed, but no step is marked by it", "Add it to a step.", True)


def _persona(name: str, names: _Names) -> Persona | None:
    """The persona a scenario names, if it is sound; if not, its own file says why."""
    try:
        if name in names.personas:
            return inspect(Persona, read_bytes(names.personas[name]), name).model
        return names.library.persona(name).model
    except CoolheadError:
        return None
