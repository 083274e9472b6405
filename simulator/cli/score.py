"""The evaluator's commands: `score` transcripts, and `agree` with marked replies."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from scoring.errors import ExitCode, UsageError
from scoring.load_playbook import load_playbook
from scoring.text import one_line
from scoring.whole_file import whole_file

if TYPE_CHECKING:
    from scoring.agreement import Agreement
    from scoring.bulk.run import Tally

Format = Literal["jsonl", "csv", "parquet"]
"""What scores are to be written as; so far only JSONL is."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the application."""
    app.command("score")(score)
    app.command("agree")(agree)


def score(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Transcripts: .jsonl, .csv, .txt, folders.")],
    out: Annotated[Path, typer.Option("--out", help="Where the scores go, one JSON object a line.")],
    playbook: Annotated[
        str | None,
        typer.Option(
            "--playbook", help="Whose rubric counts: an id or a YAML file; else each transcript's own, or core."
        ),
    ] = None,
    agent_name: Annotated[list[str] | None, typer.Option(help="What the files call the agent.")] = None,
    customer_name: Annotated[list[str] | None, typer.Option(help="What the files call the customer.")] = None,
    format: Annotated[  # noqa: A002  # the option's name
        Format | None, typer.Option("--format", help="How they are written; so far jsonl only.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 3 if any record was rejected.")] = False,
) -> None:
    """Score transcripts with the same scorer that grades a practice.

    Exit code: 0 done (rejects are listed in OUT.rejects.jsonl), 3 unusable input, 4 without the sentence encoder.
    """
    from scoring.bulk.readers import RoleNames  # noqa: PLC0415  # numpy comes with the scorer: 0.1 s for --help
    from scoring.bulk.run import rejects_path, score_files  # noqa: PLC0415
    from scoring.scorer import open_scorer  # noqa: PLC0415

    _require_jsonl(out, format)
    rubric = load_playbook(playbook) if playbook else None
    scorer = open_scorer(require_encoder=True)
    roles = RoleNames.of(agent_name or (), customer_name or ())
    tally = score_files(inputs, out, scorer, rubric, roles, progress=_progress)
    _clear_progress()
    rejected = f", {tally.rejected} rejected: see {rejects_path(out)}" if tally.rejected else ""
    conversations = "conversation" if tally.read == 1 else "conversations"
    typer.echo(f"{tally.read} {conversations} read, {tally.scored} scored to {out}{rejected}.", err=True)
    if strict and tally.rejected:
        raise typer.Exit(ExitCode.BAD_INPUT)


def agree(
    labels: Annotated[Path, typer.Argument(metavar="LABELS", help="Marked replies, one JSON object a line.")],
    out: Annotated[Path | None, typer.Option("--out", help="Also write the figures here, as JSON.")] = None,
) -> None:
    """Hold the scorer's marks against the marks of people (or models), criterion by criterion."""
    from scoring.agreement import agree as compare  # noqa: PLC0415  # numpy: not for --help
    from scoring.labels import read_labels  # noqa: PLC0415
    from scoring.scorer import open_scorer  # noqa: PLC0415
    from scoring.types import CRITERIA  # noqa: PLC0415

    rows = read_labels(labels)
    scorer = open_scorer(require_encoder=True)
    readings = [scorer.read(label.reply, label.context) for label in rows]
    figures: dict[str, Agreement] = {}
    for name in CRITERIA:
        pairs = [(label, reading) for label, reading in zip(rows, readings, strict=True) if name in label.marks]
        if not pairs:
            continue
        truth = [label.marks[name] for label, _ in pairs]
        guess = [label.on_scale(reading.marks[name].value) for label, reading in pairs]
        figures[name] = compare(truth, guess)
    typer.echo(f"{one_line(labels.name)}: {len(rows)} replies, scorer {scorer.name}")
    typer.echo(_table(figures))
    if out is not None:
        data = {"labels": labels.name, "replies": len(rows), "scorer": scorer.name, "criteria": _plain(figures)}
        with whole_file(out) as file:
            file.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def _require_jsonl(out: Path, wanted: Format | None) -> None:
    """Hold the user to the one format there is, before anything heavy is loaded.

    Raises:
        UsageError: Another format is asked for, by name or by the file's suffix.
    """
    asked = wanted or out.suffix.lower().removeprefix(".")
    if asked == "jsonl":
        return
    if asked in get_args(Format):
        raise UsageError(f"Scores cannot be written as {asked} in this version, only as jsonl.")
    raise UsageError(f"--out {out}: scores are written as jsonl; name a .jsonl file, or say --format jsonl.")


def _table(figures: dict[str, Agreement]) -> str:
    """One line a criterion; kappa with its 95 % bootstrap interval."""
    lines = ["criterion   replies  kappa  [95 % interval]  exact  F1 present  AUROC  kappa N/A"]
    for name, found in figures.items():
        low, high = found.kappa_interval
        lines.append(
            f"{name:<11} {found.replies:>7}  {_two(found.kappa)}   [{_two(low)}, {_two(high)}]   {_two(found.exact)}"
            f"        {_two(found.present_f1)}   {_two(found.auroc)}       {_two(found.na_kappa)}"
        )
    return "\n".join(lines)


def _two(value: float) -> str:
    return "   –" if math.isnan(value) else f"{value:4.2f}"


def _plain(figures: dict[str, Agreement]) -> dict[str, Any]:
    """The figures as JSON can hold them: NaN becomes null, four decimals."""

    def number(value: object) -> object:
        if isinstance(value, float):
            return None if math.isnan(value) else round(value, 4)
        return [number(part) for part in value] if isinstance(value, tuple) else value

    return {name: {key: number(value) for key, value in found._asdict().items()} for name, found in figures.items()}


def _progress(tally: Tally) -> None:
    if tally.read % 25 == 0 and sys.stderr.isatty():
        typer.echo(f"\r{tally.read} conversations read …", err=True, nl=False)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        typer.echo("\r\x1b[K", err=True, nl=False)
