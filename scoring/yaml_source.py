"""YAML to plain data that remembers where each part stands. Strict where YAML guesses.

PyYAML's parser gives the events; everything after that is ours, because its constructor takes `no` for False,
`2024-01-01` for a date and the second of two equal keys for the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from scoring.problems import Problem
from scoring.text import clean_text
from scoring.yaml_syntax import in_words

MAX_BYTES = 1_000_000
"""Largest document read. The longest persona in the library is under 40 kB."""
MAX_DEPTH = 40
"""Deepest nesting read; no model needs more than 6."""
_MAX_UNSAFE = 20
"""Unsafe characters reported at most: a binary file holds thousands."""

_MAX_PROBLEMS = 100
"""Problems of form reported at most in one file."""

Loc = tuple[str | int, ...]
"""A path into the data: keys and list indexes, as pydantic writes it."""

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_CUT_OFF = re.compile(r"\s+#\w")
"""`Order #123`: YAML drops what it takes for a comment without a word; nobody starts one like this on purpose."""
_LINE_END = re.compile("\r\n|\r|\n")
_BYTE_MARKS = (
    (b"\xef\xbb\xbf", "a byte order mark"),
    (b"\xff\xfe", "the mark of UTF-16"),
    (b"\xfe\xff", "the mark of UTF-16"),
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is some ten times faster


class Place(NamedTuple):
    """Line and column, both counted from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Source:
    """One parsed document: its data, its lines, and the place of every value and key."""

    file: str
    text: str
    lines: list[str]
    data: object = None
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    flawed: set[Loc] = field(default_factory=set)
    """Values that could not be read (aliases) or are incomplete (merges): what a model says of them is noise."""

    def place(self, loc: Loc, *, at_key: bool = False) -> Place:
        """Where the value (or its key) stands; for a path that is not there, its nearest parent."""
        while True:
            first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
            found = first.get(loc) or second.get(loc)
            if found or not loc:
                return found or Place(1, 1)
            loc, at_key = loc[:-1], True

    def problem(self, loc: Loc, what: str, meant: str = "", *, at_key: bool = False) -> Problem:
        """A problem at the place of `loc`."""
        return self.problem_at(self.place(loc, at_key=at_key), dotted(loc), what, meant)

    def problem_at(self, place: Place, key: str, what: str, meant: str = "") -> Problem:
        """A problem at a known place."""
        if place.line > len(self.lines):  # the parser ran off the end
            place = Place(len(self.lines), len(self.lines[-1]) + 1)
        text = self.lines[place.line - 1]
        return Problem(self.file, place.line, place.column, key, what, meant, text)


def dotted(loc: Loc) -> str:
    """`('remedies', 2, 'stance')` as `remedies[2].stance`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")


def parse(raw: bytes, file: str) -> tuple[Source | None, list[Problem]]:
    """Read one YAML document.

    Args:
        raw: The bytes of the file.
        file: Its name, for the problems.

    Returns:
        The source and the problems found. The source is None when the text cannot be read as one YAML document at
        all; then there is at least one problem. Never raises, whatever the bytes.
    """
    text, problem = _decode(raw, file)
    if problem:
        return None, [problem]
    source = Source(file, text, _LINE_END.split(text))
    if unsafe := _unsafe_characters(source):
        return None, unsafe
    builder = _Builder(source)
    try:
        builder.build(yaml.parse(text, Loader=_LOADER))
    except _GivenUpError:
        return None, builder.problems
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax_problem(source, error)]
    except (ValueError, OverflowError):
        # The pure Python parser lets a few of these through: an escape beyond Unicode, a directive with a huge number.
        return None, [*builder.problems, Problem(file, 0, 0, "", "holds an escape or number that YAML does not have")]
    return source, builder.problems


def _decode(raw: bytes, file: str) -> tuple[str, Problem | None]:
    """The text of the file, or what keeps it from being read."""
    if len(raw) > MAX_BYTES:
        what = f"is {len(raw):,} bytes long"
        return "", Problem(file, 0, 0, "", what, f"A document has at most {MAX_BYTES:,}.")
    for mark, name in _BYTE_MARKS:
        if raw.startswith(mark):
            return "", Problem(
                file, 1, 1, "", f"starts with {name}", "Save the file as UTF-8 without a byte order mark."
            )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return "", Problem(file, line, column, "", "is not UTF-8 text", "Save the file as UTF-8.")
    return text, None


def _unsafe_characters(source: Source) -> list[Problem]:
    """Control, bidirectional and private-use characters, comments included: they can hide what a file says."""
    found = []
    for number, line in enumerate(source.lines, 1):
        plain = line.replace("\t", " ")
        if clean_text(plain) == plain:
            continue
        for column, char in enumerate(plain, 1):
            if clean_text(char) != char:
                what = f"holds the invisible or control character U+{ord(char):04X}"
                found.append(source.problem_at(Place(number, column), "", what, "Take it out."))
                if len(found) == _MAX_UNSAFE:
                    return found
    return found


class _GivenUpError(Exception):
    """The document has a fault after which the rest cannot be read sensibly; it is in the problems."""


class _Builder:
    """Builds data and places out of parser events, refusing what a document has no need of."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(())
        self._recording = True  # off inside a key that stands a second time: its places are not the data's

    def build(self, events: Iterator[Any]) -> None:
        """Fill the source from the events of the whole stream."""
        self._events = events
        next(events)  # stream start
        if isinstance(next(events), yaml.StreamEndEvent):
            self._give_up(Place(1, 1), "is empty", "A document holds keys and values, such as `id: dana`.")
        self.source.data = self._node(next(events), (), 1)
        next(events)  # document end
        extra = next(events)
        if not isinstance(extra, yaml.StreamEndEvent):
            what = "a second document starts here"
            self._give_up(_place(extra), what, "Write one document a file, without a `---` after the first line.")
        if not isinstance(self.source.data, dict):
            what = "is empty" if self.source.data is None else "does not hold keys and values"
            self._give_up(self.source.place(()), what, "A document is made of `key: value` lines.")

    def _give_up(self, place: Place, what: str, meant: str) -> None:
        self.problems.append(self.source.problem_at(place, "", what, meant))
        raise _GivenUpError

    def _say(self, event: yaml.NodeEvent, loc: Loc, what: str, meant: str) -> None:
        if len(self.problems) == _MAX_PROBLEMS:
            self._give_up(_place(event), "and more of the same from here on", "Mend those above first.")
        self.problems.append(self.source.problem_at(_place(event), dotted(loc), what, meant))

    def _say_anchor(self, event: yaml.NodeEvent, loc: Loc) -> None:
        what = f"`&{event.anchor}` is a YAML anchor, and documents have none"
        self._say(event, loc, what, "Text that starts with & must stand in quotes.")

    def _node(self, event: yaml.NodeEvent, loc: Loc, depth: int) -> object:
        """The value an event starts."""
        if self._recording:
            self.source.values[loc] = _place(event)
        if depth > MAX_DEPTH:
            self._give_up(_place(event), f"is nested more than {MAX_DEPTH} deep", "No document needs that.")
        if isinstance(event, yaml.AliasEvent):
            self._say(
                event,
                loc,
                f"`*{event.anchor}` points at another part",
                "Write the words out here. Text that starts with * must stand in quotes.",
            )
            self.source.flawed.add(loc)
            return None
        if event.anchor is not None:
            self._say_anchor(event, loc)
        if (tag := getattr(event, "tag", None)) is not None:
            self._say(
                event,
                loc,
                f"`{tag}` is a YAML tag, and documents have none",
                "Text that starts with ! must stand in quotes.",
            )
            self.source.flawed.add(loc)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, loc)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[object] = []
            while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
                items.append(self._node(inner, (*loc, len(items)), depth + 1))
            return items
        return self._mapping(loc, depth)

    def _mapping(self, loc: Loc, depth: int) -> dict[str, object]:
        made: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.tag is not None:
                self._give_up(
                    _place(event),
                    "is not a word that could be a key",
                    "A key is a plain word before a colon. Text that starts with {, [, *, & or ! must stand in quotes.",
                )
            key, where = event.value, (*loc, event.value)
            if event.anchor is not None:
                self._say_anchor(event, where)
            recording = self._recording
            again = key in made
            if again:
                first = self.source.place(where, at_key=True).line
                self._say(event, where, f"stands here a second time (first in line {first})", "Keep one of the two.")
                self._recording = False
            elif recording:
                self.source.keys[where] = _place(event)
            value = self._node(next(self._events), where, depth + 1)
            self._recording = recording
            if again:
                continue
            if key == "<<":
                self._say(event, where, "merges another part in, and documents cannot", "Write the keys out here.")
                self.source.flawed.add(loc)
                continue
            made[key] = value
            if value is None and recording:
                self.source.values[where] = self.source.keys[where]
        return made

    def _scalar(self, event: yaml.ScalarEvent, loc: Loc) -> str | int | float | bool | None:
        """The value of a scalar. Only true and false are booleans, only plain decimal numbers numbers."""
        value: str = event.value
        if clean_text(value) != value.replace("\r", "\n"):
            self._say(event, loc, "holds a tab, an escape or an invisible character", "Take it out.")
        if event.style:
            return value
        if _CUT_OFF.match(self._rest_of_line(event)):
            meant = "Put the text in quotes, or write a space after the # if it is a comment."
            self._say(event, loc, "is cut off at the #", meant)
        if value in {"", "~", "null"}:
            return None
        if value in {"true", "false"}:
            return value == "true"
        if _INT.fullmatch(value):
            return int(value)
        return float(value) if _FLOAT.fullmatch(value) else value

    def _rest_of_line(self, event: yaml.ScalarEvent) -> str:
        """What stands behind a scalar on its line."""
        mark = event.end_mark
        if mark is None or mark.line >= len(self.source.lines):
            return ""
        return self.source.lines[mark.line][mark.column :]


def _place(event: Any) -> Place:  # noqa: ANN401 - an event always has marks; the stubs allow None
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _syntax_problem(source: Source, error: yaml.YAMLError) -> Problem:
    """The parser's complaint at its place; for a tab, which it never names, the tab."""
    what, meant, at = in_words(error)
    place = Place(at[0] + 1, at[1] + 1) if at else Place(1, 1)
    line = source.lines[place.line - 1] if place.line <= len(source.lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[place.column - 1 : place.column] == "\t":
        what, meant = "a tab stands where spaces belong", "Indent with spaces."
    return source.problem_at(place, "", what, meant)
