"""The flat line mode: a practice without a full screen, for pipes, small terminals and screen readers.

The conversation and the debrief go to stdout, prompts and remarks to stderr. A line is a reply, unless it begins with
`/`; `//` begins a reply with a slash. No colour, no cursor movement, ever.
"""

from __future__ import annotations

import contextlib
import sys
import textwrap
import threading
from typing import TYPE_CHECKING, TextIO

from scoring.errors import StoreError
from scoring.text import clean_text, one_line
from simulator.cli.debrief_text import debrief_text
from simulator.cli.parts import say
from simulator.debrief import marks_in_words

if TYPE_CHECKING:
    from simulator.content.models import Scenario
    from simulator.exchange import Exchange
    from simulator.session import Practice

HELP = """\
Type a reply and press Enter. A line that begins with / is a command (// begins a reply with a slash):
  /hint   what to try next        /pause  put the customer on hold
  /case   the case card           /help   this
  /quit   leave; `coolhead resume` goes on later"""


def play(practice: Practice, source: TextIO | None = None) -> None:
    """Let a trainee play a practice line by line until it ends, the input ends, or they leave.

    Args:
        practice: Opened or resumed; what was said so far is said again.
        source: Where the lines come from; stdin if None.
    """
    lines = sys.stdin if source is None else source
    _Play(practice, lines).run()


class _Play:
    def __init__(self, practice: Practice, lines: TextIO) -> None:
        self._practice = practice
        self._lines = lines
        self._shown = 0
        self._typed = lines.isatty()
        # On a terminal the typed line stands there already.
        self._echo = not (self._typed and sys.stdout.isatty())

    def run(self) -> None:
        practice = self._practice
        for note in practice.notes:
            say(one_line(note))
        say(banner(practice))
        practice.open()
        self._show(again=True)
        try:
            self._converse()
        except KeyboardInterrupt:
            with contextlib.suppress(StoreError):  # it may have come between a write and its taking effect here
                practice.leave()
            say(f"\nLeft. `coolhead resume {practice.id}` goes on.")
            raise

    def _converse(self) -> None:
        practice = self._practice
        while practice.outcome is None:
            if self._typed:  # while a person reads and types, the voice works ahead; a pipe does neither
                threading.Thread(target=practice.prepare, daemon=True).start()
            line = self._read()
            if line is None:
                practice.abandon()
            elif line.strip() == "/quit":
                practice.leave()
                say(f"Left. `coolhead resume {practice.id}` goes on.")
                return
            elif line.startswith("/") and not line.startswith("//"):
                self._command(line.strip())
            else:
                practice.submit(line[1:] if line.startswith("//") else line)
                if practice.remark:
                    say(practice.remark)
            self._show()
        print(f"\n{debrief_text(practice.debrief())}", flush=True)

    def _read(self) -> str | None:
        """The next line without its end; None when the input has ended."""
        if self._typed:
            print("You: ", end="", file=sys.stderr, flush=True)
        line = self._lines.readline()
        return line.rstrip("\r\n") if line else None

    def _command(self, line: str) -> None:
        practice = self._practice
        match line:
            case "/hint":
                say(f"Hint: {one_line(practice.hint())}")
            case "/pause":
                practice.pause()
            case "/case":
                say(case_text(practice.setting.scenario))
            case "/help":
                say(HELP)
            case _:
                say(f"There is no command {one_line(line.split(maxsplit=1)[0])}; /help names them. Nothing was said.")

    def _show(self, *, again: bool = False) -> None:
        """Print what has been said since the last time; with `again`, replies that were typed before too."""
        exchanges = self._practice.exchanges
        for exchange in exchanges[self._shown :]:
            self._print(exchange, reply=again or self._echo)
        self._shown = len(exchanges)

    def _print(self, exchange: Exchange, *, reply: bool) -> None:
        if exchange.reply is not None:
            if reply:
                print(f"You: {one_line(exchange.reply)}")
            if exchange.reading is not None and self._practice.mode == "coach":
                sys.stdout.flush()
                say(f"  ({marks_in_words(exchange.reading)})")
        if exchange.notice:
            print(f"[{one_line(exchange.notice)}]")
        print(f"Customer (heat {exchange.decision.heat}): {one_line(exchange.line.text)}", flush=True)


def banner(practice: Practice) -> str:
    """What stands at the beginning: who, what, how, and the case card."""
    setting = practice.setting
    scenario, persona = setting.scenario, setting.persona
    first = f"{scenario.title} · {scenario.channel} · {persona.name} · {setting.difficulty} · {practice.playbook.title}"
    exam = ["Exam: no hints, and the marks come at the end."] if practice.mode == "exam" else []
    return "\n".join(
        [
            f"Session {practice.id}",
            clean_text(first),
            clean_text(_wrapped(scenario.summary)),
            "",
            case_text(scenario),
            "",
            *exam,
            HELP,
            "",
        ]
    )


def case_text(scenario: Scenario) -> str:
    """The case card as plain text."""
    card = scenario.case_card
    parts = [_wrapped(card.you_are), _wrapped(f"Customer: {card.customer}")]
    parts += [_wrapped(f"{detail.label}: {detail.value}", "  ") for detail in card.details]
    for title, lines in (("So far", card.history), ("You may", card.you_may), ("You may not", card.you_may_not)):
        if lines:
            parts.append(f"{title}:")
            parts += [_wrapped(f"- {line}", "  ") for line in lines]
    return clean_text("\n".join(parts))


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(one_line(text), 100, initial_indent=indent, subsequent_indent=indent + "  " * bool(indent))
