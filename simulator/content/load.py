"""The library: every scenario, persona and playbook at hand, found at once and read only when asked for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from scoring.documents import DocumentError, Entry, Problem, did_you_mean, inspect, read_bytes
from scoring.errors import BadInputError, UsageError
from scoring.load_playbook import FOLDER as PLAYBOOKS
from scoring.rubric import Playbook
from simulator.content.models import Persona, Scenario

Kind = Literal["scenario", "persona", "playbook"]
KINDS: Mapping[Kind, type[Scenario | Persona | Playbook]] = {
    "scenario": Scenario,
    "persona": Persona,
    "playbook": Playbook,
}
"""What a document can be, by the name used on the command line."""
SUFFIXES = frozenset({".yaml", ".yml"})

_PACKAGE = Path(__file__).parents[1]
D = TypeVar("D", Scenario, Persona, Playbook)


def packaged_folder(kind: Kind) -> Path:
    """Where the documents that come with Coolhead lie: beside the source, or inside the installed package."""
    if kind == "playbook":
        return PLAYBOOKS
    beside_source = _PACKAGE.parent / f"{kind}s"
    # An installed package lies in site-packages, where a folder called `personas` would be somebody else's.
    in_source_tree = (_PACKAGE.parent / "pyproject.toml").is_file() and beside_source.is_dir()
    return beside_source if in_source_tree else _PACKAGE / "library" / f"{kind}s"


def data_folder() -> Path:
    """Where Coolhead keeps what is the user's: `$COOLHEAD_HOME`, or the platform's place for data. May not exist."""
    if home := os.environ.get("COOLHEAD_HOME"):
        return Path(home).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only asked when the variable is not set

    return user_data_path("coolhead", appauthor=False)


def own_folder() -> Path:
    """The folder for the user's own documents, with `scenarios`, `personas` and `playbooks` in it. May not exist."""
    return data_folder() / "library"


class _Shelf(Generic[D]):
    """All documents of one kind, by id. A document is read once, when first asked for."""

    def __init__(self, kind: Kind, model: type[D], folders: Sequence[Path]) -> None:
        self.kind = kind
        self._model: type[D] = model
        # A later folder wins, so that a user's own document can stand in for a packaged one of the same name.
        self.paths = {
            path.stem: path
            for folder in folders
            for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
            if path.suffix in SUFFIXES and path.is_file()
        }
        self._read: dict[str, Entry[D]] = {}

    def get(self, name: str) -> Entry[D]:
        """One document by id. The file is called after it, so no other file is opened."""
        if name not in self.paths:
            known = sorted(self.paths)
            hint = did_you_mean(name, known) or f"There are {', '.join(known)}." if known else "There are none."
            raise UsageError(f"There is no {self.kind} '{name}'. {hint}")
        if name not in self._read:
            path = self.paths[name]
            raw = read_bytes(path)
            found = inspect(self._model, raw, str(path))
            if found.model is None or found.source is None:
                raise DocumentError(found.problems)
            if found.model.id != name:
                what, meant = f"'{found.model.id}' is not the name of the file", "A file is called after the id in it."
                raise DocumentError([found.source.problem(("id",), what, meant)])
            self._read[name] = Entry(found.model, path, found.source.text, hashlib.sha256(raw).hexdigest())
        return self._read[name]

    def all(self) -> tuple[tuple[Entry[D], ...], tuple[Problem, ...]]:
        """Every sound document in order of id, and the problems of the others: one broken file hides no other."""
        entries: list[Entry[D]] = []
        problems: list[Problem] = []
        for name in sorted(self.paths):
            try:
                entries.append(self.get(name))
            except DocumentError as error:
                problems += error.problems
            except BadInputError as error:
                problems.append(Problem(str(self.paths[name]), 0, 0, "", str(error).partition(": ")[2] or str(error)))
        return tuple(entries), tuple(problems)


class Library:
    """The documents at hand: the packaged ones and the user's own. Opening it lists file names and reads nothing."""

    def __init__(self, scenarios: Sequence[Path], personas: Sequence[Path], playbooks: Sequence[Path]) -> None:
        self._scenarios = _Shelf("scenario", Scenario, scenarios)
        self._personas = _Shelf("persona", Persona, personas)
        self._playbooks = _Shelf("playbook", Playbook, playbooks)

    @classmethod
    def open(cls, extra: Sequence[Path] = ()) -> Library:
        """The packaged documents, those in the user's own folder, and those in `extra`.

        Args:
            extra: Further folders that hold `scenarios`, `personas` or `playbooks` folders; of two documents with the
                same id the later folder's is taken.
        """
        roots = (own_folder(), *extra)

        def folders(kind: Kind) -> list[Path]:
            return [packaged_folder(kind), *(root / f"{kind}s" for root in roots)]

        return cls(folders("scenario"), folders("persona"), folders("playbook"))

    def scenario(self, name: str) -> Entry[Scenario]:
        """A scenario by id.

        Raises:
            UsageError: There is none of this id.
            DocumentError: Its file is broken.
        """
        return self._scenarios.get(name)

    def persona(self, name: str) -> Entry[Persona]:
        """A persona by id. Raises as `scenario` does."""
        return self._personas.get(name)

    def playbook(self, name: str) -> Entry[Playbook]:
        """A playbook by id. Raises as `scenario` does."""
        return self._playbooks.get(name)

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """The ids of one kind, without reading a file."""
        return tuple(sorted(self._shelf(kind).paths))

    def paths(self, kind: Kind) -> tuple[Path, ...]:
        """The files of one kind, in order of id, without reading them."""
        return tuple(path for _, path in sorted(self._shelf(kind).paths.items()))

    def _shelf(self, kind: Kind) -> _Shelf[Any]:
        shelves: dict[Kind, _Shelf[Any]]
        shelves = {"scenario": self._scenarios, "persona": self._personas, "playbook": self._playbooks}
        return shelves[kind]

    @cached_property
    def scenarios(self) -> tuple[Entry[Scenario], ...]:
        """Every sound scenario, by id."""
        return self._scenarios.all()[0]

    @cached_property
    def personas(self) -> tuple[Entry[Persona], ...]:
        """Every sound persona, by id."""
        return self._personas.all()[0]

    @cached_property
    def playbooks(self) -> tuple[Entry[Playbook], ...]:
        """Every sound playbook, by id."""
        return self._playbooks.all()[0]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files that are missing above."""
        return (*self._scenarios.all()[1], *self._personas.all()[1], *self._playbooks.all()[1])
