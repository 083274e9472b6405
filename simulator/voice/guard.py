"""Drops a model's line that must not reach the screen. A table of small rules; each gives the reason it drops a line.

What the customer may say follows from the decision alone. So a line is checked against the decision, the case and the
talk so far, never against what would sound best: that is the ranker's work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from simulator.content.models import ACTS, BANDS
from simulator.engine.state import Decision, Setting
from simulator.voice import wordlists as words
from simulator.voice.checked import CAPITAL, STARTS, Checked, bare, ngrams, tokens
from simulator.voice.scripted import authored
from simulator.voice.slots import fill, slot_values
from simulator.voice.types import Fault, History

MAX_CHARS = 240
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_SHOUT = re.compile(r"\b[A-Z]{3,}\b")
_LABEL = re.compile(
    r"[\[\]{}<>|#*_\\()]|^\W*\w+(?: \w+)?\s*:|\b(?:agent|customer|user|assistant|system|narrator)\s*:", re.IGNORECASE
)
_GOING_ALONG = frozenset({"accept", "thank"})
_SAYS_YES = frozenset({"accept", "thank", "soften", "close_cold", "hang_up", "disclose_need"})
_THREATENING = frozenset({"threaten", "hang_up"})
_CALMING = frozenset({"accept", "thank", "soften"})


Rule = Callable[[Checked], str | None]
"""Looks at a line and returns what is wrong with it, or None."""


def check(candidate: str, setting: Setting, decision: Decision, history: History) -> list[Fault]:
    """Everything that is wrong with a candidate line; empty if it may be said.

    Args:
        candidate: One line as the model wrote it, already cleaned for the terminal.
        setting: The case and who plays it.
        decision: What the line must carry out. Facts it discloses are added after this check, word for word.
        history: The talk so far.
    """
    line = Checked(candidate, setting, decision, history)
    return [Fault(name, found) for name, rule in RULES.items() if (found := rule(line)) is not None]


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return str(match.group()).strip() if match else None


def _empty(line: Checked) -> str | None:
    enough = 1 if line.setting.persona.temper.goes_silent else 2
    return f"{len(line.tokens)} words" if len(line.tokens) < enough else None


def _long(line: Checked) -> str | None:
    sentences = len(_SENTENCES.split(line.text.strip()))
    return (
        f"{len(line.text)} characters, {sentences} sentences" if len(line.text) > MAX_CHARS or sentences > 4 else None
    )


def _unfinished(line: Checked) -> str | None:
    return None if line.text.rstrip("\"”'’ ").endswith((".", "!", "?", "…")) else f"ends with {line.text[-12:]!r}"


def _foreign(line: Checked) -> str | None:
    visible = [ch for ch in line.text if not ch.isspace()]
    letters = [ch for ch in visible if ch.isalpha()]
    plain = sum(ch.isascii() for ch in letters)
    return "few English letters" if 2 * len(letters) < len(visible) or plain < 0.95 * len(letters) else None


def _markup(line: Checked) -> str | None:
    return _found(_LABEL, line.text) or ("a line break" if "\n" in line.text else None)


def _leak(line: Checked) -> str | None:
    return _found(words.LEAK, line.added)


def _agent(line: Checked) -> str | None:
    own = " ".join(slot_values(line.setting, line.decision).values()).casefold()
    hits = (match.group().strip() for match in words.AGENT_TALK.finditer(line.added))
    return next((hit for hit in hits if hit not in own), None)


def _apology(line: Checked) -> str | None:
    return _found(words.APOLOGY, line.folded)


def _flipped(line: Checked) -> str | None:
    """The customer's own matter told as the other's: `your washing machine`, `you've lost two days' pay`."""
    swap = {"i": "you", "i've": "you've", "i'm": "you're", "i'd": "you'd", "my": "your", "me": "you", "mine": "yours"}
    slots = line.setting.scenario.slots
    spoken = line.tokens
    noun = tokens(slots.product)[-1:]
    if noun and re.search(rf"\byour (?:\w+ )?{re.escape(noun[0])}\b", line.folded):
        return f"your {noun[0]}"
    for own in (slots.product, slots.cost, slots.problem, slots.want):
        mine = tokens(own)
        other = [swap.get(word, word) for word in mine]
        size = min(3, len(other))
        if other != mine and (ngrams(other, size) - ngrams(mine, size)) & ngrams(spoken, size):
            return " ".join(other)
    return None


def _parrots(line: Checked) -> str | None:
    """The trainee's own sentence handed back."""
    mine = ngrams(line.tokens, 3)
    for turn in line.history:
        if turn.role == "agent" and mine and len(mine & ngrams(tokens(turn.text), 3)) >= 0.5 * len(mine):
            return "the trainee's words"
    return None


def _repeats(line: Checked) -> str | None:
    mine = ngrams(line.tokens, 3)
    for turn in line.history:
        if turn.role != "customer":
            continue
        old = tokens(turn.text)
        # A short line may well share its few words; a longer one may not share half of its own.
        if old == line.tokens or (len(mine) > 2 and len(mine & ngrams(old, 3)) >= 0.5 * len(mine)):
            return "an earlier line"
    return None


def _copied(line: Checked) -> str | None:
    """An authored line, or the beginning of one: then the scripted voice may as well say it whole."""
    mine = line.tokens
    values = slot_values(line.setting, line.decision)
    for act in ACTS:
        for band in BANDS:
            for template in authored(line.setting, act, band):
                filled = fill(template, values)
                if filled and tokens(filled)[: len(mine)] == mine:
                    return "an authored line"
    return None


def _stutters(line: Checked) -> str | None:
    counts: dict[tuple[str, ...], int] = {}
    for start in range(len(line.tokens) - 2):
        gram = tuple(line.tokens[start : start + 3])
        counts[gram] = counts.get(gram, 0) + 1
    twice = [gram for gram, count in counts.items() if count > 1 and not any(_doubles(t, gram) for t in line.written)]
    if twice:
        return " ".join(twice[0])
    runs = [
        a for a, b, c in zip(line.tokens, line.tokens[1:], line.tokens[2:], strict=False) if a == b == c and a != "no"
    ]
    return runs[0] if runs else None


def _doubles(text: str, gram: tuple[str, ...]) -> bool:
    """Whether an authored line itself says three words twice."""
    spoken = tokens(text)
    return sum(tuple(spoken[n : n + 3]) == gram for n in range(len(spoken) - 2)) > 1


def _amounts(text: str) -> set[str]:
    spoken = tokens(text)
    numbers = {str(words.NUMBER_WORDS[word]) for word in spoken if word in words.NUMBER_WORDS}
    return numbers | {n.rstrip(".,:") for n in _NUMBER.findall(text)} | {w for w in spoken if w in words.DATE_WORDS}


def _numbers(line: Checked) -> str | None:
    invented = _amounts(line.added) - _amounts(line.sayable)
    signs = {ch for ch in line.text if ch in "£$€%"} - set(line.sayable)
    return ", ".join(sorted(invented | signs)) or None


def _names(line: Checked) -> str | None:
    """A name out of nowhere, or out of the trainee's papers. A word that opens a sentence must be an ordinary one."""
    allowed = set(tokens(line.sayable)) | words.DATE_WORDS | {"i", "god", "mum", "dad"}
    allowed |= {bare(word) for word in allowed} | line.own_names
    usual = line.known | words.ORDINARY | words.NUMBER_WORDS.keys()
    for match in CAPITAL.finditer(line.text):
        word, whole = bare(match.group()), match.group().casefold().replace("’", "'")
        if word in allowed or whole in allowed:
            continue
        opens = STARTS.search(line.text[: match.start()]) is not None or match.group().isupper()
        if not opens or not (word in usual or whole in usual or word.endswith(("ing", "ly"))):
            return match.group()
    inside = line.behind_the_counter - line.own_names
    return next((word for word in line.tokens if len(word) > 3 and bare(word) in inside), None)


def _discloses(line: Checked) -> str | None:
    """Something of a fact that is not told now and was not told before."""
    spoken = set(line.tokens)
    told = " ".join(turn.text for turn in line.history if turn.role == "customer").casefold()
    for fact in line.setting.scenario.facts:
        if fact.id in line.decision.disclose or fact.text.casefold() in told:
            continue
        telling = {word for word in tokens(fact.text) if len(word) > 3} - line.known
        shared = telling & spoken
        # One rare word of the hidden need gives it away; other facts may brush against ordinary talk.
        if len(shared) >= (1 if fact.id == line.setting.scenario.need.fact else 2):
            return f"{fact.id}: {', '.join(sorted(shared))}"
        if ngrams(tokens(fact.text), 5) & ngrams(line.tokens, 5):
            return fact.id
    return None


def _thanks(line: Checked) -> str | None:
    allowed = line.decision.act in _GOING_ALONG or (line.decision.act == "soften" and line.decision.band != "hot")
    return None if allowed else _found(words.GRATITUDE, line.folded)


def _forgives(line: Checked) -> str | None:
    return None if line.decision.act in _CALMING else _found(words.FORGIVENESS, line.folded)


def _agrees(line: Checked) -> str | None:
    """A yes, or that the matter is settled. Who softens is calmer, and has agreed to nothing."""
    if line.decision.act in _GOING_ALONG:
        return None
    found = None if line.decision.act in _SAYS_YES else _found(words.YES, line.folded)
    if line.decision.act == "soften":
        found = found or _found(words.OVER, line.folded)
    return found or _found(words.AGREEMENT, line.folded)


def _refuses(line: Checked) -> str | None:
    """A no, a string attached or a new wish where the customer says yes or thanks."""
    if line.decision.act not in _GOING_ALONG:
        return None
    return _found(words.REFUSAL, line.folded) or _found(words.CONDITION, line.added)


def _threatens(line: Checked) -> str | None:
    if line.decision.act in _THREATENING:
        return None
    return _found(words.THREAT, line.folded) or _found(words.ULTIMATUM, line.folded)


def _shouts(line: Checked) -> str | None:
    """Capitals belong to hot people who shout; two exclamation marks do not belong to the calm."""
    company = set(re.findall(r"\w+", line.setting.scenario.company))
    loud = [word for word in _SHOUT.findall(line.text) if word not in company]
    if loud and not (line.setting.persona.temper.shouts and line.decision.band == "hot"):
        return str(loud[0])
    return "!!" if line.decision.band == "cool" and line.text.count("!") > 1 else None


def _profane(line: Checked) -> str | None:
    mild = None if line.setting.persona.temper.swears == "mildly" else _found(words.MILD_WORDS, line.folded)
    return _found(words.STRONG_WORDS, line.folded) or mild


def _violent(line: Checked) -> str | None:
    """Harm to anyone; in a threat also any deed that is not known to be harmless."""
    deed = _found(words.UNKNOWN_DEED, line.added) if line.decision.act in _THREATENING else None
    return _found(words.VIOLENCE, line.folded) or deed


def _insults(line: Checked) -> str | None:
    return _found(words.INSULT, line.folded)


def _off_act(line: Checked) -> str | None:
    """A line without any sign of its act. Telling what happened means naming something of the case."""
    act = line.decision.act
    if line.decision.disclose:
        return None  # the fact, added word for word, carries the act
    if act in {"open", "repeat_detail"}:
        scenario = line.setting.scenario
        slots = scenario.slots
        told = (text for lines in scenario.lines.get(act, {}).values() for text in lines)
        named = case_words((slots.product, slots.problem, slots.cost, *told)) & set(line.tokens)
        return None if named or _begins_as_authored(line) else act
    return None if words.ACT_SIGNS[act].search(line.folded) or _begins_as_authored(line) else act


def _begins_as_authored(line: Checked) -> bool:
    """Whether the line begins with a whole sentence that the persona has for this very act."""
    values = slot_values(line.setting, line.decision)
    for band in BANDS:
        for template in authored(line.setting, line.decision.act, band):
            filled = fill(template, values) or ""
            first = tokens(_SENTENCES.split(filled)[0])
            if tokens(filled) == line.tokens:
                return True
            if len(first) > 2 and line.tokens[: len(first)] == first:
                return True
    return False


def case_words(texts: Iterable[str]) -> set[str]:
    """The words of a case that carry meaning: four letters or more, small words out."""
    return {word for text in texts for word in tokens(text) if len(word) > 3} - _SMALL


_SMALL = frozenset(
    """about after again also back been before does done from have having into just more much only over said says some
    such than that them then there they this what when where which while will with would your you're i've i'm it's
    that's don't didn't can't want never ever even still very really""".split()  # noqa: SIM905  # a list reads worse
)

RULES: dict[str, Rule] = {
    "empty": _empty,
    "long": _long,
    "unfinished": _unfinished,
    "foreign": _foreign,
    "markup": _markup,
    "leak": _leak,
    "agent": _agent,
    "apology": _apology,
    "flipped": _flipped,
    "parrots": _parrots,
    "repeats": _repeats,
    "copied": _copied,
    "stutters": _stutters,
    "numbers": _numbers,
    "names": _names,
    "discloses": _discloses,
    "thanks": _thanks,
    "forgives": _forgives,
    "agrees": _agrees,
    "refuses": _refuses,
    "threatens": _threatens,
    "shouts": _shouts,
    "profane": _profane,
    "violent": _violent,
    "insults": _insults,
    "off_act": _off_act,
}
"""Every rule by the name of its fault, in the order they are tried. All are tried: a debrief may count them."""
