"""The commands about documents: `list`, `check`, `schema`. None of them loads a model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from scoring.text import one_line
from simulator.content.check import Report
from simulator.content.check import check as check_documents
from simulator.content.load import Kind, Library
from simulator.content.schema import json_schema

Format = Literal["text", "json"]
Listed = Literal["scenarios", "personas", "playbooks", "sessions", "models"]
Row = dict[str, Any]
"""One entry of a list; always has an `id`."""

FormatOption = Annotated[Format, typer.Option("--format", help="text to read, json to work with.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the application."""
    app.command("list")(list_)
    app.command("check")(check)
    app.command("schema")(schema)


def list_(
    what: Annotated[Listed, typer.Argument(help="What to list.")],
    format: FormatOption = "text",  # noqa: A002 - the option's name
) -> None:
    """List what is at hand: scenarios, personas, playbooks, sessions or models."""
    if what == "sessions":
        rows = _sessions()
    elif what == "models":
        rows = _models()
    else:
        library = Library.open()
        rows = {"scenarios": _scenarios, "personas": _personas, "playbooks": _playbooks}[what](library)
        _warn_of_broken(library)
    if format == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif rows:
        typer.echo(_columns(rows, _TEXT_COLUMNS[what]))
    else:
        typer.echo(_NOTHING[what], err=True)


def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files and folders.")] = None,
    format: FormatOption = "text",  # noqa: A002 - the option's name
) -> None:
    """Say everything that is wrong with documents, with line and column; without a PATH, with the whole library.

    Exit code: 0 nothing found, 1 something to mend, 3 a path that cannot be read.
    """
    report = check_documents(paths or [], Library.open())
    if format == "json":
        typer.echo(json.dumps([_problem_row(problem) for problem in report.problems], ensure_ascii=False, indent=2))
    else:
        for problem in report.problems:
            typer.echo(problem.shown())
        typer.echo(_verdict(report), err=True)
    raise typer.Exit(report.exit_code)


def schema(kind: Annotated[Kind, typer.Argument(help="Which document.")]) -> None:
    """Write the JSON Schema of a kind of document, for an editor."""
    typer.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))


_NOTHING = {
    "scenarios": "There are no scenarios.",
    "personas": "There are no personas.",
    "playbooks": "There are no playbooks.",
    "sessions": "No practice yet: `coolhead practice` starts one.",
    "models": "There are no models.",
}
_TEXT_COLUMNS: dict[Listed, tuple[str, ...]] = {
    "scenarios": ("id", "title", "channel", "difficulty", "persona"),
    "personas": ("id", "name"),
    "playbooks": ("id", "title"),
    "sessions": ("id", "started", "scenario", "persona", "outcome", "score"),
    "models": ("id", "name", "status", "megabytes", "purpose"),
}
"""What fits a line of a terminal; the JSON has everything."""


def _scenarios(library: Library) -> list[Row]:
    return [
        {
            "id": entry.id,
            "title": entry.model.title,
            "trade": entry.model.trade,
            "channel": entry.model.channel,
            "difficulty": entry.model.difficulty,
            "persona": entry.model.persona,
            "playbook": entry.model.playbook,
            "summary": entry.model.summary,
            "version": entry.model.version,
            "path": str(entry.path),
            "sha256": entry.sha256,
        }
        for entry in library.scenarios
    ]


def _personas(library: Library) -> list[Row]:
    return [
        {
            "id": entry.id,
            "name": entry.model.name,
            "summary": entry.model.summary,
            "version": entry.model.version,
            "path": str(entry.path),
            "sha256": entry.sha256,
        }
        for entry in library.personas
    ]


def _playbooks(library: Library) -> list[Row]:
    return [
        {
            "id": entry.id,
            "title": entry.model.title,
            "steps": [step.title for step in entry.model.steps],
            "summary": entry.model.summary,
            "version": entry.model.version,
            "path": str(entry.path),
            "sha256": entry.sha256,
        }
        for entry in library.playbooks
    ]


def _sessions() -> list[Row]:
    """Every practice, the latest first; none if there is no log yet, which `list` does not make."""
    from simulator.cli.parts import open_log  # noqa: PLC0415  # only this list asks for a log
    from simulator.settings import load_settings  # noqa: PLC0415  # nor do the others need settings

    settings = load_settings()
    if "://" not in settings.log and not Path(settings.log).expanduser().exists():
        return []
    with open_log(settings, create=False) as store:
        listing = store.listing()
    for sentence in listing.damaged:
        typer.echo(one_line(sentence), err=True)
    return [asdict(row) for row in reversed(listing.rows)]


def _models() -> list[Row]:
    """The default models, there or not, and whatever else in the models folder a voice could be made of."""
    from scoring.models_dir import models_dir  # noqa: PLC0415  # only this list asks for models
    from simulator.voice.models import DEFAULT_MODELS, folder_of, status  # noqa: PLC0415  # as above

    defaults = {folder_of(model): model for model in DEFAULT_MODELS}
    root = models_dir()
    others = [
        folder
        for folder in (sorted(root.iterdir()) if root.is_dir() else [])
        if folder not in defaults and not folder.name.startswith(".") and (folder / "config.json").is_file()
    ]
    return [
        *(_model_row(model.id, model.purpose, status(model), folder) for folder, model in defaults.items()),
        *(_model_row(folder.name, "another voice, for the setting `model`", "ready", folder) for folder in others),
    ]


def _model_row(id_: str, purpose: str, status: str, folder: Path) -> Row:
    """One model; `megabytes` is what lies on disk, None if it is not there."""
    files = [file for file in folder.rglob("*") if file.is_file()] if folder.is_dir() else []
    megabytes = round(sum(file.stat().st_size for file in files) / 1e6) if files else None
    return {
        "id": id_,
        "name": folder.name,
        "purpose": purpose,
        "status": status,
        "megabytes": megabytes,
        "path": str(folder),
    }


def _warn_of_broken(library: Library) -> None:
    """Name the files that are left out, on stderr: a list on stdout stays a list."""
    for name in dict.fromkeys(problem.file for problem in library.problems):
        typer.echo(f"Left out, because it is broken: {one_line(name)}. `coolhead check` says why.", err=True)


def _columns(rows: Sequence[Row], keys: Sequence[str]) -> str:
    """Rows as aligned columns under a heading."""
    table = [[key.upper() for key in keys], *([_cell(row[key]) for key in keys] for row in rows)]
    widths = [max(len(line[n]) for line in table) for n in range(len(keys))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table
    )


def _cell(value: object) -> str:
    return "-" if value is None else one_line(str(value))


def _problem_row(problem: Any) -> Row:  # noqa: ANN401
    return {key: value for key, value in asdict(problem).items() if key != "text"}


def _verdict(report: Report) -> str:
    files = "1 file" if report.files == 1 else f"{report.files} files"
    found = {0: "nothing to mend", 1: "1 problem"}.get(len(report.problems), f"{len(report.problems)} problems")
    return f"{files} checked: {found}."
