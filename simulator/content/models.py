"""Personas and scenarios as data: every key a trainer may write, with a sentence of help on each.

`docs/format.md` and the JSON Schemas are generated from these models. No file is read here.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scoring.rubric import Document, Id, Short, Text
from scoring.types import CueName

Percent = Annotated[int, Field(ge=0, le=200)]
Gauge = Annotated[int, Field(ge=0, le=100)]
Delta = Annotated[int, Field(ge=-40, le=40)]
Act = Literal[
    "open",
    "vent",
    "repeat_detail",
    "reject_fix",
    "demand",
    "question_competence",
    "threaten",
    "ask_supervisor",
    "disclose_need",
    "haggle",
    "doubt_promise",
    "soften",
    "accept",
    "thank",
    "close_cold",
    "hang_up",
]
"""What the customer does next, in the terms of dialogue systems a *dialogue act*."""

ACTS: tuple[Act, ...] = Act.__args__  # type: ignore[attr-defined]
Band = Literal["cool", "warm", "hot"]
"""Heat in three bands: cool below 35, warm below 70, hot from 70."""

BANDS: tuple[Band, ...] = Band.__args__  # type: ignore[attr-defined]
Phase = Literal["venting", "heard", "exploring", "negotiating", "closing", "ended"]
PHASES: tuple[Phase, ...] = Phase.__args__  # type: ignore[attr-defined]
Outcome = Literal[
    "won_back",
    "resolved",
    "lukewarm",
    "handed_over",
    "honest_no",
    "supervisor",
    "hung_up",
    "went_public",
    "abandoned",
]
KEPT: frozenset[Outcome] = frozenset({"won_back", "resolved", "lukewarm", "handed_over", "honest_no"})
LOST: frozenset[Outcome] = frozenset({"supervisor", "hung_up", "went_public"})
SLOTS = ("company", "product", "problem", "since", "cost", "want", "fact", "promise")
"""The only slots a line may hold."""

SpokenLine = Annotated[str, Field(min_length=1, max_length=400)]
Lines = dict[Act, dict[Band, Annotated[tuple[SpokenLine, ...], Field(strict=False, min_length=1)]]]
"""Lines by act and heat band."""


class Worth(Document):
    """How much each criterion moves this person, in percent of the usual effect."""

    listening: Percent = 100
    """Effect of being listened to."""
    empathy: Percent = 100
    """Effect of empathy."""
    apology: Percent = 100
    """Effect of an apology."""
    ask: Percent = 100
    """Effect of being asked."""
    summarize: Percent = 100
    """Effect of a recap."""


class Trigger(Document):
    """Something that sets this customer off (or pleases them) beyond the usual."""

    id: Id
    """Name of the trigger, shown in the debrief as the rule `trigger:<id>`."""
    cue: CueName
    """The cue in the trainee's reply that pulls it."""
    heat: Annotated[int, Field(ge=0, le=40)] = 0
    """Points of heat added."""
    trust: Delta = 0
    """Points of trust added (or taken, when negative)."""
    once: bool = True
    """Whether it fires only the first time."""
    why: Short
    """Reason, as the debrief tells the trainee."""


class Temper(Document):
    """The numbers of a personality."""

    heat: Annotated[int, Field(ge=-20, le=20)] = 0
    """Added to the scenario's starting heat."""
    trust: Annotated[int, Field(ge=-20, le=20)] = 0
    """Added to the scenario's starting trust."""
    patience: Annotated[int, Field(ge=-4, le=4)] = 0
    """Added to the scenario's number of replies."""
    fuse: Percent = 100
    """How strongly mistakes heat, in percent; above 100 is a short fuse."""
    forgiveness: Percent = 100
    """How strongly good replies cool, in percent."""
    worth: Worth = Worth()
    """What each criterion is worth to this person."""
    shouts: bool = False
    """Whether hot lines may be in CAPITALS."""
    swears: Literal["never", "mildly"] = "never"
    """Whether mild swearing ("bloody", "damn") may occur."""
    icy: bool = False
    """Whether anger shows as cold politeness."""
    goes_silent: bool = False
    """Whether anger may show as a one-word answer."""
    goes_public: bool = False
    """Whether a lost case ends in a public post rather than a hang-up."""
    wants_supervisor: bool = True
    """Whether they ask for a supervisor before they give up."""


class Persona(Document):
    """Who the customer is: voice, temper and lines. Any persona can play any scenario."""

    id: Id
    """Name used on the command line; the file is called after it."""
    version: Annotated[int, Field(ge=1)]
    """Raised with every change."""
    name: Short
    """The customer's name."""
    summary: Text
    """Who this is, in two sentences for the trainee."""
    voice: Text
    """How they speak: rhythm, habits, words, for the model that plays them."""
    temper: Temper = Temper()
    """The numbers of this personality."""
    triggers: Annotated[tuple[Trigger, ...], Field(strict=False)] = ()
    """What sets them off whatever the case."""
    lines: Lines
    """What they say, by act and heat band (`cool` below 35, `warm` below 70, `hot` from 70)."""


class Detail(Document):
    """One line of a case card."""

    label: Short
    """What it is."""
    value: Short
    """The value."""


class CaseCard(Document):
    """What the trainee can see about the case."""

    you_are: Text
    """The trainee's role, in a sentence or two."""
    customer: Text
    """What the files say of the customer."""
    details: Annotated[tuple[Detail, ...], Field(strict=False)] = ()
    """Order numbers, dates, amounts."""
    history: Annotated[tuple[Short, ...], Field(strict=False)] = ()
    """What happened so far, one event a line."""
    you_may: Annotated[tuple[Short, ...], Field(strict=False, min_length=1)]
    """What policy allows, one remedy a line."""
    you_may_not: Annotated[tuple[Short, ...], Field(strict=False)] = ()
    """What policy forbids, and why."""


class Slots(Document):
    """The words that fill a persona's lines in this case. Each has one grammatical form, so that any line fits."""

    product: Short
    """A noun phrase with its article or owner: `my dishwasher`."""
    problem: Short
    """A clause without capital or full stop: `the engineer never turned up`."""
    since: Short
    """A time phrase that follows "I've been waiting": `for eleven days`."""
    cost: Short
    """A clause of what it cost, first person: `I've lost two days' pay`."""
    want: Short
    """A verb phrase that follows "I want to": `get my money back`. The first demand, not the hidden need."""


class Fact(Document):
    """Something true of the case, in the customer's own words."""

    id: Id
    """Name of the fact."""
    text: Annotated[str, Field(min_length=1, max_length=240)]
    """One or two whole sentences as the customer says them: `The wedding is on Saturday at two.`"""
    known_to: Literal["customer", "agent", "both"] = "customer"
    """Who knows it at the start; what only the customer knows comes out by asking."""
    asked_by: Annotated[tuple[Short, ...], Field(strict=False)] = ()
    """Questions that ask for it, three to six: what the reader compares a trainee's question with."""


class Need(Document):
    """What the customer really needs, behind the first demand."""

    fact: Id
    """The fact that tells it."""
    revealed_by: Literal["open_question", "question", "trust"] = "open_question"
    """What brings it out: an open question, any question that reaches for it, or trust alone."""
    trust: Gauge = 65
    """Trust at which it comes out unasked."""


class Remedy(Document):
    """Something the trainee could offer, and what the customer or the policy makes of it."""

    id: Id
    """Name of the remedy."""
    label: Short
    """A noun phrase: `a refund of the delivery fee`."""
    stance: Literal["wanted", "acceptable", "unacceptable", "forbidden"]
    """`wanted` meets the need; `acceptable` will do; `unacceptable` angers; `forbidden` is against policy."""
    kind: Literal["fix", "hand_over"] = "fix"
    """A hand-over to another team or person ends the case as `handed_over`."""
    examples: Annotated[tuple[Short, ...], Field(strict=False, min_length=3)]
    """Ways a trainee might offer it, in full sentences: what the reader compares an offer with."""
    reason_not: Text | None = None
    """For `unacceptable` and `forbidden`: why, as the debrief tells it."""


class Mood(Document):
    """Where the customer starts."""

    heat: Gauge
    """Starting heat."""
    trust: Gauge = 30
    """Starting trust."""
    patience: Annotated[int, Field(ge=5, le=20)] = 10
    """Most replies the customer waits through: the turn limit."""


class Moment(Document):
    """When an event happens or a fixed line is said. All that is given must hold."""

    turn: Annotated[int, Field(ge=1, le=20)] | None = None
    """After the trainee's reply of this number."""
    phase: Phase | None = None
    """When the conversation has reached this phase for the first time."""
    promised: bool | None = None
    """Whether a promise must be open."""
    heat_from: Gauge | None = None
    """Heat at or above this."""


class CaseEvent(Document):
    """Something that happens outside the talk. It may raise heat, never lower it."""

    id: Id
    """Name of the event."""
    kind: Literal["time_passes", "news"]
    """`time_passes` makes open promises due and the customer comes back; `news` is something the customer learns."""
    when: Moment
    """When it happens."""
    text: Text
    """What the trainee reads on the screen: `Two days later, the phone rings.`"""
    heat: Annotated[int, Field(ge=0, le=40)] = 0
    """Points of heat added."""
    says: SpokenLine | None = None
    """What the customer says when they are back, word for word; else a line of the persona that holds up a promise."""
    result: Text | None = None
    """For `time_passes`: what the trainee finds in the case file, so that they can report it."""
    reported_by: Annotated[tuple[Short, ...], Field(strict=False)] = ()
    """For `time_passes`: sentences that report the promised result, three or more."""


class Say(Document):
    """The customer's exact words at a moment; every voice says them as written."""

    id: Id
    """Name of this line."""
    when: Moment
    """When it is said."""
    act: Act
    """The act it stands for."""
    text: SpokenLine
    """The words. Slots are filled."""


class GoldenTrainee(Document):
    """A scripted trainee with the outcome and score they must land in: the scenario's own test."""

    outcome: Annotated[tuple[Outcome, ...], Field(strict=False, min_length=1)]
    """Outcomes that are right for these replies."""
    score: Annotated[tuple[Gauge, Gauge], Field(strict=False)]
    """Lowest and highest conversation score."""
    replies: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    """The replies, in order; a script that runs out ends as `abandoned`."""

    @model_validator(mode="after")
    def _band_is_ordered(self) -> Self:
        if self.score[0] > self.score[1]:
            raise ValueError("score: the first number is the lowest score, the second the highest")
        return self


class GoldenTrainees(Document):
    """The five every scenario has."""

    good: GoldenTrainee
    """Does what the guide teaches."""
    average: GoldenTrainee
    """Means well, misses some."""
    poor: GoldenTrainee
    """Makes it worse."""
    stuffer: GoldenTrainee
    """All the right phrases, nothing of the case: must not end kept."""
    plain: GoldenTrainee
    """Good without one stock phrase: must end kept."""


class Scenario(Document):
    """What the conversation is about."""

    id: Id
    """Name used on the command line; the file is called after it."""
    version: Annotated[int, Field(ge=1)]
    """Raised with every change."""
    title: Short
    """The title people read."""
    summary: Text
    """What has happened, in two sentences for the home screen. Gives nothing hidden away."""
    trade: Short
    """Line of business."""
    channel: Literal["chat", "phone", "email", "ticket", "social"]
    """Where the conversation takes place."""
    difficulty: Literal["easy", "normal", "hard"] = "normal"
    """How hard it is for a new hire, as the list says. `--difficulty` comes on top; `normal` plays it as written."""
    company: Short
    """The (made-up) company the trainee works for."""
    playbook: Id = "core"
    """The playbook it is graded by unless another is chosen."""
    persona: Id
    """The customer who plays it unless another is chosen."""
    case_card: CaseCard
    """What the trainee sees."""
    slots: Slots
    """Words for the persona's lines."""
    story: SpokenLine | None = None
    """What happened, in two or three plain sentences of the customer's: said after whatever opening line they have."""
    facts: Annotated[tuple[Fact, ...], Field(strict=False, min_length=3)]
    """What is true of the case."""
    need: Need
    """The hidden need."""
    remedies: Annotated[tuple[Remedy, ...], Field(strict=False, min_length=3)]
    """What could be offered."""
    honest_no: bool = False
    """Whether a well-explained refusal, accepted, is a good end here (`honest_no`)."""
    mood: Mood
    """Where the customer starts."""
    triggers: Annotated[tuple[Trigger, ...], Field(strict=False)] = ()
    """What sets the customer off in this case."""
    events: Annotated[tuple[CaseEvent, ...], Field(strict=False)] = ()
    """What happens outside the talk."""
    say: Annotated[tuple[Say, ...], Field(strict=False)] = ()
    """Lines fixed word for word."""
    lines: Lines = {}  # noqa: RUF012  # pydantic copies defaults
    """Further lines for this case, by act and heat band; used beside the persona's."""
    trainees: GoldenTrainees
    """Five scripted trainees with the outcome and score they must reach."""
