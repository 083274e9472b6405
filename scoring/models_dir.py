"""Where pulled models lie: a cache of its own, so that moving or deleting practices never touches it."""

from __future__ import annotations

import hashlib
import os
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
    out = {}
    for name in ENCODER_FILES:
        with (folder / name).open("rb") as file:
            out[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return out
