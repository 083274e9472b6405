"""What a rule of `check` reports before its place in the file is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scoring.documents import Loc, did_you_mean

_NOT_WORDS = re.compile(r"[^\w']+")


class Finding(NamedTuple):
    """A fault at a path into the document. `at_key` points at the key instead of the value."""

    loc: Loc
    what: str
    meant: str = ""
    at_key: bool = False


def same_words(text: str) -> str:
    """A text without case, punctuation and spacing: equal for texts that nobody would hear as different."""
    return " ".join(_NOT_WORDS.sub(" ", text.casefold()).split())


def repeated_ids(loc: Loc, ids: Sequence[str]) -> Iterator[Finding]:
    """Ids that stand in a list a second time."""
    for index, name in enumerate(ids):
        if name in ids[:index]:
            first = f"{'.'.join(str(part) for part in loc)}[{ids.index(name)}]"
            yield Finding((*loc, index, "id"), f"'{name}' is the name of {first} already", "Give each its own name.")


def unknown_name(loc: Loc, kind: str, name: str, known: Iterable[str]) -> Iterator[Finding]:
    """A reference to something that is not there."""
    names = sorted(known)
    if name not in names:
        choices = f"There are {', '.join(names)}." if names else f"There is no {kind} at all."
        yield Finding(loc, f"there is no {kind} '{name}'", did_you_mean(name, names) or choices)
