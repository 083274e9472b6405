"""The two palettes. Quiet slate and teal, so that heat is the only warm thing on the screen."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="coolhead",
    primary="#7fb8bd",
    secondary="#8fa3bf",
    accent="#e3b26a",
    warning="#e3b26a",
    error="#e58673",
    success="#8fc29b",
    foreground="#dde3ea",
    background="#12161c",
    surface="#181e26",
    panel="#212936",
    dark=True,
    variables={
        "block-cursor-foreground": "#f3f6f9",
        "block-cursor-background": "#2f4550",
        "block-cursor-blurred-background": "#232e39",
        "footer-key-foreground": "#7fb8bd",
        "footer-background": "#181e26",
        "border": "#7fb8bd",
        "border-blurred": "#2b3644",
    },
)

LIGHT = Theme(
    name="coolhead-light",
    primary="#1f6f78",
    secondary="#4b5f7a",
    accent="#8f5d12",
    warning="#8f5d12",
    error="#a83a26",
    success="#2f7044",
    foreground="#1d252e",
    background="#f4f5f3",
    surface="#e9ecea",
    panel="#dde2e0",
    dark=False,
    variables={
        "block-cursor-foreground": "#10252a",
        "block-cursor-background": "#c3dcdd",
        "block-cursor-blurred-background": "#d6dfde",
        "footer-key-foreground": "#1f6f78",
        "border": "#1f6f78",
        "border-blurred": "#c3cbc9",
    },
)

NARROW_OR_WIDE = [(0, "-narrow"), (110, "-wide")]
"""Classes of a screen by its width in cells: one column below 110, two from there on."""

MUTED = "$foreground 65%"
"""Style of what is secondary. Textual's own `$text-muted` means something only in a style sheet, not inside a text."""
