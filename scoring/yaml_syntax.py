"""The YAML parser's complaints in plain words. Covers both of PyYAML's parsers, which word them differently."""

from __future__ import annotations

from typing import NamedTuple

import yaml


class Complaint(NamedTuple):
    """What is wrong, what was meant, and where: line and column counted from 0, or None where the parser gave none."""

    what: str
    meant: str
    at: tuple[int, int] | None


def in_words(error: yaml.YAMLError) -> Complaint:
    """A parser error as a person would say it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    complaint = str(getattr(error, "problem", None) or error)
    if any(sign in complaint for sign in ("end of stream", "',' or")):
        mark = getattr(error, "context_mark", None) or mark  # where it was opened says more than where it ran out
    at = (mark.line, mark.column) if mark else None
    for sign, what, meant in _SYNTAX:
        if sign in complaint:
            return Complaint(what, meant, at)
    return Complaint(f"is not YAML: {complaint}", "Check quotes, colons and indentation.", at)


_SYNTAX = (
    ("mapping values are not allowed", "a colon is not expected here",
     "Text with a colon and a space in it must stand in quotes; check the indentation too."),
    ("cannot start any token", "a text cannot start with this character", "Put the text in quotes."),
    ("end of stream", "a quote or bracket that was opened is never closed",
     "Close it; inside single quotes an apostrophe is written twice."),
    ("',' or '}'", "this is read as a `{…}` map and does not end as one",
     "Text that starts with { must stand in quotes."),
    ("',' or ']'", "this is read as a `[…]` list and does not end as one",
     "Text that starts with [ must stand in quotes."),
    ("escape character", "an escape that YAML does not have", "Use single quotes, or write \\\\ for a backslash."),
    ("entries are not allowed", "a list entry is not expected here", "Put the list on its own lines under its key."),
    ("expected ':'", "a key without its colon", "Write `key: value`, or put a text of several lines in quotes."),
    ("expected key", "the line does not fit what stands before it",
     "Check the indentation; text that starts with a quote, { or [ must stand in quotes as a whole."),
    ("<block end>", "the line does not fit what stands before it",
     "Check the indentation; text that starts with a quote, { or [ must stand in quotes as a whole."),
    ("'-' indicator", "the line does not fit the list before it",
     "Begin each entry with `- `, all indented alike; text that starts with a quote or { must stand in quotes whole."),
    ("node content", "a value is missing, or a bracket is never closed",
     "Close each { and [, or put the text in quotes."),
    ("document start", "a text stands where a key was expected", "Write `key: value`."),
)  # fmt: skip
