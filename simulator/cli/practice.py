"""The commands of a practice: practise, go on, try again, look back, hand on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from scoring.errors import ExitCode, StoreError, UsageError
from scoring.text import one_line
from scoring.whole_file import whole_file
from simulator.cli.parts import has_terminal, open_customer, open_log, open_reader, say

if TYPE_CHECKING:
    from scoring.scorer import Scorer
    from scoring.types import Transcript
    from simulator.session import Practice, ReplayReport
    from simulator.settings import Settings
    from simulator.store.log import Store
    from simulator.voice import Opened

Difficulty = Literal["easy", "normal", "hard"]
VoiceName = Literal["auto", "scripted", "local", "server"]

Session = Annotated[str | None, typer.Argument(metavar="[SESSION]", help="An id or its beginning; none: the latest.")]
PersonaOption = Annotated[str | None, typer.Option("--persona", help="Who the customer is; else the scenario's own.")]
PlaybookOption = Annotated[
    str | None, typer.Option("--playbook", help="What it is graded by; else the scenario's own.")
]
DifficultyOption = Annotated[Difficulty | None, typer.Option("--difficulty", help="How hard the customer is.")]
VoiceOption = Annotated[VoiceName | None, typer.Option("--voice", help="Who speaks for the customer.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Line by line, without a full screen.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the application."""
    for command in (practice, resume, retry, debrief, replay, export):
        app.command(command.__name__)(command)


def home() -> None:
    """The home screen, as `coolhead` alone opens it."""
    if not has_terminal():
        raise UsageError("The home screen needs a terminal; `coolhead practice SCENARIO --plain` goes without.")
    from simulator.settings import load_settings  # noqa: PLC0415  # pydantic-settings takes 0.2 s

    _full_screen(load_settings())


def practice(
    scenario: Annotated[str | None, typer.Argument(help="Which case; `coolhead list scenarios` names them.")] = None,
    persona: PersonaOption = None,
    playbook: PlaybookOption = None,
    difficulty: DifficultyOption = None,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="Makes the customer repeatable.")] = None,
    voice: VoiceOption = None,
    exam: Annotated[bool, typer.Option("--exam", help="No hints, and marks only at the end.")] = False,
    plain: PlainOption = False,
) -> None:
    """Practise with an angry customer."""
    from simulator.content.load import Library  # noqa: PLC0415  # as below
    from simulator.settings import load_settings  # noqa: PLC0415  # pydantic-settings takes 0.2 s

    settings = load_settings(voice=voice, difficulty=difficulty, playbook=playbook)
    mode: Literal["coach", "exam"] = "exam" if exam else "coach"
    library = Library.open()
    if scenario is not None:  # a wrong name is told before anything heavy is loaded
        case = library.scenario(scenario).model
        library.persona(persona or case.persona)
        library.playbook(settings.playbook or case.playbook)
    if not plain and has_terminal():
        _full_screen(
            settings,
            scenario=scenario,
            persona=persona,
            playbook=settings.playbook,
            difficulty=settings.difficulty,
            seed=seed,
            mode=mode,
        )
        return
    if scenario is None:
        raise UsageError(f"Name a scenario: {', '.join(library.ids('scenario')) or 'there is none'}.")

    def begin(store: Store, scorer: Scorer, customer: Opened) -> Practice:
        from simulator.session import start  # noqa: PLC0415  # draws in SQLAlchemy

        return start(
            store,
            library,
            scorer,
            customer.voice,
            scenario=scenario,
            persona=persona,
            playbook=settings.playbook,
            difficulty=settings.difficulty,
            seed=seed,
            mode=mode,
            notes=_notes(store, customer),
        )

    _play(settings, begin, create=True)


def resume(session: Session = None, voice: VoiceOption = None, plain: PlainOption = False) -> None:
    """Go on with a practice that was left or broke off; none: the latest that has not ended."""
    from simulator.settings import load_settings  # noqa: PLC0415  # as above

    settings = load_settings(voice=voice)
    with open_log(settings, create=False) as store:
        name = store.find(session, unended=True)
    if not plain and has_terminal():
        _full_screen(settings, resume=name)
        return

    def go_on(store: Store, scorer: Scorer, customer: Opened) -> Practice:
        from simulator.session import resume as resume_session  # noqa: PLC0415  # as above

        return resume_session(store, scorer, customer.voice, name, notes=_notes(store, customer))

    _play(settings, go_on, create=False)


def retry(
    from_: Annotated[int, typer.Option("--from", metavar="K", min=1, help="The reply to give anew, from 1.")],
    session: Session = None,
    voice: VoiceOption = None,
    plain: PlainOption = False,
) -> None:
    """Take up a practice again from one of your replies, as a session of its own."""
    from simulator.settings import load_settings  # noqa: PLC0415  # as above

    settings = load_settings(voice=voice)
    with open_log(settings, create=False) as store:
        name = store.find(session)
        given = sum(event.kind == "reply" for event in store.events(name))
    if from_ > given:  # told at once, before anything heavy is loaded
        raise UsageError(f"Session {name} has no reply {from_}: it has {given or 'none'}.")
    if not plain and has_terminal():
        _full_screen(settings, retry=(name, from_))
        return

    def fork(store: Store, scorer: Scorer, customer: Opened) -> Practice:
        from simulator.session import retry as retry_session  # noqa: PLC0415  # as above

        return retry_session(store, scorer, customer.voice, name, from_, notes=_notes(store, customer))

    _play(settings, fork, create=False)


def debrief(session: Session = None) -> None:
    """Show what a practice came to; an exam's marks only once it has ended."""
    from simulator.cli.debrief_text import debrief_text  # noqa: PLC0415  # as above
    from simulator.session import Tape, debrief_of  # noqa: PLC0415  # as above
    from simulator.settings import load_settings  # noqa: PLC0415  # as above

    with open_log(load_settings(), create=False) as store:
        tape = Tape.of(store.events(store.find(session)))
    if tape.mode == "exam" and tape.ending is None and tape.diverged is None:  # one that diverged can never end
        raise UsageError(
            f"Session {tape.session} is an exam, whose marks come when it has ended: "
            f"`coolhead resume {tape.session}` goes on."
        )
    print(debrief_text(debrief_of(tape)))


def replay(session: Session = None) -> None:
    """Make a practice's readings, decisions and scripted lines anew, and compare the bytes.

    Exit code: 0 all the same, 1 something differs or it cannot be verified.
    """
    from simulator.session import replay as replay_session  # noqa: PLC0415  # as above
    from simulator.settings import load_settings  # noqa: PLC0415  # as above

    with open_log(load_settings(), create=False) as store:
        report = replay_session(store, open_reader(), store.find(session))
    for line in _report_lines(report):
        print(line)
    raise typer.Exit(ExitCode.DONE if report.verdict == "same" else ExitCode.FINDINGS)


def export(
    sessions: Annotated[list[str] | None, typer.Argument(metavar="[SESSION]...", help="None: every practice.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where to; stdout if not given.")] = None,
    agent: Annotated[str | None, typer.Option("--agent", help="The trainee's name, written into each line.")] = None,
) -> None:
    """Write practices as transcripts, one JSON object a line, as `coolhead score` reads them.

    Exit code: 0 all of them, 1 every practice was asked for and a damaged one is left out.
    """
    from dataclasses import replace  # noqa: PLC0415  # as below

    from simulator.session import transcript_row  # noqa: PLC0415  # as above
    from simulator.settings import load_settings  # noqa: PLC0415  # as above

    settings = load_settings(agent=agent)
    with open_log(settings, create=False) as store:
        told, damaged = _transcripts(store, sessions)
    lines = [
        json.dumps(transcript_row(replace(one, agent=settings.agent)), ensure_ascii=False, separators=(",", ":")) + "\n"
        for one in told
    ]
    if out is None:
        sys.stdout.writelines(lines)
    else:
        with whole_file(out) as file:
            file.writelines(lines)
        say(f"{len(lines)} practice{'' if len(lines) == 1 else 's'} written to {out}.")
    for sentence in damaged:
        say(one_line(sentence))
    raise typer.Exit(ExitCode.FINDINGS if damaged else ExitCode.DONE)


def _transcripts(store: Store, sessions: list[str] | None) -> tuple[list[Transcript], list[str]]:
    """The sessions that are named, or all; of all, a damaged one is left out and told of in a sentence."""
    from simulator.session import Tape  # noqa: PLC0415  # as above

    if sessions:
        return [Tape.of(store.events(store.find(name))).transcript() for name in sessions], []
    listing = store.listing()
    told, damaged = [], [*listing.damaged]
    for row in listing.rows:
        try:
            told.append(Tape.of(store.events(row.id)).transcript())
        except StoreError as error:
            damaged.append(str(error))
    return told, damaged


def _notes(store: Store, customer: Opened) -> tuple[str, ...]:
    """What is said once at the start: about the voice, and about the log's place."""
    return (*customer.notes, *([store.warning] if store.warning else []))


def _play(settings: Settings, make: Callable[[Store, Scorer, Opened], Practice], *, create: bool) -> None:
    """Open the parts, make the practice, and play it line by line."""
    from simulator.cli.plain import play  # noqa: PLC0415  # only the line mode needs it

    with open_log(settings, create=create) as store, open_customer(settings) as customer:
        play(make(store, open_reader(), customer))


def _full_screen(settings: Settings, **wanted: Any) -> None:  # noqa: ANN401  # the options of `run_tui`
    """Hand over to the full-screen app."""
    from simulator.tui import run_tui  # noqa: PLC0415  # Textual, for those who want a full screen

    run_tui(settings, **wanted)


def _report_lines(report: ReplayReport) -> list[str]:
    lines = [f"Session {report.session}: {report.verdict} ({report.checked} events made anew)."]
    lines += [f"Made with another {part}: {then}, and this is {now}." for part, then, now in report.other_versions]
    if report.verdict == "cannot be verified":
        lines.append("This is what would differ today:" if report.differences else "Nothing would differ today.")
    for found in report.differences:
        where = f" {found.where}" if found.where else ""
        lines.append(f"  event {found.event}, reply {found.reply}: {found.kind}{where}: {found.then} → {found.now}")
    return lines
