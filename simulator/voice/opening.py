"""Chooses the voice a practice is spoken with."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple, get_args

from scoring.errors import MissingPartError, UsageError
from simulator.voice.local import LocalVoice
from simulator.voice.models import VOICE, folder_of
from simulator.voice.scripted import ScriptedVoice
from simulator.voice.types import Voice

VoiceName = Literal["auto", "scripted", "local", "server"]


class Opened(NamedTuple):
    """A voice, and sentences to show once about the choice."""

    voice: Voice
    notes: list[str]


def open_voice(name: str = "auto", *, model: Path | None = None) -> Opened:
    """The voice of that name. Quick: a local model is loaded by its `load` or its first line, not here.

    Args:
        name: `auto` (the local model if it has been pulled, else scripted), `scripted`, `local` or `server`.
        model: A model folder to use instead of the pulled default.

    Raises:
        UsageError: There is no voice of that name.
        MissingPartError: The voice asked for by name is not there.
    """
    if name not in get_args(VoiceName):
        raise UsageError(f"There is no voice called {name!r}; choose from {', '.join(get_args(VoiceName))}.")
    if name == "server":
        raise MissingPartError("The server voice is not part of this version; choose auto, local or scripted.")
    if name == "scripted":
        return Opened(ScriptedVoice(), [])
    folder = model or folder_of(VOICE)
    if (folder / "config.json").is_file():
        return Opened(LocalVoice(folder), [])
    if name == "local":
        raise MissingPartError(f"No model lies at {folder}; `coolhead model pull voice` fetches one.")
    return Opened(
        ScriptedVoice(),
        ["No local model: the customer speaks scripted lines (`coolhead model pull` fetches one)."],
    )
