"""All that the screens ask of the rest of the house, behind one door: library, log, scorer, voice, driver.

What may take long (`get_ready`, `start`, `resume`, `retry`) is called from thread workers only.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from scoring.errors import CoolheadError
from scoring.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scoring.rubric import Playbook
    from scoring.scorer import Scorer
    from scoring.types import Probe, Reading, Turn
    from simulator.content.load import Library
    from simulator.content.models import Persona, Scenario
    from simulator.engine.state import Difficulty
    from simulator.session import Practice
    from simulator.settings import Settings
    from simulator.store.log import Store
    from simulator.voice.types import Voice

Mode = Literal["coach", "exam"]

WAITING_SHOWN = 5
"""How many left practices the home screen offers; `coolhead list sessions` has them all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the trainee has picked to practise."""

    scenario: Scenario
    persona: Persona
    playbook: Playbook
    difficulty: Difficulty = "normal"
    mode: Mode = "coach"
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A practice that was left and waits to be gone on with."""

    id: str
    title: str
    customer: str
    difficulty: str
    mode: str


class _Overheard:
    """The scorer, with somebody listening: marks can be shown before the customer has found their words."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self.listener: Callable[[Reading], None] | None = None

    @property
    def name(self) -> str:
        """Name and version of the scorer."""
        return self._scorer.name

    def read(self, reply: str, context: Sequence[Turn] = (), probes: Sequence[Probe] = ()) -> Reading:
        """Read as the scorer does, and let the listener know."""
        reading = self._scorer.read(reply, context, probes)
        if self.listener is not None:
            self.listener(reading)
        return reading


class Backstage:
    """The parts of one run of the app. Scorer and voice are opened once, by the first who needs them."""

    def __init__(  # noqa: PLR0913  # one a part
        self,
        library: Library,
        store: Store,
        *,
        make_scorer: Callable[[], Scorer],
        make_voice: Callable[[], Voice],
        warm: Callable[[], None] | None = None,
        notes: Sequence[str] = (),
        remark: str = "",
        difficulty: Difficulty = "normal",
        playbook: str | None = None,
    ) -> None:
        """Join the parts.

        Args:
            library: Scenarios, personas and playbooks.
            store: The session log.
            make_scorer: Opens the scorer; slow where it loads the encoder.
            make_voice: Opens the voice.
            warm: Loads the voice's model, which may take long; nothing if there is nothing to load.
            notes: Remarks that a conversation opens with, such as which voice speaks.
            remark: One line for the home screen about what is missing, or nothing.
            difficulty: How hard a practice is unless the trainee chooses.
            playbook: What it is graded by unless the trainee chooses; the scenario's own if None.
        """
        self._library = library
        self._store = store
        self._make_scorer = make_scorer
        self._make_voice = make_voice
        self._opening = threading.Lock()
        self._closing = threading.Event()
        self._scorer: _Overheard | None = None
        self._voice: Voice | None = None
        self._warm = warm
        self._notes = tuple(notes)
        self.remark = remark
        self.damaged = 0
        self.difficulty = difficulty
        self.playbook = playbook
        easiest_first = ("easy", "normal", "hard").index
        cases = (entry.model for entry in library.scenarios)
        self.scenarios = tuple(sorted(cases, key=lambda case: (easiest_first(case.difficulty), case.id)))
        self.personas = {entry.model.id: entry.model for entry in library.personas}
        self.playbooks = {entry.model.id: entry.model for entry in library.playbooks}
        self.problems = tuple(one_line(str(problem)) for problem in library.problems)

    def choice(
        self,
        scenario: str,
        *,
        persona: str | None = None,
        playbook: str | None = None,
        difficulty: Difficulty | None = None,
        mode: Mode = "coach",
        seed: int | None = None,
    ) -> Choice:
        """Fill a choice up with what the scenario says.

        Raises:
            CoolheadError: One of the names is not in the library.
        """
        case = self._library.scenario(scenario).model
        return Choice(
            scenario=case,
            persona=self._library.persona(persona or case.persona).model,
            playbook=self._library.playbook(playbook or case.playbook).model,
            difficulty=difficulty or self.difficulty,
            mode=mode,
            seed=seed,
        )

    def waiting(self) -> list[Waiting]:
        """The practices that were left unended, the one played last first; what is damaged is only counted.

        Raises:
            CoolheadError: The session log cannot be read.
        """
        titles = {scenario.id: scenario.title for scenario in self.scenarios}
        listing = self._store.listing()
        self.damaged = len(listing.damaged)
        rows = [row for row in reversed(listing.rows) if row.outcome is None]
        return [
            Waiting(
                id=row.id,
                title=titles.get(row.scenario, row.scenario),
                customer=self.personas[row.persona].name if row.persona in self.personas else row.persona,
                difficulty=row.difficulty,
                mode=row.mode,
            )
            for row in rows[:WAITING_SHOWN]
        ]

    def get_ready(self, say: Callable[[str], None]) -> None:
        """Open the scorer and the voice, saying in words how far it is. A second call finds them open.

        Raises:
            CoolheadError: A part that was asked for by name is not there.
        """
        with self._opening:
            if self._scorer is None:
                say("The coach is getting ready…")
                self._scorer = _Overheard(self._make_scorer())
            if self._voice is None:
                say("The customer is getting ready…")
                self._voice = self._make_voice()

    def warm_up(self) -> None:
        """Load what the voice will need. The first line can do without; a line that cannot waits for it."""
        if self._warm is not None and not self._closing.is_set():
            self._warm()

    def _parts(self) -> tuple[Scorer, Voice]:
        self.get_ready(lambda _: None)
        if self._scorer is None or self._voice is None:  # pragma: no cover - get_ready has just set both
            raise CoolheadError("The practice could not be made ready.")
        return cast("Scorer", self._scorer), self._voice

    def listen(self, listener: Callable[[Reading], None]) -> None:
        """Have every reading told to `listener` and nobody else, from the thread that reads."""
        if self._scorer is not None:
            self._scorer.listener = listener

    def unlisten(self, listener: Callable[[Reading], None]) -> None:
        """Tell `listener` nothing more; whoever has taken its place is left alone."""
        if self._scorer is not None and self._scorer.listener == listener:
            self._scorer.listener = None

    def start(self, choice: Choice) -> Practice:
        """Begin a practice and hear the opening line."""
        # The driver draws in the log's database layer, which the first paint can do without.
        from simulator.session import start  # noqa: PLC0415

        scorer, voice = self._parts()
        practice = start(
            self._store,
            self._library,
            scorer,
            voice,
            scenario=choice.scenario.id,
            persona=choice.persona.id,
            playbook=choice.playbook.id,
            difficulty=choice.difficulty,
            seed=choice.seed,
            mode=choice.mode,
            notes=self._notes,
        )
        practice.open()
        return practice

    def resume(self, session_id: str) -> Practice:
        """Go on with a practice; a reply that was never answered is answered now."""
        from simulator.session import resume  # noqa: PLC0415  # as above

        scorer, voice = self._parts()
        return resume(self._store, scorer, voice, session_id, notes=self._notes)

    def retry(self, session_id: str, reply_number: int) -> Practice:
        """Begin anew from just before a reply, with the same seed."""
        from simulator.session import retry  # noqa: PLC0415  # as above

        scorer, voice = self._parts()
        return retry(self._store, scorer, voice, session_id, reply_number, notes=self._notes)

    def hush(self) -> None:
        """Stop what the voice has under way and begin nothing new, so that nobody waits for it on the way out."""
        self._closing.set()
        if self._voice is not None:
            self._voice.close()

    def close(self) -> None:
        """Let go of everything."""
        self.hush()
        self._store.close()


def open_backstage(settings: Settings) -> Backstage:
    """The parts as the user has set them: library, log and voice at once, scorer and model when they are needed.

    Raises:
        CoolheadError: The session log cannot be opened, or a voice asked for by name is not there.
    """
    from scoring.models_dir import encoder_dir  # noqa: PLC0415  # as below
    from simulator.content.load import Library  # noqa: PLC0415  # as below
    from simulator.store.log import Store  # noqa: PLC0415  # SQLAlchemy takes 0.2 s: not for who wants the types here
    from simulator.voice import LocalVoice, open_voice  # noqa: PLC0415  # draws in numpy

    def make_scorer() -> Scorer:
        from scoring.scorer import open_scorer  # noqa: PLC0415  # loads torch and the encoder

        return open_scorer()

    opened = open_voice(settings.voice, model=settings.model)
    store = Store.open(settings.log)
    return Backstage(
        Library.open(),
        store,
        make_scorer=make_scorer,
        make_voice=lambda: opened.voice,
        warm=opened.voice.load if isinstance(opened.voice, LocalVoice) else None,
        notes=(*opened.notes, *([store.warning] if store.warning else [])),
        remark=store.warning or _remark(opened.notes, marks_all=encoder_dir() is not None),
        difficulty=settings.difficulty,
        playbook=settings.playbook,
    )


def _remark(notes: Sequence[str], *, marks_all: bool) -> str:
    """What is missing, short enough for one line of 80 cells."""
    if notes and not marks_all:
        return "No model yet: scripted lines, some marks only. Try `coolhead model pull`."
    if notes:
        return "No voice model yet: the customer is scripted. Try `coolhead model pull`."
    return "" if marks_all else "No sentence model yet: only some marks are given. Try `coolhead model pull`."
