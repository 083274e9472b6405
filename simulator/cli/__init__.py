"""The command `coolhead`: one file for each group of commands, put together here.

Only in this package is anything printed, and only here does the process end. A CoolheadError becomes one sentence on
stderr and the exit code of its kind; anything else is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from typing import Annotated, NoReturn

import typer

from scoring.errors import CoolheadError, ExitCode
from scoring.text import clean_text
from simulator.cli import library, model, practice, rehearse, score

app = typer.Typer(
    name="coolhead",
    help="Practise staying cool with angry customers, and score how agents did.",
    add_completion=False,
    pretty_exceptions_enable=False,  # a bug's traceback is for whoever mends it: whole, and without a box around it
    rich_markup_mode=None,  # help is plain text; loading Rich would be half of the time that `--help` takes
)
for _group in (practice, rehearse, library, score):
    _group.register(app)
app.add_typer(model.app)


def _show_version(wanted: bool) -> None:  # typer hands the flag over by position
    if wanted:
        try:
            typer.echo(f"coolhead {metadata.version('coolhead')}")
        except metadata.PackageNotFoundError:  # run from a source tree that was never installed
            typer.echo("coolhead (not installed)")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def home(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  # its callback has done all there is to do
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Practise staying cool with angry customers, and score how agents did.

    Without a command it opens the home screen.
    """
    if context.invoked_subcommand is None:
        practice.home()


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end the process with its exit code.

    Args:
        arguments: What follows `coolhead` on the command line; that of the process if None.
    """
    _steady_streams()
    # Scorer and voice share two cores: threads that spin while they wait would starve each other. Heard only before
    # torch is loaded, hence here.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        app(arguments, prog_name="coolhead")
    except CoolheadError as error:
        print(clean_text(str(error)), file=sys.stderr)
        sys.exit(int(error.exit_code))
    except KeyboardInterrupt:  # outside of a command, where typer does not see it
        sys.exit(int(ExitCode.INTERRUPTED))
    sys.exit(int(ExitCode.DONE))


def _steady_streams() -> None:
    """Bytes that are no UTF-8, and a terminal that cannot show a character, must not end a practice."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
