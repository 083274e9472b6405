"""Makes the pictures of the README by running the real app without a terminal: `python docs/make_pictures.py`.

Same parts, same seed, same replies: the pictures change only when the screens, the library or the marks do.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.scorer import open_scorer
from simulator.content.load import Library
from simulator.store.log import Store
from simulator.tui.app import make_app
from simulator.tui.backstage import Backstage
from simulator.tui.messages import ChoiceMade
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.practice import PracticeScreen
from simulator.voice.scripted import ScriptedVoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from simulator.tui.app import CoolheadApp

OUT = Path(__file__).parent / "pictures"
SCENARIO = "missed_engineer"
SEED = 7
SIZE = (112, 34)
SHOWN_AFTER = 2
"""Replies after which the conversation is drawn."""

_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""The exporter names a font on another host: a picture of ours asks nobody."""


def picture(app: CoolheadApp, name: str) -> None:
    """Write what is on the screen as `docs/pictures/<name>.svg`."""
    svg = _FONT.sub("", app.export_screenshot(title="Coolhead"))
    (OUT / f"{name}.svg").write_text(svg, encoding="utf-8")
    print(f"{name}.svg  {len(svg) // 1024} KiB", file=sys.stderr)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Let the app work until something is true and nothing more is under way."""
    async with asyncio.timeout(120):
        while True:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            busy = isinstance(pilot.app.screen, PracticeScreen) and pilot.app.screen.busy
            if true() and not busy and all(worker.is_finished for worker in pilot.app.workers):
                await pilot.pause()
                return


async def draw(folder: Path) -> None:
    """Home, then a talk with the scenario's own good trainee, then its debrief."""
    backstage = Backstage(
        Library.open(),
        Store.open(folder / "sessions.db"),
        make_scorer=open_scorer,
        make_voice=ScriptedVoice,
    )
    choice = backstage.choice(SCENARIO, seed=SEED)
    app = make_app(backstage)
    app.animation_level = "none"
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: True)
        picture(app, "home")
        app.post_message(ChoiceMade(choice))
        await until(pilot, lambda: type(app.screen).__name__ == "BriefingScreen")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))
        for number, reply in enumerate(choice.scenario.trainees.good.replies, 1):
            screen = app.screen
            if not isinstance(screen, PracticeScreen) or screen.practice.outcome is not None:
                break
            screen.query_one("#composer").text = reply  # type: ignore[attr-defined]  # the composer is a text area
            await pilot.press("enter")
            await until(pilot, lambda: True)
            if number == SHOWN_AFTER:
                picture(app, "practice")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        picture(app, "debrief")
    backstage.close()


def main() -> None:
    """Draw all three."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw(Path(folder)))


if __name__ == "__main__":
    main()
