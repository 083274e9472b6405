"""`coolhead rehearse`: a scripted trainee plays a scenario, in memory, so that a trainer sees what it does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.errors import BadInputError, UsageError
from scoring.text import one_line
from simulator.cli.parts import open_customer, open_reader, say
from simulator.cli.practice import DifficultyOption, PersonaOption, PlaybookOption, VoiceName

if TYPE_CHECKING:
    from simulator.content.models import Scenario
    from simulator.session import Rehearsal


def register(app: typer.Typer) -> None:
    """Add the command of this file to the application."""
    app.command("rehearse")(rehearse)


def rehearse(  # noqa: PLR0913, PLR0917  # each is an option of the command
    scenario: Annotated[str, typer.Argument(help="Which case; `coolhead list scenarios` names them.")],
    trainee: Annotated[
        str,
        typer.Option("--trainee", metavar="NAME|FILE", help="good, average, poor, stuffer, plain, or a file."),
    ],
    persona: PersonaOption = None,
    playbook: PlaybookOption = None,
    difficulty: DifficultyOption = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of every draw.")] = 0,
    voice: Annotated[VoiceName, typer.Option("--voice", help="Who speaks for the customer.")] = "scripted",
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Name every rule that fired.")] = False,
) -> None:
    """Play a scripted trainee against a customer; nothing is recorded.

    In a FILE, each line is one reply. A script that runs out ends as `abandoned`.
    """
    from simulator.content.load import Library  # noqa: PLC0415  # as below
    from simulator.engine.state import Setting  # noqa: PLC0415  # as below
    from simulator.session import rehearsal_row  # noqa: PLC0415  # draws in SQLAlchemy
    from simulator.session import rehearse as rehearse_script  # noqa: PLC0415  # as above
    from simulator.settings import load_settings  # noqa: PLC0415  # as above

    settings = load_settings(voice=voice)
    library = Library.open()
    case = library.scenario(scenario).model
    customer = library.persona(persona or case.persona).model
    guide = library.playbook(playbook or case.playbook).model
    replies = _replies(case, trainee)
    setting = Setting(case, customer, difficulty or "normal", seed)
    with open_customer(settings) as opened:
        played = rehearse_script(open_reader(), opened.voice, setting, guide, replies)
    for note in (*opened.notes, *played.practice.notes):
        say(note)
    if as_json:
        print(json.dumps(rehearsal_row(played), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_told(played, explain=explain)))


def _replies(scenario: Scenario, trainee: str) -> list[str]:
    """The script: of one of the scenario's own trainees, or the lines of a file."""
    golden = {name: getattr(scenario.trainees, name) for name in type(scenario.trainees).model_fields}
    if trainee in golden:
        return list(golden[trainee].replies)
    path = Path(trainee)
    if not path.exists():
        raise UsageError(f"'{trainee}' is neither a file nor one of {', '.join(golden)}.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise BadInputError(f"{path} cannot be read: {reason}.") from error
    return [line for line in text.splitlines() if line.strip()]


def _told(played: Rehearsal, *, explain: bool) -> list[str]:
    """The rehearsal for a reader."""
    from simulator.cli.debrief_text import heat_reasons  # noqa: PLC0415  # as above
    from simulator.debrief import marks_in_words, reason_notes  # noqa: PLC0415  # as above

    practice = played.practice
    lines = []
    for exchange in practice.exchanges:
        if exchange.reply is not None and exchange.reading is not None:
            lines += [f"You: {one_line(exchange.reply)}", f"  ({marks_in_words(exchange.reading)})"]
        if explain:
            lines += [
                f"  [{note.rule}]{line[1:]}"
                for note in reason_notes(practice.setting, exchange.decision.reasons)
                for line in heat_reasons((note,))
            ]
        if exchange.notice:
            lines.append(f"[{one_line(exchange.notice)}]")
        decision = exchange.decision
        lines.append(f"Customer (heat {decision.heat}): {one_line(exchange.line.text)}")
        if explain:
            lines.append(f"  ({decision.act}, trust {decision.trust}, {decision.phase}, {exchange.line.spoken_by})")
    score = practice.scorecard().score
    lines.append(f"Outcome: {practice.outcome}. Score: {'none' if score is None else f'{score:g}'}.")
    if played.unused:
        lines.append(f"Replies not used: {played.unused}.")
    return lines
