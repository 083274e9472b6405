"""Where pulled models lie: a cache of its own, so that moving or deleting practices never touches it."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

ENCODER_FOLDER = "all-MiniLM-L6-v2"
"""The sentence encoder's folder inside the models folder."""
ENCODER_FILES = ("config.json", "model.safetensors", "tokenizer.json")
"""Files of the encoder that decide what it makes of a text."""


def models_dir() -> Path:
    """The models folder: `$COOLHEAD_MODELS` if set, else `models` in the user's cache. It need not exist."""
    chosen = os.environ.get("COOLHEAD_MODELS")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path  # noqa: PLC0415  # only asked when the variable is not set

    return user_cache_path("coolhead") / "models"


def encoder_dir(models: Path | None = None) -> Path | None:
    """The encoder's folder, or None where it has not been pulled (or only in part)."""
    folder = (models or models_dir()) / ENCODER_FOLDER
    complete = all((folder / name).is_file() for name in ENCODER_FILES)
    return folder if complete else None


def encoder_digests(folder: Path) -> dict[str, str]:
    """The sha256, in hex, of each file that decides what the encoder makes of a text.

    Raises:
        OSError: One of them cannot be read.
    """
    files = {name: folder / name for name in ENCODER_FILES}
    return {name: _digest(path, path.stat().st_size, path.stat().st_mtime_ns) for name, path in files.items()}


@lru_cache(maxsize=16)
def _digest(path: Path, _size: int, _written: int) -> str:
    """Encoder and reader both ask, and 90 MB take a quarter of a second: once for a file as it is."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
