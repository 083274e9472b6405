"""Writes a file so that it is there whole or as it was before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from scoring.errors import BadInputError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A text file (UTF-8, line feeds) that appears under its name only when all of it is on disk.

    It is written aside in the same folder, synced and renamed. If the block ends in an error, what lay at `path` before
    is still there, and nothing else.

    Args:
        path: Where the file is to be; its folder must exist.

    Yields:
        The open file.

    Raises:
        BadInputError: The file cannot be written.
    """
    aside = path.parent / f".{path.name}.{os.getpid()}.part"
    try:
        try:
            with aside.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise BadInputError(f"{path} cannot be written: {error.strerror or error}.") from error
