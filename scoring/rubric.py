"""A playbook: which criteria and practices count, how much, in what order, and in which style.

The five guides the product teaches and the default `core` are YAML documents under `scoring/playbooks/`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scoring.problems import MisplacedError
from scoring.types import CRITERIA, PRACTICES

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
"""Lower-case letters, digits and underscores; starts with a letter; at most 48 characters."""

Short = Annotated[str, Field(min_length=1, max_length=120)]
Text = Annotated[str, Field(min_length=1, max_length=1200)]
CriterionName = Literal["listening", "empathy", "apology", "ask", "summarize"]
PracticeName = Literal[
    "calm",
    "positive",
    "flexible",
    "explain",
    "timeframe",
    "follow_up",
    "case_notes",
    "prevent",
    "process_gap",
    "solve",
    "honest_failure",
    "apology_style",
]
Weight = Annotated[int, Field(ge=1, le=10)]


class Document(BaseModel):
    """What every authored document shares: unknown keys are refused, nothing is coerced, nothing changes later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class Step(Document):
    """One step of a guide, in the order it is taught."""

    id: Id
    """Short name of the step."""
    title: Short
    """The step as the trainee reads it."""
    good: Text
    """What a good reply does here."""
    warning: Text
    """What the guide warns of."""
    marked_by: Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
    """Criteria and practices that show whether the step was taken."""


class Playbook(Document):
    """A rubric a trainee can pick, a trainer can assign and the scorer can grade."""

    id: Id
    """The name used on the command line and in scores."""
    version: Annotated[int, Field(ge=1)]
    """Raised with every change that moves a score."""
    title: Short
    """The name people read."""
    summary: Text
    """What this guide is for, in a sentence or two."""
    apology_style: Literal["either", "personal", "corporate"] = "either"
    """Whose name an apology is expected in; never changes the apology mark itself."""
    criteria: dict[CriterionName, Weight]
    """Weight of each of the five criteria: all five are always there."""
    practices: dict[PracticeName, Weight] = {}
    """Weight of each further practice this guide grades."""
    steps: Annotated[tuple[Step, ...], Field(strict=False, min_length=1)]
    """The guide's steps, in order."""
    pass_mark: Annotated[int, Field(ge=0, le=100)] | None = None
    """Lowest conversation score that passes, if the trainer sets one."""
    pass_without_critical: bool = True
    """Whether a critical failure (insult, blame, broken promise) fails the attempt whatever the score."""

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        missing = [name for name in CRITERIA if name not in self.criteria]
        if missing:
            raise MisplacedError(
                ("criteria",), f"every playbook weighs all five criteria; {', '.join(missing)} is missing"
            )
        graded = {*self.criteria, *self.practices}
        for number, step in enumerate(self.steps):
            for index, name in enumerate(step.marked_by):
                if name not in graded and name != "handed_over":
                    known = "a practice it does not weigh" if name in PRACTICES else "no criterion or practice"
                    message = f"step '{step.id}' is marked by '{name}', which is {known}"
                    raise MisplacedError(("steps", number, "marked_by", index), message)
        return self
