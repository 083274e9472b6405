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
    r"i(?:'ll| will|'m going to| can) (?:personally )?put (?:it|this|that|things) right",
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
    r"(?:give|pay|show|offer|get|help|send|tell|make|fix|sort) (?:you|it|that|this)\b(?! my| to court)",
    r"(?:give|pay|offer) you (?:back|a|an|your|some|the)\b",
    r"i(?:'ll|'m going to|'m here| can| will| could)\b[^.!?]{0,40}\bfor you\b",
    r"(?:make|keep|makes|making) (?:sure )?(?:you|you're|me) happy",
    r"(?:always|only) here (?:to|for)",
    r"you can have\b",
    r"i can(?:'t|not| not) do (?:that|it|anything)",
    r"for your (?:service|business|call|time)",
    r"you(?:'re| are) (?:very |most )?welcome",
    r"you(?:'ll| will|'re going to) (?:get|have|receive|be)\b[^.!?]{0,50}"
    r"\b(?:refund\w*|replac\w+|repaid|reimburs\w+|paid back|money back|delivered|repaired|compensat\w+|credited)\b",
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
    r"(?<!be )prompt",
    r"system (?:message|prompt)",
    r"instructions?\b",
    r"role-?play",
    r"(?:the|my|this|your) script\b",
    r"simulat",
    r"(?:the|this) (?:customer|agent|trainee|scenario|persona|character|dialogue|conversation between)\b",
    r"as (?:an?|the) (?:customer|agent|user|character)",
    r"https?:",
    r"www\.",
    r"\w+\.(?:com|net|org|info|co\.uk)\b",
)
GRATITUDE = _any(r"(?<!no, )(?<!no )thank", r"(?<!be )grateful", r"gratitude", r"appreciate", r"cheers\b", r"bless you")
FORGIVENESS = _any(
    r"no (?:problem|worries|harm done)",
    r"(?:it|that)(?:'s| is) (?:all right|alright|okay|ok|fine|no bother)\b",
    r"don't worry",
    r"i forgive",
    r"(?:^|[.!?] )never mind",
    r"never mind[.!]",
    r"take your time",
    r"i(?:'m| am) (?:so |very |really |quite |just )*(?:happy|glad|pleased|delighted|fine|good|sure you)\b",
    r"(?<!should )(?<!would )(?<!can )i (?:do )?(?:understand|love|like|trust) (?:you|it|that|this)\b(?! (?:is|was|when)\b)",
    r"i understand\b",
    r"you(?:'re| are) (?:so |very |really )*(?:right|kind|nice|great|welcome|wonderful|lovely|good)\b",
    r"(?<!sounds )(?<!sounded )(?:wonderful|fantastic|perfect|lovely|excellent)\b",
    r"best of luck",
    r"have a (?:nice|good|great)",
)
AGREEMENT = _any(
    r"i (?:do |fully |gladly |happily |now )*(?:accept|agree)\b",
    r"(?:^|[.!?,;] )(?:i am |i'm )?(?:agreed|sold|deal|done deal)\b(?=[,.! ]|$)",
    r"(?:it's |that's |it is |that is |you've got (?:yourself )?|you have |we have |we've got )a deal\b",
    r"that(?:'d| would| will|'ll)? (?:work|works|do)(?: nicely| fine| just fine)?(?: for me| for now)?[.!,]",
    r"(?<!, )that does(?: nicely| fine| just fine)?(?: for me| for now)?[.!,]",
    r"(?:then |just |please )(?:do|book|arrange|send) (?:it|that)\b",
    r"(?:^|[.!?,] )(?:book|arrange) (?:it|that)\b",
    r"consider me\b",
    r"(?:works|good|fine|okay|ok|enough|great) (?:for|with|by) me",
    r"suits me",
    r"sounds (?:good|great|fair|fine|perfect|reasonable|right)",
    r"let's (?:do (?:that|it)|go with|go ahead|leave it at that|shake on)",
    r"i(?:'ll| will) (?:take (?:it|that)|go (?:with|along|for)|have (?:it|that)|settle for|do it that way)\b(?! (?:elsewhere|further|higher|up|online|to|online))",
    r"i can live with",
    r"go ahead\b",
    r"(?<!me )(?:it's|it is|that's|that is|everything's|everything is|we're|we are|consider (?:it|this)|all) (?:now |all |been )*(?:sorted|settled|solved|resolved|fixed|squared|forgiven|good now|fine now)\b",
    r"(?:that|which) (?:settles|sorts|solves|fixes) (?:it|that|everything|the matter|things)\b",
    r"(?:problem|matter|case) (?:solved|settled|closed)",
    r"we(?:'re| are) (?:good|fine|even|square|all good|in agreement|okay)\b",
    r"i(?:'m| am) (?!not )(?:\w+ )?(?:satisfied|on board|in agreement|content|convinced|persuaded)\b",
    r"(?:count me in|i'm in[.!]|you win\b|i give in|you have my (?:yes|agreement|blessing))",
    r"(?:no objections?|nothing against (?:it|that))",
    r"(?:i|we) have an agreement",
    r"i(?:'m| am|'d be| would be) (?!not )(?:\w+ )?happy (?:to|with)\b",
    r"(?<!not )(?<!n't )(?:good|fair|close) enough[.!]",
    r"(?:(?:i|i\'ll|i will|i\'d|we|let\'s|gladly|happily) say|a) yes\b(?! or)",
    r"yes from me",
    r"i(?:'m| am) sure (?:of )?(?:it|that|this|you)\b",
    r"i(?:'m going to|'ll| will) do (?:it|that)\b",
    r"you(?:'ve| have) (?:\w+ )?(?:convinced|persuaded|won me|talked me)\b",
    r"(?:^|[.!?,] |then, |just )do (?:that|it)[.!,]",
    r"(?:you've|you have) (?:\w+ )?(?:fixed|solved|sorted|settled|resolved) (?:it|this|that|everything)\b",
)
OVER = _any(
    r"(?:leave|call) it\b",
    r"(?:it|that|this|all)(?:'s| is) (?:all |now )?(?:over|fine|okay|done|good|behind us)\b(?! (?:to|that|with))",
    r"i(?:'m| am) (?:fine|good|done|okay|happy|at peace)\b",
    r"nothing (?:more|else|left) to",
    r"all i (?:wanted|needed|asked)",
    r"done here",
    r"we(?:'re| are) done",
    r"case closed",
    r"no (?:further|more) (?:complaints?|questions?|problems?)",
    r"(?:we|you) can close",
)
"""That it is over. Only who goes or agrees may say so."""
YES = re.compile(
    r"^(?:yes|yeah|yep|sure|okay|ok|deal|great|perfect|certainly|of course)\b(?=[,.!])(?![,.!] (?:and|but|so|right)\b)"
)
"""A line that begins by saying yes. Who softens or leaves may do so; who refuses may not."""
REFUSAL = _any(
    r"^no\b",
    r"[.!?,] no[.!,]",
    r"(?:i|we) (?:don't|do not|won't|will not|can't|cannot|couldn't|refuse to|decline to) (?:want|accept|take|agree|think|believe|trust|care)",
    r"i (?:refuse|reject|decline)\b",
    r"(?:isn't|not|hardly|nowhere near) (?:good |nearly )?enough",
    r"no (?:use|good|way|thanks|deal|chance)\b",
    r"not (?:happy|a chance|interested|having|going to|taking|acceptable|good|fair|until|unless|before|likely)\b",
    r"(?:absolutely|certainly|definitely|of course) not\b",
    r"i(?:'m| am) (?:still |so )?(?:not (?:having|taking|happy|accepting|agreeing|interested|convinced|sure|going|satisfied|doing|impressed|paying|buying)|sick|furious|livid|fuming|angry|mad)\b",
    r"(?:i'll|i will|i'd|i would) (?:never|not)\b",
    r"never (?:agree|accept|again|take|going|enough)\b",
    r"(?:i'd|i would) rather not",
    r"(?<!shan't )(?<!won't )(?<!not )(?:forget|leave|keep|shove) it\b",
    r"won't do\b",
    r"out of the question",
    r"unacceptable",
    r"too (?:little|late)\b",
    r"joking",
    r"insult",
    r"ridiculous",
    r"rubbish",
    r"useless",
    r"worthless",
    r"liars?\b",
    r"lying",
    r"disgrace",
)
_GIVE = r"(?:refund|repay|pay|give|send|replace|add|throw in|compensate|credit|double|waive|cover|include|reimburse|deliver|cancel|knock|get|let|bring|hand)"
CONDITION = _any(
    r"but,? (?!(?:yes|ta|thanks?|thank you|cheers|okay|fine|all right|do it|do see|it (?:helps|will|does|did|was)|it'll|it (?:took|was|has)|that (?:helps|will|does)|that'll|i(?:'ll take|'ll (?:live|manage|go)| accept| agree| appreciate| can live|'m (?:glad|pleased|grateful))|please do|not bad|you (?:got|did|helped|listened|were|sorted|heard|kept)|we got|if it (?:goes|falls|doesn't)|just (?:make|see)|mind you)\b)",
    r"plus\b",
    r"or (?:no deal|else|i|you|we|it's)\b",
    r"(?:with|and|plus|for) (?:a|an|my|the|all|some|half|double) (?:\w+ ){0,2}(?:refund|money|pay|wages|machine|discount|voucher|cash|compensation|payout|fee|credit|upgrade|chair)\b(?! (?:off|you|that))",
    r"when i(?:'ve)? (?:see|get|got|have|seen)\b",
    r"make it (?:double|more|two|three|quicker|sooner|earlier|bigger)",
    r"(?:doesn't|does not|won't|didn't) (?:help|pay|cover|do)\b",
    r"not (?:finished|done|over|all)\b",
    r"(?:going|have) to (?:want|need|pay|see|get)\b",
    r"subject to\b",
    r"\?",
    r"now,? (?:pay|refund|do|send|get)\b",
    r"my (?:refund|money|wages|cash|manager|compensation)(?:'s)? (?:is|are|call|comes|by|now|next)\b",
    r"only if\b",
    r"(?:provided|providing|assuming)\b",
    r"on (?:one |the |a |this |that )?condition",
    r"unless\b",
    r"except\b",
    r"(?:as|so) long as (?!(?:it|that|this) (?:\w+ )?(?:happens|works|holds|arrives|comes|gets done)\b|you (?:mean|keep|stick)\b)",
    rf"(?:if|when|once|after|until) (?:you|i|we)(?:'ll|'ve| will| can| could| would| have)? (?:also |just |then |first |only )?(?:{_GIVE[3:-1]}|paid|got|upgrade|apologi[sz]e|do|agree|make|put)\b",
    rf"(?:and|plus|but|then|now|also|first|so|just|please|next),? (?:you |just |also |then |please |now |can you |could you |you can |you could |you must |you'll )*{_GIVE}\b (?:me|my|the|us|it|that|this|all|some|back|every\w*|a|an|for|in)\b",
    rf"(?:^|[.!?] ){_GIVE} (?:me|my|the|us|back)\b",
    rf"(?:can|could|will|would|shall|may) (?:you|i|we) (?:also |just |now |please |then |still )*(?:{_GIVE[3:-1]}|have|ask)\b",
    r"(?<!what )(?<!all )(?<!as )(?:i|we) (?:also |still |now |just |do |really )*(?:want|need|demand|expect|require|insist|deserve)\b",
    r"(?:i'd|i would|i should) (?:also |still |now |just )*(?:like|want|expect|need|prefer|have thought)\b",
    r"(?:you|they) (?:also |still |now )*(?:owe|have to|need to|must|ought to|should|had better)\b",
    r"you'd better\b",
    r"as well[.!?]",
    r"on top\b",
    r"(?:what|how) about\b",
    r"what else\b",
    r"(?:something|anything|a (?:bit|little)|some|much|one thing) more\b",
    r"(?:extra|additional|compensation|bonus|discount|voucher as)\b",
    r"(?:not|but) (?:without|before|until)\b",
    r"where(?:'s| is| are) (?:my|the)\b",
    r"(?:i'm|i am) still (?:waiting|owed|short|out of)",
    r"(?:when|how soon) (?:do|will|can|am) i\b",
    r"(?<!forgetting )the rest\b(?! of (?:them|you))",
    r"for nothing",
    r"in (?:exchange|return)\b",
    r"(?:next|another) (?:thing|demand|question|matter)\b",
)
"""A string tied to a yes, or a new wish after a thank-you. That it must be kept, or written down, is none."""
THREAT = _any(
    r"reviews?\b", r"reviewing you", r"lawyers?\b", r"solicitor", r"barrister", r"legal (?:action|steps|matter|advice|team)",
    r"su(?:e|ing) (?:you|them|the|your)", r"court\b", r"small claims", r"newspaper", r"journalist", r"the (?:press|media|papers|news|telly)\b",
    r"television", r"social media", r"viral\b", r"trading standards", r"watchdog", r"regulator", r"ombudsman", r"authorities\b",
    r"(?:go|going|goes|put|putting|post|posting|posted|share|sharing|write|writing|take|taking) (?:\w+ ){0,4}(?:online|public|everywhere|web|internet)\b",
    r"(?:one|zero|no|1|0) stars?\b", r"(?:everyone|everybody) (?:i know|will|is going)", r"name and shame", r"expos(?:e|ing) (?:you|this|your|the)",
    r"(?:tell|telling|warn|warning) (?:everyone|everybody|the whole|the world|all|my friends|people(?! (?:there|how (?:good|well)))|others|your customers|anyone)",
    r"(?:whole|entire) (?:world|town|street|internet) (?:will|is going|hears|knows)", r"(?:hear|read|reading) (?:all )?about (?:this|you|it)\b",
    r"spread the word", r"boycott", r"you(?:'ll| will) (?:all )?(?:regret|be sorry|pay for|hear from)", r"make you (?:pay|sorry|regret)",
    r"(?:ruin|destroy|wreck|damage) (?:you|your|this company)", r"your (?:reputation|licen[cs]e)", r"report(?:ing)? (?:you|this|them)\b", r"the police\b",
    r"get you (?:fired|sacked|dismissed)", r"(?:have|cost|lose) (?:you )?your (?:job|badge|career)", r"formal complaint", r"my story to\b",
)  # fmt: skip
_YOURS = r"(?:you|your|yours|them|him|her|his|their|somebody|someone|everyone|anyone|all of you)\b"
VIOLENCE = _any(
    r"fists?\b", r"bullet", r"can of (?:fuel|petrol|gas)", r"crowbar", r"matches\b", r"(?:been|be|gets?) (?:hurt|killed) for", r"before i do something", r"something i(?:'ll)? regret", r"see you (?:crawl|beg|cry|suffer|bleed)",
    r"spit(?:ting)? (?:in|on|at)", r"accidents? happens?", r"pay you a visit", r"your (?:own )?blood", r"where (?:your|you) (?:kids|children|family|wife|husband)",
    r"(?:wake|turn|end) up dead", r"\w+ dies\b", r"what's coming to", r"wreck(?:s|ing)? ", r"shatter", r"drag(?:ging)? (?:you|him|her|them)", r"(?:your|the) (?:home )?address of yours",
    r"(?:tear|take|pull|rip)(?:ing)? (?:the|that|this|your) (?:place|office|shop|building|showroom|counter|store) (?:apart|down|up|to)", r"(?:got|have|found|know) your (?:home )?address", r"black eye",
    r"through (?:your|the) (?:front )?(?:door|window|wall|throat)", r"down (?:your|his|her) throat", r"bring(?:ing)? (?:my )?(?:dogs?|brothers|mates|lads|boys|cousins)\b", r"lose it and",
    r"(?:get|gets|be|getting) hurt", r"end up in (?:a )?(?:hospital|hole|ditch|ground)", r"cancer", r"throw (?:my|your)sel", r"heads? (?:will|is going to|are going to) roll", r"trash(?:ing)? (?:the|your)",
    r"do (?:you|your \w+|them|him|her) (?:some |a |real )*(?:damage|harm|injury|mischief|in)\b", r"(?:throw|throwing) you", r"jump (?:off|from|in front)", r"off a (?:bridge|roof|cliff)",
    r"kill", r"murder", r"punch", r"shoot", r"shot you", r"stab(?:s|bed|bing)?\b", r"strangl", r"throttl", r"thump", r"headbutt", r"slap", r"smack",
    r"bomb", r"rape", r"suicid", r"die\b", r"dead (?:man|woman|meat)", r"drop dead", r"guns?\b", r"kni(?:fe|ves)\b", r"rifle", r"pistol", r"shotgun",
    r"jail", r"prison", r"axe\b", r"machete", r"baseball bat", r"cricket bat", r"hammer\b", r"acid\b", r"poison", r"petrol\b", r"arson", r"firebomb",
    r"blood\b", r"bleed", r"corpse", r"coffin", r"funeral", r"lynch", r"tortur", r"assault", r"violen", r"weapon", r"slit\b", r"slash", r"massacre",
    r"burn(?:s|ed|ing|t)? (?:the|this|that|it|down|every\w*|you|your|them|all)\b", r"(?:set|setting) (?:\w+ ){0,4}(?:on fire|alight|ablaze)",
    r"set(?:ting)? fire", r"torch(?:ing)? (?:the|your|it|this|that)\b", r"in flames", r"blow(?:ing)? (?:\w+ ){0,3}up\b", r"blow (?:the|your) ",
    r"smash", r"bash(?:ing)? ", r"brick through", r"throw(?:ing)? (?:a |you|some)",
    rf"(?:hurt|hit|beat|batter|kick|choke|attack|crush|cripple|maim|drown|bury|hunt|hang|gut|skin|whack|clobber|belt|deck|floor|break|snap|tear|rip|cut|twist|wring|knock|run over|carve)(?:s|ing|ting|ning)? {_YOURS}",
    r"(?:hurt|harm|kill|hang|cut) (?:my|your)sel", r"end it all", r"run you over", r"knock (?:you|your|some (?:sense|heads))", r"kick(?:ing)? (?:the|that|your|in) ",
    r"beat(?:ing)? (?:the|it into|some)", r"teach you a lesson", r"make you (?:suffer|scream|bleed|cry|beg|hurt)", r"(?:end|finish|destroy|get) you[.!,]",
    r"(?:put|land|send) you (?:in|to|through|under)\b", r"six feet", r"rot in\b", r"hope (?:you|your|they|he|she)(?: all| both)? (?:\w+ )?(?:die|rot|burn|choke|suffer|crash|bleed|get hurt|get hit)",
    r"(?:know|find|found|see|finding)(?: out)? where you(?:r|'re)?\b", r"where you (?:live|sleep|park|work)", r"(?:com(?:e|ing)|turn(?:ing)? up|drive|driving) (?:down |over |round |straight )*(?:there|for you|after you|to your (?:house|home|office|door|desk))\b",
    r"(?:wait|waiting) (?:for you )?(?:outside|in the car park)", r"watch (?:your back|your step|yourself|it)\b", r"look over your shoulder", r"sleep with one eye",
    r"you'd better (?:run|hide|watch)", r"your (?:face|neck|throat|legs?|arms?|teeth|skull|kneecaps?|knees|fingers|bones|jaw|nose|car|tyres|family|children|kids|wife|husband|mother|daughter|son|house|windows?)\b",
    r"pay (?:for (?:this|it) )?with your",
)  # fmt: skip
"""Threats to body, life or property, and to come after somebody. Unfit in every act and heat."""
_VERBS = "|".join(
    """add ask be believe book buy call cancel carry change chase close come complain contact copy do drop email escalate fight file find forget get give go have hear hold if ignore just keep know leave let
    like listen look make mention move name need not note pay phone post pursue put quote raise remember report return review ring say see send share shop should show sign sit speak spell spend start stay stop sue
    switch take talk tell think try understand use wait walk want warn write never""".split()  # noqa: SIM905
)
UNKNOWN_DEED = _any(
    r"i(?:'ll| will|'m going to|'m gonna| am going to| shall) (?:also |just |then |personally |happily |gladly |bloody |damn |well |damn well |bloody well |really |simply |make sure i )*"
    rf"(?!also\b|just\b|then\b|personally\b|bloody\b|damn\b|well\b|really\b|simply\b)(?!(?:{_VERBS})\b)\w+"
)
"""In a threat, something the customer will do that is not among what customers do: leave, write, tell, complain."""
ULTIMATUM = _any(
    r"or (?:else\b|i(?:'ll| will| shall|'m (?:going|gonna|coming|bringing|getting))|you(?:'ll| will)\b|we(?:'ll| will)\b|they(?:'ll| will)\b|(?:somebody|someone|people)(?:'s|'ll| will| is| gets)\b)",
    r"otherwise,? (?:i|you|we)(?:'ll| will)\b",
)
"""What happens if not: a threat, whatever follows."""
_CALLED = r"(?:you|you're|you are|you're all|what an?|such an?|are you|you lot are|you people are|you must be|how|bunch of|pack of|load of|that|listen|right|bye|goodbye),?"
INSULT = _any(
    r"(?:idiot|moron|imbecile|cretin|half-?wit|dim-?wit|nit-?wit|num(?:b)?skull|numpty|muppet|simpleton|dunce|dummy|dolt|pillock|plonker|tosser|git\b|minger|scumbag|scum\b|vermin|sleaze|lowlife|low-life|trash\b|filth\b|deadbeat|airhead|bimbo|loser|jerk\b|weirdo|pervert|psycho|nutter|lunatic|thicko|degenerate|subhuman|hag\b)",
    rf"{_CALLED} (?:an? )?(?:\w+,? ){{0,2}}(?:cow|pig|swine|dog|rat|snake|donkey|ass|ape|monkey|animal|witch|clown|fool|thug|creature|weasel|worm|toad|slug|leech|maggot|freak|creep|coward|troll|peasant|parasite|cockroach|sheep|chimp|goat|crook|thief|thieves|waste of (?:space|air|skin|oxygen))s?\b",
    rf"{_CALLED} (?:an? )?(?:\w+,? ){{0,2}}(?:stupid|thick|dumb|brainless|pathetic|worthless|ugly|fat|dense|brain-?dead|filthy|ignorant|mindless|retarded|insane|dim|spineless|gutless|two-faced|disgusting|repulsive|senile|illiterate|inbred|backward|subnormal|useless)\b",
    r"(?:stupid|dumb|thick|silly|fat|ugly|old|useless|dozy|lazy|daft|miserable|ignorant|pathetic) (?:\w+ )?(?:cow|pig|woman|man|girl|boy|person|child|creature|mare|bat|people|lot|bunch|agent|so-and-so)\b(?! of me)",
    r"you (?:\w+,? ){0,3}(?:piece of|excuse for|waste of|lump of|sack of)\b", r"are you (?:\w+ ){0,2}(?:deaf|blind|slow|drunk|mental|mad|simple)\b",
    r"(?<=, )you (?!(?:know|see|hear|said|say|can|can't|could|are|aren't|were|have|haven't|had|will|won't|lot|people|promised|told|all|must|should|do|did|don't|didn't|just|never|would|get|got|keep|kept|want|understand|owe|still|always|only|might|may|need|mean|think|really|and|or|also|both|too|took|lost|made|sent|charged|gave|left|let|remember|seem|sound)\b)[\w',-]+(?: [\w'-]+){0,3}[.!?]",
    r"(?:cleverer|smarter|brighter) than you\b", r"you sound like (?:a|an) \w+", r"(?:shame|disgrace) (?:to|on) your\b",
    r"shut (?:up|your (?:mouth|face|trap|gob))", r"go to hell", r"drop dead", r"get stuffed", r"screw you", r"up yours\b", r"your (?:ugly|stupid|fat|thick|silly|tiny) ", r"nobody (?:likes|loves) you",
    r"(?:your|you) (?:kind|sort|race|religion|accent)\b", r"(?:learn|speak|talk) (?:proper |some )?english", r"go back to (?:your|where|whatever)", r"(?:bloody |damn |typical )(?:foreigners?|immigrants?|women|men|gays?|jews?|muslims?|blacks?)\b", r"foreigners?\b", r"immigrants?\b",
    r"paki", r"chink", r"gyppo", r"kike", r"spic\b", r"wog\b", r"coon\b", r"dyke\b", r"poof", r"tranny", r"homo\b", r"cripple", r"mong\b", r"savages?\b", r"slag\b", r"tart\b", r"slapper", r"bint\b",
)  # fmt: skip
"""What demeans the person at the other end, or a group. To doubt their work is fair; to call them names is not."""
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
        AGREEMENT.pattern + r"|^yes\b|^okay\b|\b(?:fine|deal|agreed?|acceptable|go on|all right|do (?:it|that)|yes|lovely|okay|i'll take|get it done)\b"
    ),
    "thank": re.compile(GRATITUDE.pattern + r"|\bta\b|\bbrilliant\b|\bdone right by\b"),
    "close_cold": _any(r"leave it", r"done\b", r"that's (?:it|all|me)", r"we'll see", r"whatever", r"forget it", r"no more",
                       r"nothing (?:more|else|left)", r"enough", r"that'll", r"have to do", r"finished", r"elsewhere", r"stop"),
    "hang_up": _any(r"bye", r"done\b", r"finished", r"wast", r"that's it", r"enough", r"over\b", r"through\b", r"i'm off",
                    r"end of", r"leav", r"get lost", r"hang", r"nothing (?:more|left)"),
}  # fmt: skip
"""What a line must hold, at least, to pass for its act. `open` and `repeat_detail` must name the case instead."""

ORDINARY = frozenset(
    """a able about above absolutely according actually add after again ages agreed ah all almost alone already alright also although always am an and another answer any anybody anyhow anyone anything anyway anywhere apparently appointment are aren't as ask asked at awful away back bad because been before begin being believe best better between big bills blah both brilliant bring broken but by bye call called calls can can't cancel care certainly cheers clear clearly come complete completely congratulations consider contact correct could couldn't count customer customers days dear decent deal delivery did didn't different disappointed disgraceful disgusting do does doesn't doing don't done double down each eh either else end engineer enough even ever every everybody everyone everything exactly excellent except excuse excuses expect explain fabulous fair fantastic far few fifty final finally find fine first five fix for forget forgive four frankly free from full fully funny further get give given glad go god good goodbye goodness got grand great guess ha had half hang happy hardly has hasn't have haven't having he he'd he's hear heard heaven heavens hello help her here here's hers hey hi him his hm hmm hold honest honestly hope hopefully hopeless how how's however huh i if imagine impossible in incredible indeed instead interesting into is isn't it it'd it'll it's its job just keep kindly know last lately later leave less let let's lies like listen listening little long look lost lots lovely lucky luckily make man many marvellous matters may maybe me mean meanwhile might mind mine minutes mistake mm money more most move mum mumble must my myself name nah naturally near nearly need neither never new next nice no nobody none nonsense nope nor normal normally not nothing now nowhere obviously of off oh ok okay old on once one only open or ordinary other others otherwise our ours out over oh own paid pardon part pay people perfect perhaps plain plainly please plenty point poor possibly pray precisely prices probably problem problems promise promises proof proper properly prove put question quick quickly quite rather read ready really reasonable refund refunds remember repeat right round rubbish same say says second see seems sense seriously service several shall shame she she's short should show shocking shut simple simply since sir six so some somebody somehow someone something sometimes soon sorry sort sorted speak spare start still stop stories strange such sure surely take talk tell ten terrible than thank thanks that that'd that'll that's the their them then there there'd there'll there's therefore these they they'd they'll they're they've thing things think this those though three through time times to today together told tonight too total treat treated true truly trust try trying twice two typical unbelievable unless until up us use used useless usually very wait waiting wake was wasn't wasted watch way we we'd we'll we're we've well were weren't what what'll what's whatever when when's whenever where where's whether which while who who'd who'll who's whoever whole whom whose why why's will with without wonderful won't word words work works worse worst would wouldn't wow wrong yeah yep yes yet you you'd you'll you're you've your yours yourself""".split()  # noqa: SIM905  # a list reads worse
)
"""Words that a sentence may begin with (or that may be shouted) without being a name. What is not known is taken for one."""
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
