"""What the trainee may know of the case, as sections: the briefing and the panel beside the talk show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import VerticalScroll

from simulator.tui.theme import MUTED
from simulator.tui.widgets.rows import Row, Rows, row
from simulator.tui.words import name_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from scoring.rubric import Playbook
    from simulator.content.models import Scenario


class Section(NamedTuple):
    """A heading and the rows under it."""

    heading: str
    rows: list[Row]


def bullets(lines: Iterable[str], sign: str = "·") -> list[Row]:
    """One item a row, each with its sign."""
    return [row((sign, MUTED), shown(line), indent=2) for line in lines]


def prose(text: str) -> list[Row]:
    """A text without a label."""
    return [row("", line, indent=0) for line in shown(text).split("\n")]


def case_sections(scenario: Scenario) -> list[Section]:
    """The case card: role, customer, details, history, and what policy allows and forbids."""
    card = scenario.case_card
    sections = [Section("You are", prose(card.you_are)), Section("The customer", prose(card.customer))]
    if card.details:
        details = [
            row("", (f"{shown(detail.label)}: ", MUTED), shown(detail.value), indent=0) for detail in card.details
        ]
        sections.append(Section("Details", details))
    if card.history:
        sections.append(Section("So far", bullets(card.history)))
    sections.append(Section("You may", bullets(card.you_may, "+")))
    if card.you_may_not:
        sections.append(Section("You may not", bullets(card.you_may_not, "×")))
    return sections


def playbook_sections(playbook: Playbook) -> list[Section]:
    """The guide's steps, then what it weighs."""
    steps = [
        row((str(number), "bold"), (f"{shown(step.title)}. ", "bold"), shown(step.good), indent=2)
        for number, step in enumerate(playbook.steps, 1)
    ]
    weights = [*playbook.criteria.items(), *playbook.practices.items()]
    alike = len({weight for _, weight in weights}) == 1
    graded = ", ".join(name_of(name) if alike else f"{name_of(name)} ×{weight}" for name, weight in weights)
    return [
        Section(f"Your guide: {shown(playbook.title)}", steps),
        Section("What is marked", prose(f"{graded}. Each reply gets 0, 1 or 2; your best one counts.")),
    ]


class SectionBlock(Rows):
    """One section on the screen: the heading on its own line, the rows under it."""

    def __init__(self, section: Section) -> None:
        super().__init__([row("", (section.heading, "bold $primary"), indent=0), *section.rows], classes="section")
        self.heading = section.heading


class CaseCard(VerticalScroll, can_focus=False):
    """The case card beside (or, on a narrow screen, instead of) the talk."""

    def __init__(self, scenario: Scenario, *, id: str | None = None) -> None:  # noqa: A002  # the name every widget has
        super().__init__(id=id)
        self._scenario = scenario

    def compose(self) -> ComposeResult:
        """The sections, one under the other."""
        for section in case_sections(self._scenario):
            yield SectionBlock(section)
