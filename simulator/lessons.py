"""The words of the debrief: what each outcome means, what a missed mark lacked, what to try instead."""

from __future__ import annotations

from simulator.content.models import Outcome

OUTCOMES: dict[Outcome, str] = {
    "won_back": "Won back: the problem is settled, and the customer trusts you more than when they came.",
    "resolved": "Resolved: the customer got something that will do, and knows what happens next.",
    "lukewarm": "Lukewarm: the customer stays for now, without being convinced.",
    "handed_over": "Handed over: the right person has the case now, and the customer knows it.",
    "honest_no": "An honest no: it could not be done, you said why, and the customer took it.",
    "supervisor": "Lost: the customer would speak only with your supervisor.",
    "hung_up": "Lost: the customer ended the conversation.",
    "went_public": "Lost: the customer took the complaint to the public.",
    "abandoned": "Broken off: your replies ran out before the conversation was over.",
}
"""One sentence for each outcome."""

UNFINISHED = "Not over yet: the customer is waiting for your answer."

TITLES: dict[str, str] = {
    "listening": "Listening",
    "empathy": "Empathy",
    "apology": "Apology",
    "ask": "Asking",
    "summarize": "Summing up",
    "calm": "Staying calm",
    "positive": "Positive wording",
    "flexible": "Flexibility",
    "explain": "Explaining",
    "timeframe": "Time frame",
    "follow_up": "Following up",
    "case_notes": "Case notes",
    "prevent": "Preventing a repeat",
    "process_gap": "Passing on the gap",
    "solve": "Solving",
    "honest_failure": "Failing honestly",
    "apology_style": "Apology style",
}
"""What people read for each criterion and practice."""

MISSING: dict[str, tuple[str, str]] = {
    "listening": (
        "Nothing the customer told you came back in your words.",
        "A detail or a nod came back, but not the point of their concern.",
    ),
    "empathy": (
        "No reply touched how this feels for them.",
        "The feeling was acknowledged in words that would fit any customer.",
    ),
    "apology": (
        "Nobody said sorry for what went wrong.",
        "The apology did not name what it was for.",
    ),
    "ask": (
        "No question helped them say what they need.",
        "The questions could be answered with a word or a number.",
    ),
    "summarize": (
        "What happens next was never said back.",
        "Of what will be done, by whom and by when, a part was missing.",
    ),
    "calm": ("Their heat came back in your words.", "The tone held for the most part, and slipped once."),
    "positive": ("The replies said what cannot be done.", "What can be done came with doubt or a detour."),
    "flexible": ("Only one way out was on the table.", "An alternative was named, but not fitted to their need."),
    "explain": ("They were not told what is being done, or why.", "What was done was told without the why."),
    "timeframe": ("No time was named.", "The time was vague."),
    "follow_up": ("Nothing after this talk was promised.", "A follow-up was named without its day or channel."),
    "case_notes": ("The case was not written down.", "The notes leave out what was tried or what came of it."),
    "prevent": ("Nothing was said about how to avoid this next time.", "The advice was too general to act on."),
    "process_gap": (
        "What went wrong inside was not passed on.",
        "Passing it on was mentioned without what or to whom.",
    ),
    "solve": (
        "No concrete remedy was offered for their need.",
        "A remedy was offered, but not fitted to what they need.",
    ),
    "honest_failure": (
        "What went wrong, and what it cost them, was not said.",
        "It was said in part: what went wrong, what it cost, or what could not be done is missing.",
    ),
    "apology_style": ("The apology was not in the voice this playbook asks for.", "The voice of the apology wavered."),
}
"""What a 0 and a 1 lacked."""

TIPS: dict[str, str] = {
    "listening": "Before anything else, say back what happened to them and how long it has gone on, in your own words.",
    "empathy": "Name this feeling together with its cause, as in “of course you are angry: you waited in for nothing”.",
    "apology": "In your first two replies, apologize for the failing itself, without “if” and without “but”.",
    "ask": "Once they have been heard, ask one open question: what they need this for, or what would put it right.",
    "summarize": "When you agree on something, end with who does what and by when, and ask whether you got it right.",
    "calm": "Read a sharp line twice before answering it; answer the problem in it and leave the barb.",
    "positive": "Turn each “we can't” into the nearest thing you can do, and start the sentence with that.",
    "flexible": "Offer a second way that fits their need: another time, another channel, or money back.",
    "explain": "Say what you are doing right now and why it helps.",
    "timeframe": "Give a day or an hour you can keep rather than “soon”.",
    "follow_up": "Name when and how you will be in touch again, even if there is no news.",
    "case_notes": "Write down the worry, each step you took and what came of it, so that nobody asks twice.",
    "prevent": "Close with one thing that keeps this from happening to them again.",
    "process_gap": "Tell them what went wrong inside and whom you will tell about it.",
    "solve": "After they have been heard, offer one concrete remedy and tie it to the need they told you.",
    "honest_failure": "Say plainly what went wrong, what it cost them and what you could not do.",
    "apology_style": "Apologize in the voice this playbook teaches: see its apology step.",
}
"""A concrete thing to try for each."""

CRITICAL_ADVICE = {
    "insult": "Whatever they throw at you, do not throw it back: one insult outweighs every good reply beside it.",
    "promise_broken": "Promise only what you may and can do, with a time you can keep, and report it when it is due.",
    "blame": "Leave the question of whose fault it is alone: say what went wrong and what you will do about it.",
}
"""What to try next after something that no score makes good, gravest first."""
