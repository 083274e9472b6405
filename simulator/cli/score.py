"""The evaluator's commands: `score` transcripts, and `agree` with marked replies."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from scoring.errors import BadInputError, ExitCode, UsageError
from scoring.load_playbook import load_playbook
from scoring.text import one_line
from scoring.whole_file import whole_file

if TYPE_CHECKING:
    from scoring.agreement import Agreement, Transfer
    from scoring.bulk.run import Tally
    from scoring.gold import GoldRow
    from scoring.labels import Label
    from scoring.scorer import Scorer
    from scoring.types import Mark, Reading

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
    labels: Annotated[
        Path | None, typer.Argument(metavar="[LABELS]", help="Marked replies, one JSON object a line.")
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="DIR", help="A folder of human-labelled replies, <criterion>.jsonl each."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Also write the figures here, as JSON.")] = None,
) -> None:
    """Hold the scorer's marks against the marks of people (or models), criterion by criterion.

    With --gold also, or instead, against replies that people labelled elsewhere as showing a criterion or not.
    """
    from scoring.gold import read_gold  # noqa: PLC0415  # pydantic: not for --help
    from scoring.labels import read_labels  # noqa: PLC0415
    from scoring.scorer import open_scorer  # noqa: PLC0415

    if labels is None and gold is None:
        raise UsageError("There is nothing to agree with: name LABELS, or --gold DIR, or both.")
    if out is not None:
        _require_other_file(out, labels, gold)
    rows = read_labels(labels) if labels else []
    by_criterion = read_gold(gold) if gold else {}
    scorer = open_scorer(require_encoder=True)
    data: dict[str, Any] = {"labels": None, "replies": len(rows), "scorer": scorer.name}
    if labels is not None:
        figures = against_labels(rows, scorer.read_many([(label.reply, label.context) for label in rows]))
        typer.echo(agreement_text(labels.name, len(rows), scorer.name, figures))
        data |= {"labels": labels.name}
        data |= {key: {name: _plain(found) for name, found in part.items()} for key, part in figures.items()}
    if gold is not None:
        carried = _against_gold(by_criterion, scorer)
        typer.echo(_gold_table(by_criterion, carried, scorer))
        data["gold"] = {name: _plain(found) for name, found in carried.items()}
    if out is not None:
        with whole_file(out) as file:
            file.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def against_labels(rows: Sequence[Label], readings: Sequence[Reading]) -> dict[str, dict[str, Agreement]]:
    """Agreement on each criterion and practice that any label marks; one reading for each row, in their order."""
    from scoring.types import CRITERIA, GRADED_PRACTICES  # noqa: PLC0415  # with the scorer

    marked = {
        "criteria": (CRITERIA, [label.marks for label in rows], [reading.marks for reading in readings]),
        "practices": (GRADED_PRACTICES, [label.practices for label in rows], [found.practices for found in readings]),
    }
    return {
        key: {name: _agreement(name, rows, given, found) for name in names if any(name in marks for marks in given)}
        for key, (names, given, found) in marked.items()
    }


def agreement_text(name: str, replies: int, scorer: str, figures: Mapping[str, Mapping[str, Agreement]]) -> str:
    """What `coolhead agree` prints of a labels file, without the last line end; the README shows the same."""
    tables = [
        _table(title, figures[key])
        for title, key in (("criterion", "criteria"), ("practice", "practices"))
        if figures[key] or key == "criteria"
    ]
    return "\n".join([f"{one_line(name)}: {replies} replies, scorer {scorer}", *tables])


def _agreement(
    name: str,
    rows: Sequence[Label],
    given: Sequence[Mapping[str, int | None]],
    found: Sequence[Mapping[str, Mark]],
) -> Agreement:
    """Agreement on one criterion or practice, over the rows that mark it."""
    from scoring.agreement import agree as compare  # noqa: PLC0415  # numpy: not for --help
    from scoring.agreement import answers  # noqa: PLC0415
    from scoring.types import CRITERIA  # noqa: PLC0415

    at = [number for number, marks in enumerate(given) if name in marks]
    got = answers(found[number][name] for number in at)
    narrow = [rows[number].present_only and name in CRITERIA for number in at]
    levels = [
        rows[number].on_scale(level) if only else level
        for number, level, only in zip(at, got.levels, narrow, strict=True)
    ]
    # A label of presence cannot say whether a full mark was one, which is what its confidence is about.
    sure = [math.nan if only else claim for claim, only in zip(got.sure, narrow, strict=True)]
    return compare([given[number][name] for number in at], levels, got.graded, sure=sure)


def _against_gold(gold: Mapping[str, Sequence[GoldRow]], scorer: Scorer) -> dict[str, Transfer]:
    """How "present" carries over to each criterion of a gold folder."""
    from scoring.agreement import answers, transfer  # noqa: PLC0415  # numpy: not for --help

    figures = {}
    for name, rows in gold.items():
        readings = scorer.read_many([(row.reply, row.context) for row in rows])
        figures[name] = transfer(
            [row.present for row in rows],
            answers(reading.marks[name] for reading in readings),
            [row.natural for row in rows],
            [row.hard for row in rows],
        )
    return figures


def _require_other_file(out: Path, labels: Path | None, gold: Path | None) -> None:
    """Keep the figures from taking the place of what they are measured on, or of nothing at all.

    Raises:
        UsageError: `--out` is the labels file or lies among the gold files.
        BadInputError: Its folder is not there: better said before everything is marked than after.
    """
    target = out.resolve()
    if (labels is not None and target == labels.resolve()) or (gold is not None and gold.resolve() in target.parents):
        raise UsageError(f"--out {out}: that would overwrite what is measured; name another file.")
    if not target.parent.is_dir():
        raise BadInputError(f"{out} cannot be written: there is no folder {out.parent}.")


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


def _table(title: str, figures: Mapping[str, Agreement]) -> str:
    """One line a criterion or practice; kappa with its 95 % bootstrap interval."""
    lines = [f"{title:<14} replies  kappa  [95 % interval]  exact  F1 present  AUROC  kappa N/A  calibration error"]
    for name, found in figures.items():
        low, high = found.kappa_interval
        lines.append(
            f"{name:<14} {found.replies:>7}  {_two(found.kappa)}   [{_two(low)}, {_two(high)}]   {_two(found.exact)}"
            f"        {_two(found.present_f1)}   {_two(found.auroc)}       {_two(found.na_kappa)}"
            f"               {_two(found.calibration_error)}"
        )
    return "\n".join(lines)


def _gold_table(gold: Mapping[str, Sequence[GoldRow]], figures: Mapping[str, Transfer], scorer: Scorer) -> str:
    """Two lines a criterion, as sampled and at natural prevalence; then whom the rows are owed to."""
    from scoring.gold import sources  # noqa: PLC0415  # pydantic: not for --help

    heads = "".join(f"{f'{name} [95 %]':<19}" for name in ("kappa", "F1", "AUROC"))
    lines = [
        f"human-labelled replies, present or absent, scorer {scorer.name}",
        f"{'criterion':<12} rows  present  counted as  {heads}hard ones",
    ]
    for name, found in figures.items():
        for how, figure in (("sampled", found.sample), ("natural", found.natural)):
            cells = [f"{_two(part.value)} [{_two(part.interval.low)}, {_two(part.interval.high)}]" for part in figure]
            first = how == "sampled"
            counts = f"{name:<11} {found.rows:>5}  {found.present:>7}" if first else " " * 26
            alarms = f"{found.false_alarms:.0%} of {found.hard} false" if first and found.hard else ""
            lines.append(f"{counts}  {how:<10}  {'  '.join(cells)}  {alarms}".rstrip())
    return "\n".join([*lines, f"Sources: {'; '.join(sources(gold))}."])


def _two(value: float) -> str:
    return "   –" if math.isnan(value) else f"{value:4.2f}"


def _plain(value: object) -> object:
    """A figure as JSON can hold it: NaN becomes null, four decimals, an interval a pair."""
    from scoring.agreement import Interval  # noqa: PLC0415  # numpy: not for --help

    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    if isinstance(value, tuple) and not isinstance(value, Interval):
        fields: dict[str, object] = value._asdict()  # type: ignore[attr-defined]  # every other tuple here has names
        return {key: _plain(part) for key, part in fields.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _progress(tally: Tally) -> None:
    if tally.read % 25 == 0 and sys.stderr.isatty():
        typer.echo(f"\r{tally.read} conversations read …", err=True, nl=False)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        typer.echo("\r\x1b[K", err=True, nl=False)
