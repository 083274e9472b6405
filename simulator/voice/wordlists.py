# ruff: noqa: E501  # word lists read better in long rows
"""The word patterns the guard looks for, apart from the rules that use them. All match case-folded text."""

from __future__ import annotations

import re

from simulator.content.models import Act


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")")


AGENT_TALK = _any(
    r"(?:how|what) (?:can|may|could) i (?:help|assist|do for)",
    r"(?:can|may|could) i (?:help|assist|offer|get|have your|take your)",
    r"(?:help|assist) you\b",
    r"here to help",
    r"let me (?:check|look|see if|transfer|find out|help|explain|confirm|connect|put you)",
    r"(?:would|do) you (?:like|want) (?:me )?to\b",
    r"would you like",
    r"anything else i can",
    r"(?:thank you|thanks) for (?:calling|contacting|your patience|reaching|waiting|choosing|letting)",
    r"your (?:patience|frustration|satisfaction|inconvenience|feedback|concern|refund|account|booking|complaint)\b",
    r"valued customer",
    r"i understand (?:your|that you|how you)",
    r"(?:our|my) (?:policy|polic(?:y|ies)|team|system|records|engineers?|technicians?|customers?|apologies)\b",
    r"(?:i|we)(?:'ll| can| could| will| would| shall) (?:offer|send|refund|arrange|book|issue|credit|replace)",
    r"(?:i|we)(?:'ll| can| could| will) (?:look into|ring you|call you|get you|give you)",
    r"i can (?:get|give|do|pay|help) (?:you|that)",
    r"i(?:'ll|'m (?:not )?going to|'d like to|'m happy to) "
    r"(?:give|pay|show|offer|get|help|send|tell|make|take|fix|sort) (?:you|it|that|this)\b(?! my| to court)",
    r"(?:give|pay|offer) you (?:back|a|an|your|some|the)\b",
    r"i(?:'ll|'m going to|'m here| can| will| could)\b[^.!?]{0,40}\bfor you\b",
    r"(?:make|keep|makes|making) (?:sure )?(?:you|you're|me) happy",
    r"(?:always|only) here (?:to|for)",
    r"you can have\b",
    r"i can(?:'t|not| not) do (?:that|it|anything)",
    r"for your (?:service|business|call|time)",
    r"i(?:'ll| will| can| could) (?:only |gladly |happily )?(?:accept|do that|do it|take care)\b",
    r"we (?:can|will|could|are able|apologi[sz]e|are sorry|don't have|have a|offer|value|appreciate)\b",
    r"we(?:'ll|'re (?:sorry|happy|going|not))\b",
    r"(?:tell|give) me your (?:name|address|number|order|email)",
    r"can you (?:tell|give) me your",
    r"happy to (?:help|assist|do)",
    r"please (?:hold|wait|bear with|calm|don't worry)",
    r"calm down",
    r"rest assured",
    r"(?:sir|ma'am|madam)\b",
    r"i'(?:m|ll be) (?:your|a customer|an? agent|just an? agent)",
)
APOLOGY = _any(
    r"(?:i|we)(?:'m| am|'re| are|) (?:so |very |really |truly |just |deeply )*sorry",
    r"apologi[sz]e",
    r"(?:my|our) apolog",
    r"forgive me",
    r"(?:my|our) (?:own )?(?:fault|mistake|bad)\b",
    r"i was wrong",
    r"sorry(?! (?:is|isn't|won't|doesn't|means|story|excuse|lot|state)|\?)",
)
LEAK = _any(
    r"a\.?i\.?\b(?! )",
    r"an? (?:ai|chatbot|bot|robot|assistant)\b",
    r"language model",
    r"artificial intelligence",
    r"prompt",
    r"system (?:message|prompt)",
    r"instructions?\b",
    r"role-?play",
    r"script\b",
    r"simulat",
    r"(?:the|this) (?:customer|agent|trainee|scenario|persona|character|dialogue|conversation between)\b",
    r"as (?:an?|the) (?:customer|agent|user|character)",
    r"https?:",
    r"www\.",
)
GRATITUDE = _any(r"thank", r"thanks", r"grateful", r"gratitude", r"appreciate", r"cheers\b", r"bless you")
FORGIVENESS = _any(
    r"no (?:problem|worries|harm done)",
    r"(?:it|that)(?:'s| is) (?:all right|alright|okay|ok|fine|no bother)\b",
    r"don't worry",
    r"i forgive",
    r"never mind",
    r"take your time",
    r"i(?:'m| am) (?:so |very |really |quite |just )*(?:happy|glad|pleased|delighted|fine|good|sure you)\b",
    r"i (?:do )?(?:understand|love|like|trust) (?:you|it|that|this)\b",
    r"i understand\b",
    r"you(?:'re| are) (?:so |very |really )*(?:right|kind|nice|great|welcome|wonderful|lovely|good)\b",
    r"(?:wonderful|fantastic|perfect|lovely|excellent)\b",
    r"best of luck",
    r"have a (?:nice|good|great)",
)
AGREEMENT = _any(
    r"i (?:accept|agree)\b",
    r"(?:it's |that's |you've got (?:yourself )?)a deal\b",
    r"that(?:'d| would| will|'ll)? (?:work|works|do|does)(?: nicely| fine| for me)?[.!,]",
    r"(?:works|good|fine|okay) (?:for|with|by) me",
    r"sounds (?:good|great|fair|fine|perfect|reasonable)",
    r"let's do (?:that|it)",
    r"i'll take (?:it|that)\b",
    r"i can live with",
    r"^(?:yes|yeah|sure|okay|ok|deal|great|perfect)\b(?=[,.! ])",
    r"go ahead\b",
)
REFUSAL = _any(
    r"^no\b",
    r"i (?:don't|do not|won't|will not|can't) (?:want|accept|take|agree|think|believe|trust|care)",
    r"(?:isn't|not) (?:good )?enough",
    r"no (?:use|good|way|thanks)\b",
    r"not (?:happy|a chance|interested|having|going to|taking)\b",
    r"i(?:'m| am) (?:not|sick|furious|livid|fuming|angry|mad)\b",
    r"never\b",
    r"joking",
    r"insult",
    r"ridiculous",
    r"rubbish",
    r"useless",
    r"liars?\b",
    r"lying",
    r"disgrace",
)
THREAT = _any(
    r"review",
    r"lawyer",
    r"solicitor",
    r"su(?:e|ing) (?:you|them)",
    r"court\b",
    r"newspaper",
    r"(?:go|going|put|putting|post|posting) (?:\w+ ){0,4}(?:online|public|everywhere|web)",
    r"everyone (?:i know|will|is going)",
    r"tell (?:everyone|everybody|the whole|the world|all)",
    r"ombudsman",
    r"you(?:'ll| will) (?:regret|be sorry|pay for)",
    r"report you",
)
VIOLENCE = _any(
    r"kill", r"murder", r"punch", r"shoot", r"stab", r"burn (?:you|down|it)", r"hurt you", r"beat you", r"bomb", r"rape",
    r"suicide", r"die\b", r"dead (?:man|woman|meat)", r"hit you", r"slap", r"gun\b", r"knife", r"jail", r"prison",
)  # fmt: skip
STRONG_WORDS = _any(
    r"f+u+c+k", r"f\*+", r"sh[i1]t", r"bullsh", r"cunt", r"bitch", r"bastard", r"wank", r"twat", r"dick\b", r"dickhead",
    r"prick\b", r"cock\b", r"pussy", r"asshole", r"arsehole", r"whore", r"slut", r"retard", r"nigg", r"fag", r"spastic",
    r"porn", r"sex", r"naked", r"nude", r"penis", r"vagina", r"christ\b", r"jesus\b",
)  # fmt: skip
MILD_WORDS = _any(
    r"damn", r"bloody", r"hell\b", r"crap", r"arse\b", r"ass\b", r"piss", r"sod (?:it|off|all)", r"bugger"
)

ACT_SIGNS: dict[Act, re.Pattern[str]] = {
    "vent": _any(
        r"wait", r"lost", r"los(?:e|ing)", r"nobody", r"no one", r"tired", r"sick of", r"fed up", r"had (?:it|enough)", r"still",
        r"every (?:day|time|single)", r"story", r"again", r"idea what", r"wast", r"cost", r"boiling", r"furious", r"fight",
        r"joke", r"mess", r"care[sd]?\b", r"treat", r"listen", r"never", r"chas", r"ridiculous", r"angry", r"livid", r"unbeliev",
    ),
    "demand": _any(r"want", r"need", r"give me", r"get (?:me|my|it|this)", r"let me", r"money", r"refund", r"pay me", r"expect",
                   r"i'd like", r"sort"),
    "reject_fix": _any(r"no\b", r"nope", r"not\b", r"\w+n't\b", r"never", r"joking", r"insult", r"rubbish", r"useless",
                       r"winding", r"nothing", r"serious"),
    "question_competence": re.compile(
        r"\?|\b(?:clue|know what|brain|train|charge|competen|idea what|your job|notes|paying attention)"
    ),
    "threaten": THREAT,
    "ask_supervisor": _any(r"manager", r"supervisor", r"boss", r"senior", r"in charge", r"above you", r"somebody (?:who|else)",
                           r"someone (?:who|else)", r"person who", r"whoever", r"report to"),
    "disclose_need": re.compile(r"\w"),
    "haggle": _any(r"more\b", r"better", r"else\b", r"enough", r"(?:is )?that (?:all|it)\b", r"only\b", r"what about", r"start\b",
                   r"short\b", r"less\b", r"half", r"add\b", r"peanuts", r"cover", r"best (?:you|\w+(?: \w+){0,3} can)", r"worth", r"thin"),
    "doubt_promise": _any(r"promis", r"believe", r"heard", r"trust", r"your word", r"words?\b", r"(?:not|be|are you|so|very) sure", r"sure\?", r"sure about", r"last time", r"see it",
                          r"and if", r"what if", r"how (?:do|can) i", r"really\?", r"again"),
    "soften": _any(r"okay", r"ok\b", r"all right", r"alright", r"fair", r"listen", r"at least", r"well\b", r"hm+\b", r"mm+\b",
                   r"better", r"sense", r"go on", r"good", r"human", r"heard", r"understand", r"calm", r"right\b"),
    "accept": re.compile(
        AGREEMENT.pattern + r"|\b(?:fine|deal|go on|all right|do (?:it|that)|yes|lovely|okay|i'll take|get it done)\b"
    ),
    "thank": re.compile(GRATITUDE.pattern + r"|\bta\b|\bbrilliant\b|\bdone right by\b"),
    "close_cold": _any(r"leave it", r"done\b", r"that's (?:it|all|me)", r"we'll see", r"whatever", r"forget it", r"no more",
                       r"nothing (?:more|else|left)", r"enough", r"that'll", r"have to do", r"finished", r"elsewhere", r"stop"),
    "hang_up": _any(r"bye", r"done\b", r"finished", r"wast", r"that's it", r"enough", r"over\b", r"through\b", r"i'm off",
                    r"end of", r"leav", r"get lost", r"hang", r"nothing (?:more|left)"),
}  # fmt: skip
"""What a line must hold, at least, to pass for its act. `open` and `repeat_detail` must name the case instead."""

NUMBER_WORDS = {
    word: number
    for number, words in {
        2: "two", 3: "three third", 4: "four fourth", 5: "five fifth", 6: "six sixth", 7: "seven seventh",
        8: "eight eighth", 9: "nine ninth", 10: "ten tenth", 11: "eleven eleventh", 12: "twelve twelfth dozen", 13: "thirteen",
        14: "fourteen fortnight", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty",
        30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred hundreds",
        1000: "thousand thousands", 1000000: "million millions billion",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Numbers in words. `one`, `first`, `once`, `twice` and `half` are left out: they seldom count anything."""
DATE_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december tomorrow yesterday weekend noon midnight weeks week month months year years hour hours
    minutes pound pounds dollar dollars euro euros percent pence cents o'clock spring summer autumn winter
    """.split()  # noqa: SIM905  # a list reads worse
)
"""Dates, spans and money. `today`, `tonight`, `now` and `day` are left out: a demand may always hold them."""
