"""Rows with a hanging indent: what wraps stays to the right of its label, so that a column of numbers can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size


_GAP = Content("  ")


class Row(NamedTuple):
    """A label `indent` cells wide, and what stands beside it. `right` sets the label against it.

    A text wraps at its spaces. Of several parts none is broken: what no longer fits begins the next line.
    """

    label: Content
    beside: Content | tuple[Content, ...]
    indent: int
    right: bool = False

    def wrapped(self, width: int) -> list[Content]:
        """The lines beside the label at a width in cells."""
        if isinstance(self.beside, Content):
            return self.beside.wrap(width) or [Content("")]
        lines: list[Content] = []
        for part in self.beside:
            longer = lines[-1] + _GAP + part if lines else part
            if lines and longer.cell_length <= width:
                lines[-1] = longer
            else:
                lines.append(part)
        return lines

    @property
    def plain(self) -> str:
        """Label and text, unwrapped."""
        beside = self.beside if isinstance(self.beside, Content) else _GAP.join(self.beside)
        return f"{self.label.plain} {beside.plain}".strip()


def row(label: str | tuple[str, str], *text: str | tuple[str, str] | Content, indent: int, right: bool = False) -> Row:
    """A row from strings and (string, style) pairs."""
    return Row(Content.assemble(label), Content.assemble(*text), indent, right)


def lay_out(rows: Sequence[Row], width: int) -> list[Content]:
    """The lines of the rows at a width in cells."""
    lines: list[Content] = []
    for one in rows:
        label = one.label
        room = one.indent - label.cell_length
        if room > 0:
            label = (label.pad_left(room - 1) + " ") if one.right else label.pad_right(room)
        wrapped = one.wrapped(max(8, width - one.indent))
        lines.append(label + wrapped[0])
        lines += [Content(" " * one.indent) + line for line in wrapped[1:]]
    return lines


class Rows(Widget):
    """Rows on the screen."""

    DEFAULT_CSS = "Rows { height: auto; width: 1fr; }"

    def __init__(self, rows: Sequence[Row] = (), *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.rows = tuple(rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.rows = tuple(rows)
        self.refresh(layout=True)

    @property
    def plain(self) -> str:
        """The rows as text, unwrapped."""
        return "\n".join(one.plain for one in self.rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rows take at this width."""
        del container, viewport
        return len(lay_out(self.rows, width))

    def render(self) -> Content:
        """The rows at the width there is."""
        return Content("\n").join(lay_out(self.rows, self.content_size.width))
