"""The playbooks that come with the scorer, and any other by its file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scoring.documents import Entry, did_you_mean, load_file
from scoring.errors import UsageError
from scoring.rubric import Playbook

FOLDER = Path(__file__).parent / "playbooks"
"""Where the packaged playbooks lie."""
DEFAULT = "core"
"""The five criteria, weight 1 each."""


def playbook_ids() -> tuple[str, ...]:
    """Ids of the packaged playbooks, `core` first."""
    names = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: name != DEFAULT))


def load_playbook(name: str = DEFAULT) -> Playbook:
    """A playbook by its id, or by the path of a `.yaml` file.

    Raises:
        UsageError: No packaged playbook has this id.
        BadInputError: The file cannot be read.
        DocumentError: It is not a sound playbook.
    """
    if name.endswith((".yaml", ".yml")):
        return playbook_entry(Path(name)).model
    if name not in playbook_ids():
        hint = did_you_mean(name, playbook_ids()) or f"There are {', '.join(playbook_ids())}."
        raise UsageError(f"There is no playbook '{name}'. {hint}")
    return _packaged(name)


@cache
def _packaged(name: str) -> Playbook:
    return playbook_entry(FOLDER / f"{name}.yaml").model


def playbook_entry(path: Path) -> Entry[Playbook]:
    """A playbook with its text and hash.

    Raises:
        BadInputError: The file cannot be read.
        DocumentError: It is not a sound playbook.
    """
    model, text, sha256 = load_file(Playbook, path)
    return Entry(model, path, text, sha256)
