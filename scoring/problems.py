"""A fault in a file, said so that its author can mend it: where it stands, what is wrong, what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from scoring.errors import BadInputError
from scoring.text import clean_text, one_line

_SHOWN = 100
"""Most characters of the offending line that are shown: a wide terminal, and no more."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one file.

    Attributes:
        file: The file as it was named by whoever asked.
        line: Line, counted from 1; 0 when the fault is the file as a whole.
        column: Column in code points, counted from 1; 0 when the fault is the file as a whole.
        key: Dotted path of the key (`remedies[2].stance`), or "" for the whole document.
        what: What is wrong, without a full stop.
        meant: What to write instead, as a sentence, or "".
        text: The offending line as it stands in the file.
    """

    file: str
    line: int
    column: int
    key: str
    what: str
    meant: str = ""
    text: str = ""

    def __str__(self) -> str:
        """`file:line:col: key: what is wrong. What was meant`, on one line and safe to show."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        said = f"{self.key}: {self.what}." if self.key else f"{self.what}."
        return one_line(f"{place}: {said} {self.meant}")

    def shown(self) -> str:
        """The problem with the offending line under it and a caret at its column."""
        if not self.line or not self.text.strip():
            return str(self)
        before = clean_text(self.text[: self.column - 1])
        start = max(0, len(before) - _SHOWN * 2 // 3)
        line = (before + clean_text(self.text[self.column - 1 :]))[start : start + _SHOWN]
        return f"{self}\n    {line}\n    {' ' * (len(before) - start)}^"


class DocumentError(BadInputError):
    """A document cannot be used. Carries every problem found in it, in order of place, and shows each with its line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.shown() for problem in self.problems))


class MisplacedError(ValueError):
    """Raised by a model's validator that knows which part of the document is at fault.

    Attributes:
        loc: Path from the validated model to the part.
    """

    def __init__(self, loc: tuple[str | int, ...], message: str) -> None:
        self.loc = loc
        super().__init__(message)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean 'x'?` for the nearest known word, or "" if none is near."""
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f"Did you mean '{by_lower[near[0]]}'?" if near else ""


def one_of(names: Sequence[str]) -> str:
    """`a, b or c`, for a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}" if names else "nothing"
