"""Turns a decision into the customer's words."""

from simulator.voice.types import Fault, History, Line, Voice

__all__ = ["Fault", "History", "Line", "Voice"]
