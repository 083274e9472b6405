"""What can go wrong, and the exit code each kind ends with.

CoolheadError
├── UsageError            2  the command was called wrongly
├── BadInputError         3  a file, transcript or document cannot be used
│   └── DocumentError     3  a YAML document: carries every problem with its place
├── MissingPartError      4  a model, an extra or a server that the task needs is not there
└── StoreError            3  the session log cannot be read or written

A CoolheadError is something its reader can mend: it is printed as one sentence, without a traceback. Anything else
that escapes is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How the command ended."""

    DONE = 0
    """All of it was done."""
    FINDINGS = 1
    """It ran, and found something to mend (`check`, a gate)."""
    USAGE = 2
    """The command line was wrong."""
    BAD_INPUT = 3
    """A file or record could not be used."""
    MISSING_PART = 4
    """A needed model, extra or server is not there."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C."""


class CoolheadError(Exception):
    """An error its reader can mend. The message is one clear sentence."""

    exit_code: ExitCode = ExitCode.BAD_INPUT


class UsageError(CoolheadError):
    """The command was called in a way that cannot work."""

    exit_code = ExitCode.USAGE


class BadInputError(CoolheadError):
    """Something read from outside cannot be used."""

    exit_code = ExitCode.BAD_INPUT


class MissingPartError(CoolheadError):
    """A part that this task needs is not installed, not pulled or not reachable."""

    exit_code = ExitCode.MISSING_PART


class StoreError(CoolheadError):
    """The session log cannot be opened, read or written."""

    exit_code = ExitCode.BAD_INPUT
