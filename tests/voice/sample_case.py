"""One small customer and one small case, whole enough for every voice test."""

from __future__ import annotations

from simulator.content.models import Persona, Scenario

LINES = {
    "open": {
        "cool": ("Good morning. {problem}, and I would like to know why.",),
        "warm": ("Right, so {problem}. I've been waiting {since} and nobody has rung me.",),
        "hot": ("I've been waiting {since} and {problem}! What are you people playing at?",),
    },
    "vent": {
        "cool": ("It has been a long wait, that's all I'm saying.", "I'm tired of chasing this, to be fair."),
        "warm": ("{cost} over {product}, and still nothing.", "Every time I ring it's a different story."),
        "hot": (
            "Do you have any idea what this is like? {cost}!",
            "I have had it up to here with {company}.",
            "NOBODY there seems to care. Nobody!",
        ),
    },
    "repeat_detail": {
        "cool": ("As I said, {problem}.",),
        "warm": ("I've told you this already: {problem}.", "Were you listening? I said {problem}."),
        "hot": ("For the last time, {problem}! How often must I say it?", "I just TOLD you. {problem}!"),
    },
    "reject_fix": {
        "cool": ("I don't think that helps me much, really.", "No, that isn't what I need."),
        "warm": ("No. That doesn't fix anything for me.", "That's no good to me, I'm afraid. Try again."),
        "hot": (
            "No! That is no use to me at all.",
            "You must be joking. I'm not taking that.",
            "That's an insult, after I've waited {since}.",
        ),
    },
    "demand": {
        "cool": ("What I'd like is to {want}, please.",),
        "warm": ("I want to {want}, and I want it settled today.", "Simple. I want to {want}."),
        "hot": ("I want to {want}! Now! Is that so hard?", "Just let me {want}. That's all I'm asking!"),
    },
    "question_competence": {
        "cool": ("Have you dealt with one of these before?",),
        "warm": ("Do you people even talk to each other?", "Who is in charge of this mess?"),
        "hot": ("Does anyone at {company} know what they're doing?", "Is there a single person there with a brain?"),
    },
    "threaten": {
        "cool": ("I may have to take this further, you know.",),
        "warm": ("I'll be leaving a review about this, believe me.",),
        "hot": ("I'm putting all of this online tonight!", "Everyone I know is going to hear about this!"),
    },
    "ask_supervisor": {
        "cool": ("Might I speak to your manager?",),
        "warm": ("I think I'd better speak to your manager.",),
        "hot": ("Get me your manager. Now!", "Put somebody on who can actually decide something!"),
    },
    "disclose_need": {
        "cool": ("All right, I'll tell you why it matters. {fact}",),
        "warm": ("You want to know why? {fact}", "Since you ask. {fact}"),
        "hot": ("You want to know? Fine! {fact}",),
    },
    "haggle": {
        "cool": ("That's nearer. Could you do a bit better?",),
        "warm": ("It's a start, but it doesn't cover what I've lost.", "And what about the time I've wasted?"),
        "hot": ("Is that all? After {since}?",),
    },
    "doubt_promise": {
        "cool": ("You say {promise}. I'd like to be sure of that.",),
        "warm": ("I've heard that before. Why should I believe it?", "Your lot promised {promise} last time as well."),
        "hot": ("Another promise! I'm sick of your promises!",),
    },
    "soften": {
        "cool": ("All right. That does sound more sensible.", "Okay, I can see you're trying."),
        "warm": ("Well, at least you listened.", "Hm. Go on, then."),
        "hot": ("Finally somebody listens. But I'm still furious.",),
    },
    "accept": {
        "cool": ("Yes, let's do that.", "That works for me."),
        "warm": ("Fine, let's do it that way.",),
        "hot": ("Fine. Do it. But do it today!",),
    },
    "thank": {
        "cool": ("Thank you, I do appreciate it.", "Thanks. You've been a help."),
        "warm": ("Okay, thanks for sorting it out.",),
        "hot": ("Thanks, I suppose. About time.",),
    },
    "close_cold": {
        "cool": ("We'll leave it there, then.",),
        "warm": ("I suppose that will have to do.",),
        "hot": ("Whatever. I'm done talking.",),
    },
    "hang_up": {
        "cool": ("I don't think this is going anywhere. Goodbye.",),
        "warm": ("I'm wasting my time here. Goodbye.",),
        "hot": ("That's it, I'm done with you!",),
    },
}
"""Made-up lines, some with every slot."""

DANA = Persona.model_validate(
    {
        "id": "dana",
        "version": 1,
        "name": "Dana",
        "summary": "A self-employed decorator who has no time to waste. Loud, quick, fair in the end.",
        "voice": "Short, blunt sentences. Rhetorical questions. Never polite phrases while angry.",
        "temper": {"shouts": True},
        "lines": LINES,
    }
)


def _trainee(outcome: str) -> dict[str, object]:
    return {"outcome": [outcome], "score": [0, 100], "replies": ["I'm sorry to hear that."]}


DISHWASHER = Scenario.model_validate(
    {
        "id": "dishwasher",
        "version": 1,
        "title": "The engineer who never came",
        "summary": "A repair visit was missed twice. The customer has called before.",
        "trade": "home appliances",
        "channel": "phone",
        "company": "Northwick Appliances",
        "persona": "dana",
        "case_card": {
            "you_are": "You take calls for Northwick Appliances.",
            "customer": "Dana, customer for six years.",
            "details": [{"label": "Order", "value": "NA-20417"}],
            "you_may": ["A first slot tomorrow at 8 am", "Refund of the 45 pound call-out fee"],
        },
        "slots": {
            "product": "my dishwasher",
            "problem": "the engineer never turned up",
            "since": "for eleven days",
            "cost": "I've lost two days' pay",
            "want": "get my money back",
        },
        "facts": [
            {"id": "visits", "text": "He missed both visits, and I waited in all day each time.", "known_to": "both"},
            {"id": "party", "text": "My mother's eightieth is here on Saturday, with thirty guests."},
            {"id": "leak", "text": "There is water on the kitchen floor every evening."},
        ],
        "need": {"fact": "party"},
        "remedies": [
            {
                "id": "slot",
                "label": "the first slot tomorrow",
                "stance": "wanted",
                "examples": ["I can send someone tomorrow.", "You get the first slot.", "He will come at eight."],
            },
            {
                "id": "fee",
                "label": "a refund of the fee",
                "stance": "acceptable",
                "examples": ["I can refund the fee.", "You get the fee back.", "We'll pay back the fee."],
            },
            {
                "id": "voucher",
                "label": "a voucher",
                "stance": "unacceptable",
                "examples": ["I can offer a voucher.", "Here is a coupon.", "Take a voucher."],
                "reason_not": "It does nothing about the broken machine.",
            },
        ],
        "mood": {"heat": 75, "trust": 25, "patience": 10},
        "lines": {"vent": {"hot": ["{product} has been dead {since} and I'm washing up by hand!"]}},
        "trainees": {name: _trainee("lukewarm") for name in ("good", "average", "poor", "stuffer", "plain")},
    }
)
