"""The terminal app. Only here is Textual known, and the command imports this only for those who want a full screen."""

from simulator.tui.app import make_app, run_tui

__all__ = ["make_app", "run_tui"]
