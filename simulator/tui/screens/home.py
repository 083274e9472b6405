"""The first screen: what there is to practise, what waits to be gone on with, and who plays it how."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from scoring.errors import CoolheadError
from simulator.tui.messages import ChoiceMade, ResumeChosen
from simulator.tui.theme import MUTED, NARROW_OR_WIDE
from simulator.tui.widgets.picker import Picker
from simulator.tui.words import CHANNEL_NAMES, DIFFICULTY_NAMES, played, shown

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from simulator.content.models import Scenario
    from simulator.engine.state import Difficulty
    from simulator.tui.backstage import Backstage, Choice, Mode, Waiting

_CASE = "case:"
_WAITING = "waiting:"
_OWN = ""
"""The picker's value for "as the scenario says"."""


class CaseList(OptionList):
    """The list, with its Enter in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Go", key_display="⏎"),
        Binding("pageup", "screen.scroll(-8)", "Scroll details back", show=False),
        Binding("pagedown", "screen.scroll(8)", "Scroll details on", show=False),
    ]


class HomeScreen(Screen[None]):
    """Scenarios and left practices on the left; the highlighted one and the choices on the right."""

    CSS_PATH = "home.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW_OR_WIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Go", key_display="⏎"),
        Binding("c", "turn('customer')", "Customer"),
        Binding("d", "turn('difficulty')", "Temper"),
        Binding("g", "turn('guide')", "Guide"),
        Binding("m", "turn('mode')", "Mode"),
        Binding("f1", "app.help", "Help"),
        Binding("q,escape", "app.quit", "Quit", key_display="q"),
    ]

    def __init__(self, backstage: Backstage) -> None:
        super().__init__()
        self._backstage = backstage
        self._cases = {scenario.id: scenario for scenario in backstage.scenarios}
        self._waiting: dict[str, Waiting] = {}

    def compose(self) -> ComposeResult:
        """Title, list, details and choices, keys."""
        personas = [(_OWN, ""), *((persona.id, shown(persona.name)) for persona in self._backstage.personas.values())]
        guides = [(_OWN, ""), *((book.id, shown(book.title)) for book in self._backstage.playbooks.values())]
        with Horizontal(id="masthead"):
            yield Static(Content.styled("Coolhead", "bold $primary"), markup=False, id="brand")
            yield Static("practise staying cool with angry customers", markup=False, id="tagline")
        with Horizontal(id="shelf"):
            yield CaseList(id="cases", markup=False, compact=True)
            with Vertical(id="side"):
                with VerticalScroll(id="details-scroll", can_focus=False):
                    yield Static("", markup=False, id="details")
                with Vertical(id="choices"):
                    yield Picker("Customer", personas, id="customer")
                    yield Picker("Temper", list(DIFFICULTY_NAMES.items()), id="difficulty")
                    yield Picker("Guide", guides, id="guide")
                    yield Picker(
                        "Mode",
                        [("coach", "coach (marks as you go)"), ("exam", "exam (no help)")],
                        id="mode",
                    )
        yield Static("", markup=False, id="remark")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the list and say what is missing."""
        self.query_one("#difficulty", Picker).choose(self._backstage.difficulty)
        self.query_one("#guide", Picker).choose(self._backstage.playbook or _OWN)
        self.fill()
        self.query_one("#cases", OptionList).focus()

    def on_screen_resume(self) -> None:
        """A practice may have been left or ended meanwhile."""
        self.fill()

    def fill(self) -> None:
        """Draw the list anew and keep the highlight where it was."""
        cases = self.query_one("#cases", OptionList)
        before = cases.highlighted_option.id if cases.highlighted_option else None
        remark = self._backstage.remark
        try:
            waiting = self._backstage.waiting()
        except CoolheadError as error:
            waiting, remark = [], str(error)
        self._waiting = {one.id: one for one in waiting}
        options = [Option(_heading("Scenarios"), disabled=True)]
        options += [Option(_case_prompt(case), id=_CASE + case.id) for case in self._backstage.scenarios]
        if waiting:
            options.append(Option(Content.assemble("\n", _heading("Waiting for you")), disabled=True))
            options += [Option(_waiting_prompt(one), id=_WAITING + one.id) for one in waiting]
        cases.set_options(options)
        places = {option.id: place for place, option in enumerate(options) if option.id}
        cases.highlighted = places.get(before or "", 1 if self._backstage.scenarios else None)
        if not self._backstage.scenarios:
            remark = "There is no scenario in the library. `coolhead check` says what is wrong with the files."
        elif not remark and self._backstage.problems:
            remark = f"{len(self._backstage.problems)} files of the library cannot be read: `coolhead check` says why."
        elif not remark and self._backstage.damaged:
            what = "practice is" if self._backstage.damaged == 1 else "practices are"
            remark = f"{self._backstage.damaged} {what} damaged: `coolhead list sessions` says which."
        line = self.query_one("#remark", Static)
        line.update(shown(remark))
        line.display = bool(remark)

    @property
    def _case(self) -> Scenario | None:
        """The highlighted scenario."""
        option = self.query_one("#cases", OptionList).highlighted_option
        return self._cases.get((option.id or "").removeprefix(_CASE)) if option else None

    @property
    def _left(self) -> Waiting | None:
        """The highlighted left practice."""
        option = self.query_one("#cases", OptionList).highlighted_option
        return self._waiting.get((option.id or "").removeprefix(_WAITING)) if option else None

    @on(OptionList.OptionHighlighted, "#cases")
    @on(Picker.Turned)
    def _show_details(self) -> None:
        case, left = self._case, self._left
        self.query_one("#choices").display = case is not None
        details = self.query_one("#details", Static)
        if case is not None:
            own = self._backstage.personas.get(case.persona)
            book = self._backstage.playbooks.get(case.playbook)
            self.query_one("#customer", Picker).set_words(_OWN, f"{shown(own.name)}" if own else case.persona)
            self.query_one("#guide", Picker).set_words(_OWN, f"{shown(book.title)}" if book else case.playbook)
            chosen = self._backstage.personas.get(self._value("customer") or case.persona)
            parts: list[str | tuple[str, str]] = [
                (shown(case.title), "bold"),
                (f"\n{shown(case.company)} · {shown(case.trade)}", MUTED),
                f"\n\n{shown(case.summary)}",
            ]
            if chosen is not None:
                parts += [("\n\nThe customer  ", "bold $primary"), shown(chosen.summary)]
            details.update(Content.assemble(*parts))
        elif left is not None:
            details.update(
                Content.assemble(
                    (shown(left.title), "bold"),
                    (f"\nwith {shown(left.customer)} · {played(left.difficulty, left.mode)}", MUTED),
                    "\n\nYou left this conversation before it ended. The customer is still waiting. Enter goes on.",
                )
            )
        else:
            details.update("")

    @on(OptionList.OptionSelected, "#cases")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_begin()

    def _value(self, picker: str) -> str:
        return self.query_one(f"#{picker}", Picker).value

    def _choice(self, case: Scenario) -> Choice:
        return self._backstage.choice(
            case.id,
            persona=self._value("customer") or None,
            playbook=self._value("guide") or None,
            difficulty=cast("Difficulty", self._value("difficulty")),
            mode=cast("Mode", self._value("mode")),
        )

    def action_begin(self) -> None:
        """Go on to the briefing, or back into the practice that waits."""
        case, left = self._case, self._left
        if left is not None:
            self.post_message(ResumeChosen(left.id))
        elif case is not None:
            try:
                self.post_message(ChoiceMade(self._choice(case)))
            except CoolheadError as error:
                self.notify(shown(str(error)), severity="error", markup=False)

    def action_scroll(self, lines: int) -> None:
        """Read the details on or back."""
        self.query_one("#details-scroll", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_turn(self, picker: str) -> None:
        """Turn one of the choices from wherever the focus is."""
        if self._case is not None:
            self.query_one(f"#{picker}", Picker).action_turn(1)


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $primary")


def _case_prompt(case: Scenario) -> Content:
    return Content.assemble(
        (shown(case.title), "bold"),
        (f"\n{CHANNEL_NAMES[case.channel]} · {case.difficulty}", MUTED),
    )


def _waiting_prompt(left: Waiting) -> Content:
    return Content.assemble((shown(left.title), "bold"), (f"\nwith {shown(left.customer)}", MUTED))
