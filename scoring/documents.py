"""Documents that people write: YAML in, a checked model or every problem of the file at once out.

`inspect` is the only way a document becomes a model. `load` is `inspect` that raises: what stops a practice and what
`coolhead check` lists are therefore the same findings in the same words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from scoring.errors import BadInputError
from scoring.plain_words import in_plain_words
from scoring.problems import DocumentError, Problem, did_you_mean, one_of
from scoring.yaml_source import MAX_BYTES, Loc, Place, Source, parse

__all__ = [
    "DocumentError",
    "Entry",
    "Inspected",
    "Loc",
    "Place",
    "Problem",
    "Source",
    "did_you_mean",
    "inspect",
    "load",
    "load_file",
    "one_of",
    "parse",
    "read_bytes",
]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


MAX_PROBLEMS = 100
"""Problems told of one document; a file with more is usually something else altogether."""

M = TypeVar("M", bound=BaseModel)
N_co = TypeVar("N_co", bound=_Named, covariant=True)


@dataclass(frozen=True, slots=True)
class Inspected(Generic[M]):
    """What became of one file. `model` is None exactly when there are problems; `source` when it is not YAML at all."""

    model: M | None
    source: Source | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Entry(Generic[N_co]):
    """A document of the library: the model, and the very text it was made from, so that a practice can log it."""

    model: N_co
    path: Path
    text: str
    sha256: str

    @property
    def id(self) -> str:
        """The document's id."""
        return self.model.id


def inspect(model: type[M], raw: bytes, file: str) -> Inspected[M]:
    """Read a document and collect everything that is wrong with it. Never raises, whatever the bytes.

    Args:
        model: What the document should be.
        raw: The bytes of the file.
        file: Its name, for the problems.
    """
    source, problems = parse(raw, file)
    if source is None:
        return Inspected(None, None, tuple(sorted(problems)))
    made = None
    try:
        made = model.model_validate(source.data)
    except ValidationError as error:
        problems = [*problems, *in_plain_words(error, model, source)]
    problems.sort()
    if len(problems) > MAX_PROBLEMS:
        more = f"holds {len(problems) - MAX_PROBLEMS:,} more problems"
        problems[MAX_PROBLEMS:] = [Problem(file, 0, 0, "", more, "Mend those above first.")]
    return Inspected(None if problems else made, source, tuple(problems))


def load(model: type[M], raw: bytes | str, file: str) -> M:
    """Read a document that must be sound.

    Raises:
        DocumentError: It is not; all its problems are in the error.
    """
    found = inspect(model, raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass"), file)
    if found.model is None:
        raise DocumentError(found.problems)
    return found.model


def load_file(model: type[M], path: Path) -> tuple[M, str, str]:
    """Read a document from disk.

    Returns:
        The model, its text and the sha256 of its bytes.

    Raises:
        BadInputError: The file cannot be read.
        DocumentError: Its content is not sound.
    """
    raw = read_bytes(path)
    return load(model, raw, str(path)), raw.decode("utf-8"), hashlib.sha256(raw).hexdigest()


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, but never more than one beyond the largest document.

    Raises:
        BadInputError: The file cannot be read, or is a pipe or device.
    """
    try:
        if path.exists() and not path.is_file():
            raise BadInputError(f"{path}: is not a file")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInputError(f"{path}: cannot be read ({error.strerror or error})") from error
