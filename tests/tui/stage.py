"""What the tests of the screens share: a small library of their own, real parts around it, and ways to wait."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from simulator.content.load import Library
from simulator.store.log import Store
from simulator.tui.app import make_app
from simulator.tui.backstage import Backstage
from simulator.tui.messages import ChoiceMade
from simulator.tui.screens.practice import PracticeScreen
from simulator.voice.scripted import ScriptedVoice
from tests.session.kit import LiteralScorer

LIBRARY = Path(__file__).parent / "library"
SCENARIO = "wet_parcel"
PATIENCE_S = 30
"""Longest that a test waits for something to become true before it fails."""


class GatedVoice(ScriptedVoice):
    """The scripted voice, which finds its words only when the test opens the gate."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def speak(self, setting, decision, history):
        """Wait, then speak."""
        assert self.gate.wait(PATIENCE_S), "the test never opened the gate"
        return super().speak(setting, decision, history)


class FailingScorer(LiteralScorer):
    """Breaks on its first reading and reads well from then on, as a model does after a hiccup."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error
        self.broken = True

    def read(self, reply, context=(), probes=()):
        """Fail once, then read."""
        if self.broken:
            self.broken = False
            raise self.error
        return super().read(reply, context, probes)


def make_backstage(folder, *, scorer=None, voice=None, make_voice=None, remark="", **options) -> Backstage:
    """Real library, log, driver and scripted voice; the scorer reads what a reply says of itself."""
    library = Library([LIBRARY / "scenarios"], [LIBRARY / "personas"], [LIBRARY / "playbooks"])
    return Backstage(
        library,
        Store.open(folder / "sessions.db"),
        make_scorer=lambda: scorer or LiteralScorer(),
        make_voice=make_voice or (lambda: voice or ScriptedVoice()),
        remark=remark,
        **options,
    )


def still(app):
    """The app without animations: the customer's lines come whole."""
    app.animation_level = "none"
    return app


def briefed(backstage, *, mode="coach", seed=7):
    """The app on the briefing of the test scenario, with fixed draws."""
    return still(make_app(backstage, first=ChoiceMade(backstage.choice(SCENARIO, mode=mode, seed=seed))))


async def until(pilot, true, what="it") -> None:
    """Wait until something is true, letting the app work."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not true():
                await pilot.pause()
                await asyncio.sleep(0)
    except TimeoutError as error:
        raise AssertionError(f"waited in vain for {what} on {pilot.app.screen!r}") from error


async def settle(pilot) -> None:
    """Wait until no worker runs and no message is on its way."""
    calm = 0
    async with asyncio.timeout(PATIENCE_S):
        while calm < 3:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            busy = isinstance(pilot.app.screen, PracticeScreen) and pilot.app.screen.busy
            calm = 0 if busy or any(not worker.is_finished for worker in pilot.app.workers) else calm + 1


async def begin(pilot) -> PracticeScreen:
    """From the briefing into the talk, until the opening line stands."""
    await settle(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, PracticeScreen), "the practice screen")
    await settle(pilot)
    return pilot.app.screen


async def say(pilot, text: str) -> None:
    """Send a reply and wait for the answer."""
    pilot.app.screen.query_one("#composer").text = text
    await pilot.press("enter")
    await settle(pilot)


async def lose(pilot) -> None:
    """Go on insulting until the customer ends it."""
    for _ in range(10):
        if pilot.app.screen.practice.outcome is not None:
            return
        await say(pilot, "!insult you people !blame")
    raise AssertionError("the customer took ten insults")
