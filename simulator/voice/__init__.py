"""Turns a decision into the customer's words."""

from simulator.voice.local import LocalVoice
from simulator.voice.opening import Opened, VoiceName, open_voice
from simulator.voice.scripted import ScriptedVoice
from simulator.voice.types import Fault, History, Line, Voice

__all__ = [
    "Fault",
    "History",
    "Line",
    "LocalVoice",
    "Opened",
    "ScriptedVoice",
    "Voice",
    "VoiceName",
    "open_voice",
]
