"""Promises in a reply, in words from closed lists: what was promised, and by when. Raw words never leave here."""

from __future__ import annotations

import re
from typing import NamedTuple

from scoring.form import Text
from scoring.segment import Span


class Commitment(NamedTuple):
    """A promise: its sentence, what it promises (None: not in the list) and by when (None: no time)."""

    span: Span
    what: str | None
    when: str | None


_WILL = re.compile(
    r"\b(?:(?:i|we|he|she|they|someone|somebody|the \w+|our \w+|my \w+|a \w+|an \w+|it|that)(?:'ll| "
    r"will| shall|'m going to|'re going to| am going to| are going to| is going to)(?! (?:be able|"
    r"have to|need|see what|try))|you(?:'ll| will) (?:have|get|receive|hear|be|see|find)|i(?:'m| am) "
    r"(?:now |just |personally )?(?:sending|booking|refunding|crediting|arranging|ordering|calling|"
    r"ringing|asking|writing|putting|getting|taking|cancelling|replacing|reopening|handing|having|"
    r"bringing|dispatching|e-?mailing)|we(?:'re| are) (?:now |just )?(?:sending|booking|refunding|"
    r"crediting|arranging|ordering|calling|replacing|cancelling|dispatching)|(?:goes out|comes|"
    r"arrives|lands|reaches you|rings you|calls you|phones you|is with you|be with you)|let me "
    r"(?:send|book|refund|arrange|order|call|ring|put|get|replace|cancel))\b"
)
_NOT = re.compile(r"\b(?:won't|will not|can't|cannot|never|not going to|if (?:i|we) (?:could|can)|'ll never)\b")
_WHAT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{pattern})\b"))
    for name, pattern in (
        (
            "a refund",
            (
                r"refund\w*|money back|reimburs\w+|pay (?:\w+ ){0,3}back|back (?:to|on|in|into) (?:your|the) "
                r"(?:card|account)|in your account|to your (?:card|account)"
            ),
        ),
        ("a credit", r"credit\w*|voucher\w*|discount\w*|goodwill"),
        (
            "a replacement",
            (
                r"replac\w+|new one|another one|resen[dt]\w*|second one|send (?:you )?(?:a|an|the) (?:new|second|"
                r"other|right|correct)|remake\w*|re-?order\w*|exchang\w+"
            ),
        ),
        (
            "a visit",
            (
                r"engineer|technician|plumber|fitter|visit\w*|comes? (?:out|round|over|by|to you)|decorator|"
                r"mechanic|inspector|assessor"
            ),
        ),
        (
            "a call back",
            (
                r"(?:call|ring|phone|telephone|calls|rings|phones|telephones|calling|ringing)(?: (?:you|him|her|"
                r"them|back|again|the customer))"
            ),
        ),
        (
            "a delivery",
            (
                r"deliver\w*|courier|dispatch\w*|ship\w*|parcel|arriv\w+|with you|on its way|goes out|"
                r"reach(?:es)? you|van"
            ),
        ),
        ("an e-mail", r"e-?mail\w*|in writing|written confirmation|write to you|letter|confirmation"),
        (
            "an update",
            (
                r"update\w*|let you know|keep you (?:posted|informed|updated)|report back|get back to you|come "
                r"back to you|back to you|news|hear from (?:me|us)|be in touch|message you|text you"
            ),
        ),
        ("an answer", r"answer\w*|repl(?:y|ies)|respon\w+|find out|ask(?:ing)?|check(?:ing)?|look into|explanation"),
        (
            "a fix",
            (
                r"fix\w*|repair\w*|sort\w*|mend\w*|correct\w*|resolv\w*|cancel\w*|amend\w*|restor\w*|reconnect\w*|"
                r"reopen\w*|re-open\w*|book\w*|arrang\w*|mov(?:e|ing)|switch\w*|waiv\w*|delet\w*|remov\w*|stop\w*"
            ),
        ),
    )
)
_UNITS = {
    "minute": "minutes",
    "min": "minutes",
    "mins": "minutes",
    "hour": "hours",
    "hr": "hours",
    "hrs": "hours",
    "day": "days",
    "week": "weeks",
    "month": "months",
}
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {w: i for i, w in enumerate(_DIGITS)} | {
    "a": 1,
    "an": 1,
    "half an": 0,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "couple of": 2,
    "few": 3,
    "a couple of": 2,
}
_NAMES = {i: w for w, i in _COUNTS.items() if w.isalpha() and w not in ("a", "an", "few", "zero")}
_DAYS = {d[:3].lower(): d for d in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
_DAY = (
    r"(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)s?\b"
)
_WITHIN = re.compile(
    r"\b(?:within|in|inside|under) (?:the (?:next )?)?(?P<count>\d{1,3}|half an|an?|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|couple of|a couple of|"
    r"few)"
    r"(?:\s?(?:-|–|to|or)\s?(?P<upper>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten))?(?: "
    r"(?:working|business))?[ -]?(?P<unit>minute|min|mins|hour|hr|hrs|day|week|month)s?\b"
)
_CLOCK = re.compile(
    r"\b(?:by|before|at|until|till|around|no later than)(?: about| around)? (?P<half>half(?: past)? |"
    r"quarter (?:past|to) )?(?P<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve)"
    r"(?:[:.](?P<minute>[0-5]\d))?(?P<suffix>\s?(?:am|pm|o'clock))?(?![\d.,]|\s?(?:%|percent|euros?|"
    r"pounds?|dollars?|days?|hours?|weeks?|minutes?|people|items?|of\b))"
)
_FIXED: tuple[tuple[str, str], ...] = (
    (
        (
            r"by (?:the )?(?:end of (?:the )?day|close of (?:business|play)|close)|before (?:i|we) (?:close|"
            r"go home|leave|finish)"
        ),
        "by the end of the day",
    ),
    (r"by (?:the )?end of (?:the|this) week", "by the end of the week"),
    (r"by (?:the )?end of (?:the|this) month|by month end", "by the end of the month"),
    (r"tomorrow morning", "tomorrow morning"),
    (r"tomorrow afternoon", "tomorrow afternoon"),
    (r"(?:by|before) (?:noon|midday|lunch) tomorrow|tomorrow (?:by|before) (?:noon|midday|lunch)", "by noon tomorrow"),
    (r"(?:by|before) (?:noon|midday|lunch\w*)", "by noon"),
    (r"tomorrow", "tomorrow"),
    (r"tonight|this evening", "tonight"),
    (r"this afternoon", "this afternoon"),
    (r"this morning", "this morning"),
    (r"today", "today"),
    (r"this week", "this week"),
    (r"next week", "next week"),
    (r"next month", "next month"),
    (r"this weekend|at the weekend", "this weekend"),
    (r"right (?:now|away)|straight away|immediately|this (?:minute|second|instant)|at once", "right away"),
)


def find_commitments(text: Text) -> tuple[Commitment, ...]:
    """Every promise of a reply, in order; at most one of each kind in a sentence."""
    found = []
    for sentence in text.sentences:
        low = text.own_low[sentence.start : sentence.end]
        if low.rstrip(' "”').endswith("?"):
            continue
        hit = _WILL.search(low)
        if hit is None or _NOT.search(low):
            continue
        found.extend(_parts(sentence, low, hit.start()))
    return tuple(found)


def _parts(sentence: Span, low: str, start: int) -> list[Commitment]:
    """The promises of one sentence, each with its time; a time alone belongs to the one before."""
    found: list[Commitment] = []
    lead = when_of(low[:start])
    for part in re.split(r"[;:,–—]\s|\s-\s|\band\b", low[start:]):
        what, when = what_of(part), when_of(part)
        if what is None:
            if when and found and found[-1].when is None:
                found[-1] = found[-1]._replace(when=when)
            elif when and lead is None:
                lead = when
            continue
        if not any(c.what == what for c in found):
            found.append(Commitment(sentence, what, when or (lead if not found else None)))
    if not found and (when := when_of(low)):
        found.append(Commitment(sentence, None, when))
    return found


def what_of(low: str) -> str | None:
    """What is promised, from the closed list; None if it is none of these."""
    return next((name for name, pattern in _WHAT if pattern.search(low)), None)


def when_of(low: str) -> str | None:
    """By when, in a closed form: "by Friday", "within two hours", "tomorrow"; None if no time is named."""
    if (hit := _WITHIN.search(low)) and (unit := _UNITS.get(hit["unit"])):
        if hit["count"] == "half an":
            return "within half an hour"
        count = _number(hit["upper"] or hit["count"])
        return f"within {_NAMES.get(count, str(count))} {unit if count != 1 else unit[:-1]}"
    for pattern, name in _FIXED[:7]:
        if re.search(rf"\b(?:{pattern})\b", low):
            return name
    if hit := re.search(
        rf"\b(?P<lead>by|before|until|till|on|this|next|coming|for|no later than)?(?: the)?\s?\b{_DAY}", low
    ):
        day = _DAYS.get(hit["day"][:3])
        if day and (len(hit["day"]) > 3 or hit["lead"]):
            return f"{'by' if hit['lead'] in ('by', 'before', 'until', 'till', 'no later than') else 'on'} {day}"
    clock = _clock(low)
    for pattern, name in _FIXED[7:]:
        if re.search(rf"\b(?:{pattern})\b", low):
            return f"{name} {clock}" if clock and name in ("today", "tonight", "tomorrow") else name
    if hit := re.search(r"\b(?:on|by|before|until) the (?P<n>[12]?\d|3[01])(?:st|nd|rd|th)\b", low):
        return f"{'on' if hit.group().startswith('on') else 'by'} the {_ordinal(int(hit['n']))}"
    return clock


def _clock(low: str) -> str | None:
    """A time of day: "by five o'clock", "by 9:30"."""
    hit = _CLOCK.search(low)
    if hit is None:
        return None
    hour = _number(hit["hour"])
    if not 1 <= hour <= 24:
        return None
    named = _NAMES.get(hour, str(hour))
    if hit["half"]:
        return (
            f"by half past {named}"
            if hit["half"].startswith("half")
            else f"by a quarter {'to' if 'to' in hit['half'].split() else 'past'} {named}"
        )
    if hit["minute"] and hit["minute"] != "00":
        return f"by {hour}:{hit['minute']}"
    return f"by {named} o'clock" if hour <= 12 else f"by {hour}:00"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word, 1)


def _ordinal(n: int) -> str:
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"
