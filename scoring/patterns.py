"""The table of patterns: each names a turn of speech, never a complaint or a trade.

All of them run on folded text (lower case, straight apostrophes). What a match is worth is for the criteria to say.
"""

from __future__ import annotations

import re

from scoring.tricks import TRICKS

_SORRY = (
    r"(?:sorr+y|sory|sry|soz|regretting|app?olog\w+|apolag\w+|apolog|appolog\w+|mortified|ashamed|forgive (?:us|me)|"
    r"pardon us|regret(?! to inform)|my bad)"
)


def _unpunctuated(pattern: str) -> str:
    """The pattern for writers who leave apostrophes out ("dont", "im", "id be"), where that makes no other word."""
    for plain in ("n't", "i'm", "that's", "it's", "'ve", "you're", "what's", "nobody's"):
        pattern = pattern.replace(plain, plain.replace("'", "'?"))
    return pattern.replace("i(?:'d|", "i(?:'?d|")


PATTERNS: dict[str, re.Pattern[str]] = {
    name: re.compile(_unpunctuated(pattern))
    for name, pattern in {
        # --- apology -------------------------------------------------------------------------------------------------
        "sorry": rf"\b{_SORRY}\b",
        # Regret in other words, and the commonest apologies of other languages in a reply that mixes them in.
        "regret": r"\b(?:excuse (?:us|me|the|my|our)|gutted|saddened|pardon\w*|sad to (?:hear|read|see|learn)|"
        r"(?:breaks|broke) my heart|(?:i|we) feel (?:\w+ )?(?:terrible|awful|dreadful|bad|wretched|sick)|"
        r"hate(?:d)? that (?:i|we)|"
        r"sorrow\w*|remorse\w*|hang my head|eat humble|mea culpa|make amends|"
        r"lo siento|perd[oó]n\w*|disculp\w+|d[eé]sol[eé]\w*|entschuldig\w*|tut mir (?:sehr )?leid|mi dispiace|"
        r"scus[ai]\w*|desculp\w+|przepraszam|maaf|beklager|undskyld|f[oö]rl[aå]t|anteeksi|spijt)\b",
        "sorry_negated": r"\b(?:not|never|won't|don't|can't|cannot|isn't|aren't|wouldn't|refuse to|no(?:thing| need| "
        r"reason| cause| call)?(?: for (?:me|us))?(?: to)?|"
        r"without|why (?:should|would) (?:i|we)|hardly|nobody(?:'s)?|rather than|instead of|far from|"
        r"no-one)\s(?:[\w']+\s){0,5}?"
        r"(?:be |feel |say |saying )?(?:sorry|apolog\w+|regret)\b",
        "sorry_enough": r"\b(?:can't|cannot|can not|couldn't) (?:\w+ ){0,3}?(?:apolog\w+|sorry) (?:\w+ )?enough\b|"
        r"\bcan't "
        r"tell you how sorry\b"
        r"|\b(?:not|isn't) (?:just|only) sorry\b|\bsorry (?:is|isn't|doesn't|does not|won't|alone|hardly)\b",
        "sorry_wanted": r"\b(?:he|she|they|he's|she's|they're)(?: is| are| was| were| says?| said)? (?:\w+ "
        r")?(?:sorry|"
        r"apolog\w+)|\b(?:already|have|once|to) sa(?:id|y) (?:\w+ )?sorry\b|\b(?:expect\w*|want\w*|"
        r"ask\w*) (?:me|us) to (?:say |be )?(?:sorry|apolog\w+)|\b(?:you(?:'d| would)? (?:\w+ )?(?:want|"
        r"wanted|expect|need|like|demand|deserve|asked|ask|said|wrote|waiting)|your (?:demand|request|"
        r"wish))\b[^.!?]{0,30}\b(?:sorry|apolog\w+)",
        "sorry_conditional": r"\b(?:sorry|apolog\w+|regret)\b[^.!?;]{0,30}?\b(?:if|in case|should you|where you feel|"
        r"to anyone "
        r"who)\b|\bif (?:\w+ ){0,8}?(?:then )?(?:i'm|we're|i am|we are|i|we)?\s?(?:sorry|apolog\w+)|"
        r"\bsorry (?:that )?(?:you|u) (?:feel|felt|think|thought|believe|see it|took|take|misunder|find "
        r"it|perceive|got the impression|are upset|'re upset|were upset)|"
        r"\bsorry (?:that )?(?:you're|you are) (?:feeling|upset|unhappy|not (?:completely |fully "
        r")?satisfied|dissatisfied|disappointed)",
        "sorry_manner": r"\b(?:sorry|apolog\w+)[,:;.!\s–—-]*(?:(?:just |but )?(?:one|a|1) (?:sec|second|moment|"
        r"minute|mo|"
        r"tick)|hang on|hold on|bear with|could you|can you|can i|would you|"
        r"what (?:was|did|is|'s)|whose|who (?:was|is)|which|where|when (?:was|is|did)|say (?:that|it) "
        r"again|come again|(?:i )?(?:didn't|did not|couldn't|could not) (?:catch|hear|get)|i missed that|"
        r"the line|"
        r"(?:to|for) (?:ask|asking|bother|bothering|interrupt|repeat|press|disturb|trouble you again|butt|"
        r"jump in|cut in)|typo|wrong (?:button|window|chat)|"
        r"you're breaking|i (?:mean|meant)|let me (?:scroll|just))"
        r"|\b(?:sorry|pardon)\s?\?|\bbeg your pardon\b|\bbetter safe than sorry\b",
        "sorry_but": r"\b(?:sorry|apolog\w+|regret)\b[^.!?]{0,110}?\b(?:but|however|though|yet|unfortunately|"
        r"only|it's "
        r"just|except)\b",
        "but_helps": r"\bbut (?:(?:i|we)(?:'ve| have|'ll| will| can(?!'t|not| only))|let me|here's)\b",
        "sorry_fault": r"\b(?:sorry|apolog\w+)\b[^.!?]{0,60}?\b(?:but|however|though)\b[^.!?]{0,60}\b(?:you "
        r"(?:should|"
        r"could|must|need|have to|had|didn't|did not|ought|never|chose|agreed|signed|were supposed)|your "
        r"(?:own )?(?:fault|mistake|responsib)|it says|policy|polic\w+|terms|rules?|procedure|system|"
        r"nothing (?:i|we))",
        "sorry_hear": r"\b(?:sorry|sad|regret|pity) (?:to|i) (?:hear|read|learn|see|heard)\b|\bsorry for (?:your|his|"
        r"her|their) (?:\w+ )?(?:loss|trouble)\b|\bsorry (?:that )?(?:this|it|that) (?:has |had |have |'s "
        r")?(?:happen|occur|went)\w*",
        "sorry_stock": r"\b(?:sorry|apolog\w+|regret)\b(?: \w+){0,2}? (?:(?:for|about|of) )?(?:(?:any|the|this|"
        r"that|all|"
        r"your|these|some|possible) ?(?:the )?(?:\w+ )?(?:inconvenienc\w+|inconvinienc\w+|incovenienc\w+|"
        r"trouble|troubles|hassle|"
        r"situation|experience|confusion|issue|issues|problem|problems|matter|upset|annoyance|"
        r"frustration)|that|this|it|everything|all (?:that|this|of (?:this|that|it)))\b(?! (?:\w+ )?(?:we|"
        r"our|i|was|were|is|you|of|with|that|when|and|in|on|from|at|has|had|caused by))",
        "own_failing": r"\b(?:we|i|our (?:\w+ ){1,3}|my (?:\w+ ){1,2}|us)\b ?(?:'ve |have |had |did |was |were |"
        r"just |"
        r"simply |should (?:have|never)|then |also |'d |clearly |really |plainly )*"
        r"(?:left|leave|leaving|lost|lose|losing|sent|send|sending|sold|missed|missing|broke|forgot|"
        r"forget|failed|fail|ignored|kept|keeping|made|making|gave|giving|charged|charging|took|taken|"
        r"taking|billed|didn't|did not|never|let you|letting|overlook\w*|mis\w+|wrong\w*|delay\w*|"
        r"cancel\w*|damag\w*|mix\w*|messed|screwed|dropped|skipped|put|cost|caus\w+|told|promis\w+|"
        r"delet\w+|wip\w+|emptied|scratch\w*|hung|passed|dumped|debit\w*|deliver\w+|ow(?:ed|n)|turned|"
        r"treated|handed|sleeped|slept|stood|overcharged|doubl\w+|refus\w+|walked|bumped|shipped|swapped|"
        r"booked|reject\w+|declin\w+|ruin\w+|spoil\w+|disappoint\w+|couldn't|weren't|wasn't|haven't|"
        r"hadn't)\b",
        "our_fault": r"\b(?:our|my) (?:own )?(?:error|mistake|fault|failure|failing|mess|doing|slip|oversight|bad|"
        r"blunder)\b|\b(?:on|down to) us\b|\bwe (?:let you down|got (?:it|this|that) wrong|messed up|"
        r"screwed up|failed you|dropped the ball)\b|\bshould(?:n't| not| never) have (?:happened|been|had|"
        r"come|to)\b",
        "third_party_fault": r"\b(?:it's|it is|it was|that's|was|is|all|entirely|purely|lies with|down to|"
        r"blame)\b[^.!?,]{0,25}\b(?:courier|carrier|supplier|manufacturer|driver|warehouse|depot|bank|"
        r"vendor|contractor|subcontractor|partner|third part\w+|other (?:department|team|"
        r"company))(?:'s)?\b[^.!?]{0,25}\b(?:fault|doing|mistake|error|problem|responsib\w+|blame|not "
        r"(?:us|me|ours|mine))\b"
        r"|\b(?:not|isn't|wasn't|nobody's|no one's|nobody is) (?:really |actually |strictly |entirely "
        r")?(?:our|my|at|the company's)? ?fault\b|\bnothing to do with (?:us|me)\b|\bout of (?:our|my) "
        r"(?:hands|control)\b|\bblame (?:the|your|them|him|her)\b|\b(?:they|he|she) should (?:apolog\w+|"
        r"be sorry)\b|\bnot (?:us|ours|our (?:department|job|problem|responsib\w+))\b",
        # --- empathy -------------------------------------------------------------------------------------------------
        "siding": r"\b(?:no wonder|of course you(?:'re| are|'d| would| were)?|understandabl[ye]|rightly so|quite "
        r"right(?:ly)?|you(?:'re| are|'ve| have| had) (?:\w+ )?(?:every )?right to|every right|(?:with|"
        r"for) good reason|fair(?:ly)? enough that|that's (?:more than )?fair|anyone would|any(?:one|"
        r"body) (?:in your|who)|who wouldn't|so would i|i(?:'d| would) be (?:\w+ )?(?:livid|furious|angry|"
        r"upset|cross|sick|fuming|gutted|worried|scared|mad|annoyed|beside|just as|too|spitting|raging)|"
        r"i(?:'d| would) (?:feel|have felt|hate|be|want|scream|not (?:trust|want|take)|lose|ask|say|"
        r"wonder)|i wouldn't (?:\w+ )?(?:trust|want|wish|take|be)|must (?:have been|be|feel|have felt)|"
        r"can(?:'t| only| not|not) (?:even )?(?:begin to )?imagine|that(?:'s| is| was| must| sounds| "
        r"would)|makes? (?:perfect |complete |total )?sense (?:that|you)|you (?:deserved|shouldn't have|"
        r"should never|should not)|nobody should|no one should|hate(?:d)? (?:that|it)|feel(?:s|ing)? "
        r"(?:with|for) you|i feel (?:\w+ )?(?:terrible|awful|bad)|goes? (?:right )?through (?:you|me)|it "
        r"hurts|breaks my heart)\b",
        "feeling": r"\b(?:frustrat\w+|frustated|angr(?:y|ier)|anger|upset(?:ting)?|annoy(?:ed|ing)|maddening|"
        r"infuriat\w+|furious|livid|fuming|gutted|worr(?:y|ied|ying)|scar(?:ed|y|ing)|frighten\w*|afraid|"
        r"fear|anxious|anxiety|stress\w*|exhaust\w+|tired|tiring|drain\w+|humiliat\w+|embarrass\w+|"
        r"asham\w+|disappoint\w+|let down|heartbr\w+|distress\w*|awful|terrible|horrible|horrid|dreadful|"
        r"miserable|misery|nightmare|painful|hurt(?:s|ful)?|shock\w*|unfair|unacceptable|outrageous|"
        r"absurd|ridiculous|insult\w*|cruel|sick(?:ening)?|helpless|powerless|lonely|alone|nerve\w*|worse "
        r"than|rotten|rough|hard on|lousy|galling|wretched|appall\w+|alarming|"
        r"unsettl\w+|betray\w+|distrust|sad|sadness|panic\w*|despair\w*|desperate|cross|fed up|sore|"
        r"bitter|relie(?:f|ved)|joy|happy for|crushing|agoniz\w+|agonis\w+|degrading|sting\w*|"
        r"fool(?:ish)?|insane|crazy|disgrace\w*|shameful|unbearable|grim|heartless|demoralis\w+|"
        r"demoraliz\w+|wound\w*|feeling\w*|feel(?:s)?|felt|trust|patience worn|last straw|kick in the "
        r"teeth|slap in the face)\b",
        "empathy_stock": r"\b(?:(?:i|we)(?: can)?(?: fully| totally| completely| certainly| truly| absolutely| do| "
        r"really| "
        r"definitely)* (?:understand|appreciate|see|get|hear|acknowledge|recogni[sz]e|realise|realize)(?: "
        r"that)?(?: why)?(?: how)? (?:your |you |you're |you are |the |this |that this |it's |it )?(?:\w+ "
        r")?(?:frustrat\w+|frustated|concern\w*|feeling\w*|upset|disappointment|anger|dissatisf\w+|"
        r"annoy\w+|irritation|feel|situation|problem|issue|point|worr\w+|inconvenience)"
        r"|(?:i|we)(?: fully| totally| completely| certainly| truly| absolutely| do| really)* understand "
        r"(?:you|how you feel|where you're coming from|where you are coming from|how (?:important|"
        r"frustrating|annoying|difficult|upsetting)|your)|understand your|(?:can be|may be|might be|must "
        r"be|is) (?:\w+ )?(?:frustrating|annoying|inconvenient|upsetting)|valued customer|we (?:value|"
        r"care about) (?:you|our|every|all)|take (?:this|all|your|every) (?:\w+ )?(?:very )?seriously)\b",
        "nod": r"\b(?:i|we) (?:\w+ )?(?:understand|hear you|see)\b|\bunderstood\b",
        "belittles": r"\b(?:these things happen|it happens to (?:everyone|everybody|all)|worse things happen|"
        r"not the end of "
        r"the world|could be worse|nothing to (?:cry|shout) about|no big deal|it is what it is|that's life|"
        r"everybody waits|everyone waits|look on the bright side)\b",
        "calm_down": r"\b(?<!told you to )(?<!tell you to )(?<!told you )(?<!tell you )"
        r"(?:(?<!don.t )(?<!dont )calm (?:yourself )?down|(?:please|just|do|try to|need to|to) "
        r"(?:stay |be |remain |keep )?calm\b(?! and (?:i|we))|keep calm|(?:just|please) relax|chill out|"
        r"overreact\w*|over-react\w*|no (?:need|"
        r"reason|point) (?:to |in |for )(?:be |being |get |getting )?(?:shout\w*|rais\w*|swear\w*|yell\w*|"
        r"rude|aggressive|angry|upset|so upset|dramatic|all worked up|that tone)|(?:don't|do not|stop|"
        r"quit|refrain from) (?:shout\w*|yell\w*|swear\w*|take that tone|whin\w*|moan\w*|get (?:so "
        r")?(?:upset|angry|worked)|be so)|(?:mind|watch|lower|moderate) your (?:tone|language|voice|"
        r"mouth)|your tone|get a grip|lighten up|get over it|take a (?:deep )?breath(?! if)|(?:being|so) "
        r"(?:dramatic|hysterical|unreasonable|emotional)|making (?:such )?a (?:fuss|scene|drama)|grow "
        r"up)\b|(?:^|[.!?,]\s)relax\b(?! (?:knowing|now))",
        "take_back": r"\b(?:but|however|though|that said|unfortunately|still|only that)\b[^.!?]{0,60}?\b(?:policy|"
        r"policies|polic\w+|rules?|terms|procedure|system|nothing (?:i|we|more)|can't|cannot|not (?:our|"
        r"possible|able|my)|you (?:should|must|need to|could|have to|were|signed|agreed|didn't|did)|it's "
        r"(?:just|only|not)|that's (?:just|how|the)|them'?s the|everyone|everybody|other customers)\b",
        # --- posture -------------------------------------------------------------------------------------------------
        "insult": r"\b(?:you(?:'re| are)? (?:(?:so|such|really|just|a|an|being|too|bloody) ){0,2}(?:stupid|dumb|"
        r"lying|liars?|"
        r"pathetic|silly|idiot\w*|moron\w*|clown|loser|jerk|crybab\w*)|"
        r"(?:don't be(?: such)? an?|you\b(?:(?!\b(?:i|i'm|me|we|us|he|she|they|not|no|like|than|those|these|"
        r"by)\b|n't)[^.!?]){0,30}) (?:idiots?|morons?)|"
        r"(?<=\A)(?:idiots?|morons?)|(?<=, )(?:idiots?|morons?)(?=[,.!?]|$)|what an? (?:idiot|moron)(?! (?:i|we)\b)|"
        r"people like you (?:are (?:the|why)|make me|always)|get a life(?=[.!,]|$)|(?<=, )genius(?=[.!]|$)|"
        r"(?<=\A)(?:stop|quit) (?:whing|whin|moan)\w+|"
        r"shut up|crybab\w*|"
        r"whin(?:er|ers|e about)|piss off|pissed off with you|bugger off|screw you|f\*+k|fuck\w*|bloody (?:nerve|"
        r"cheek)|"
        r"ridiculous (?:woman|man|person)|waste of my time|wasting my time|not my problem|learn to read|"
        r"can you even read|are you (?:deaf|blind|thick)|what(?:'s| is) wrong with you|"
        r"(?<!if )(?<!like )(?<!though )(?<!that )(?<!think )(?<!thought )(?:i|we) (?:really |honestly )?"
        r"(?:don't|do not|couldn't) care\b(?! (?:how|what|who|if) (?:it|long))|tough luck|crazy (?:lady|woman|man)|"
        r"cheapskate|for all i care|dream on|cry me a river|who cares(?=[?.!]|$)|suck it up|get over yourself|"
        r"take it or leave it|suit yourself|that's your problem(?! (?:solved|sorted|fixed))|spoil(?:ed|t) brat|"
        r"you people)\b",
        "mockery": r"\b(?:sorry,? not sorry|your (?:majesty|highness|lordship|ladyship|royal (?:highness|majesty))|"
        r"boo hoo|cry me|poor you|"
        r"world'?s smallest violin|drama queen|heaven forbid|alert the (?:media|press)|my heart bleeds|"
        r"wow,? (?:i'm )?(?:so+ |very )sorry|how dare we|(?:excuse me|sorry) for (?:breathing|existing|living|"
        r"being born)|"
        r"(?:want|deserve|give you) a (?:medal|trophy)\?)\b|🙄|🤡|🎻|(?:^|\s)/s\s*$",
        "self_defence": r"\b(?:(?:no|any) (?:note|record|trace) of|i'd have thought|(?:we|i) (?:don't|do not) "
        r"(?:actually "
        r"|really )?know (?:it|that|if)|nobody(?:'s| has) ever|trained to|if you're expecting|don't "
        r"(?:\w+ )?what they haven't|the shop gets|genuine(?:ly)? worn|you (?:should(?:n't| not| "
        r"never)?(?: have|'ve)?(?! (?:\w+ )?(?:had|have had|been|have been|have to|never|not (?:be|have)|"
        r"be (?:sitting|waiting|left|treated|charged|paying)|get|hear|see|have (?:had|been|it|your|a|"
        r"the)))\b|must(?:n't)? have(?! (?:been|felt|had))|could have|ought to|failed to|didn't (?:read|"
        r"check|bother|follow|tell|say|mention|provide|give|confirm|tick|fill)|did not (?:read|check|"
        r"follow|provide|tell|confirm|fill)|never (?:told|said|asked|mentioned|called|checked)|agreed|"
        r"signed|accepted|chose|ignored|missed|forgot|entered|typed|pressed)|if you(?:'d| had| hadn't| "
        r"would have)|as (?:i|we) (?:already )?(?:said|told|explained|stated|mentioned)|i (?:already "
        r")?(?:told|explained)|not (?:our|my) (?:fault|problem|job|department|responsib\w+|mistake)|"
        r"nothing (?:wrong )?(?:on our|with our)|according to (?:our|my) (?:records?|system)|(?:it|this) "
        r"(?:does )?(?:says|said|states|is stated|is written|clearly)|"
        r"nobody (?:promised|else|said|told|forced)|no one (?:else|promised)|works? (?:fine|perfectly|as "
        r"designed)|never had (?:any|a) (?:complaint|problem|issue)|(?:nine|9|most|99) (?:times|cases) "
        r"out of|people (?:always|usually|often|tend)|most (?:people|customers)|we(?:'re| are) not "
        r"(?:liable|responsible|obliged|required)|user error|(?:is|was|it's|that's) (?:correct|by design|"
        r"standard|normal|perfectly normal)|small print|in (?:our|the) terms|read (?:the|your|our))\b",
        "blame": r"\b(?:you (?:should(?:'ve| have)"
        r"(?! (?:\w+ )?(?:had|been|never|have been|heard|got|gotten|"
        r"received|seen|found|felt))|must have (?!been|felt|had|waited|rung|called|thought|heard|wondered|spent|got|"
        r"seen|hoped|stood|sat)|"
        r"failed to|neglected to|didn't (?:read|check|bother|follow|tell|say|mention|provide|"
        r"give|confirm|tick|fill|listen|look)(?! (?:it|that|anything) wrong)|"
        r"did not (?:read|check|follow|tell|provide|confirm|fill|"
        r"mention|listen)|(?:signed|agreed to) (?:it|the|this|that|additional)|chose to|forgot to|entered "
        r"(?:it |the )?wrong\w*|caused)|your (?:own )?(?:fault|mistake|error|responsib\w+|doing|"
        r"negligence|carelessness)|user error|if you (?:had|hadn't|'d) (?:\w+ )?(?:read|checked|told|run|"
        r"done|called|listened|followed|filled|looked|bothered|asked|ticked)|"
        r"(?:^|(?<=[.!?,;:] )|(?<=but )|(?<=and )|(?<=so )|(?<=then )|(?<=well ))you (?:really )?should(?:'ve| have) "
        r"been (?:in|home|at home|ready|available|quicker|clearer|more careful)"
        r"(?=\s*(?:[.!?;]|$)| when (?:he|she|they|we)\b)|"
        r"(?:it's|that's|this is|is) (?:entirely |all |really )?on you(?! r\w+)\b|"
        r"(?:it's|that's) (?:entirely |all )?on you really\b|down to you|"
        r"you(?:'re| are) (?:the one who|to blame|responsible)|you brought)\b",
        "policy": r"\b(?:polic(?:y|ies)|terms(?: and conditions| of \w+)?|t&cs?|conditions|rules?|regulations?|"
        r"procedures?|guidelines?|section \d+|clause \d+|contract(?:ual\w*)? (?:says|states)|standard "
        r"practice|company practice|protocol)\b",
        "because": r"\b(?:because|since|as (?:the (?!first|last|next|only)|we|our|it|that|they)|"
        r"so that|due to|owing to|the reason|reason "
        r"(?:is|being|for|why)|that's why|which is why|which means|the way it works|otherwise|cos|given "
        r"that|it's that|or else|in order to)\b",
        "refuse": r"\b(?:(?:we|i|they) (?:simply |just |really |sadly |also |unfortunately )?(?:can't|cannot|can "
        r"not|could not|couldn't|won't|will not|don't|do not|am not able|are not able|aren't able|am "
        r"unable|are unable|'m unable|'re unable|'re not able|'m not able|'m not allowed|am not allowed|"
        r"are not allowed|'re not allowed|'re not in a position|have no way|have to (?:decline|refuse|say "
        r"no))(?! (?:wait|apolog|imagine|blame|thank|say sorry|have|know|need|understand|see|want you|"
        r"think|tell you how|hear|find|help but|mind|believe))|"
        r"(?:i'm|we're) (?:not able|unable|not allowed)|not possible|impossible|isn't possible|no "
        r"(?:refunds?|exceptions?|exchanges?|way to|chance|can do)|out of the question|(?:must|have to|"
        r"has been|been|was|is|stays|remains) (?:decline|declined|refuse|refused|rejected|denied)|not "
        r"(?:something|anything) (?:i|we) can|nothing (?:i|we) can|the answer (?:is|has to be|stays) no|"
        r"only (?:able|option)|decision stands|(?:unfortunately|i'm afraid)[, ]+(?:no|not|there|it|that|"
        r"the|this|we|i)\b[^.!?]{0,40}\b(?:not|no|n't|can't|isn't|cannot))\b",
        **TRICKS,
        # --- stock ---------------------------------------------------------------------------------------------------
        "stock": r"\b(?:any inconvenience|for (?:the|this) inconvenience|understand your (?:frustration|concern\w*|"
        r"feeling\w*|situation|disappointment|anger|issue|problem)|(?:understand|appreciate) how "
        r"(?:frustrating|important|you feel|annoying|upsetting)|thank you for (?:reaching|contacting|your "
        r"(?:patience|understanding|feedback|message|email|e-mail|cooperation|confirmation|loyalty|"
        r"inquiry|enquiry)|being|bringing|getting|calling|choosing|letting)|thanks for (?:reaching|"
        r"contacting|your (?:patience|understanding|feedback|message)|getting|bringing)|valued customer|"
        r"(?:number one|top|highest|utmost|first) priority|priority (?:is|to) (?:you|us|our)|taken? "
        r"(?:very )?seriously|strive|committed to|(?:we|i) (?:truly |really |do )?(?:value|appreciate) "
        r"(?:your|you|our|every|the)|bear with us|rest assured|happy to (?:help|assist)|glad to (?:help|"
        r"assist)|here to help|assist you (?:further|today|with)|do our best|as soon as possible|asap|at "
        r"(?:your|the) earliest|relevant (?:department|team)|responsible (?:department|team)|look(?:ing)? "
        r"into (?:this|it|your|the)|your (?:call|satisfaction|business|feedback|opinion|experience) (?:is|"
        r"matters|means)|have a (?:great|wonderful|nice|lovely|good) (?:day|one|rest|weekend|evening)|"
        r"don't hesitate|feel free|(?:hear|see) (?:you|your concerns?)\b(?= and| but|\.|!)|great question|"
        r"world-class|first-class|(?:dear|valued) (?:customer|client|member|guest|sir|madam)|kindly|in "
        r"due course|going forward|further assistance|where you(?:'re| are) coming from|get back to you|"
        r"escalat\w+ (?:this|your)|sincere(?:ly|st)? apolog\w+|frustrating (?:situation|experience)|to "
        r"summari[sz]e|what would you like)\b",
        # --- questions -----------------------------------------------------------------------------------------------
        "brush_off": r"\b(?:is|was|are) there (?:anything|something|any thing) (?:else|further|more)\b|(?:^|[.!?]\s*|"
        r"\bor )anything (?:else|further|more)\b|\banything else (?:i|we|you|today|for you)\b|\bhow "
        r"(?:else )?(?:can|may) (?:i|we) (?:help|assist|be of)\b|\bany (?:other|more|further) questions?\b",
        "rhetorical": r"\b(?:do you (?:really|seriously|honestly|even|think|expect|understand|realise|realize|"
        r"people)|"
        r"are you (?:serious|really|quite|absolutely sure|completely sure|sure you|kidding|trying|"
        r"accusing|saying|suggesting|even|calling)|what (?:do|did|would|else (?:do|did)) you (?:expect|"
        r"want (?:me|us) to (?:say|apolog\w+)|think (?:i|we|will|happens|this|that))|what (?:am i|are we|"
        r"can i|can we|could i|should i|shall i) (?:supposed|meant|do about|do\b)|how (?:should|would|am|"
        r"could) i (?:know|supposed|possibly)|who (?:told|do you think|says|said|knows|cares|hasn't|"
        r"doesn't|wouldn't)|why (?:didn't|did you not|don't you|would (?:i|we|you|anyone)|should (?:i|we)|"
        r"are you|on earth|do you (?:keep|always|have to)|not just|then did you|haven't you|couldn't you|"
        r"is it always)|have you (?:even|actually|really|considered|ever|thought|not|tried turning)|did "
        r"you (?:even|actually|really|not|seriously|bother|ever|read|honestly)|didn't you|haven't you|"
        r"don't you|couldn't you|isn't that|is that (?:so|really) (?:hard|difficult)|isn't it|aren't "
        r"(?:you|we)|haven't we|wouldn't you|what more|what else (?:is there to|can i do|could i do)|(?:^|"
        r"so |oh )you want (?:me|us) to|you (?:do )?(?:know|realise|realize|understand) that|happy now|"
        r"satisfied now|how hard|so what\?|who cares|can't you|won't you just|what now|yes or no|or not|"
        r"what's the big|is it my|was it my|can you (?:just|please just|not)|would you rather (?:i|we)|"
        r"where would we)\b",
        "wish_ask": r"\b(?:what|how|which)\b[^.!?]{0,50}\b(?:would|could|can|should|do|may|must|needs?|matters?|want|"
        r"wish|prefer|like|help|put|make|set|suit|best|right|fair|ideal|most|good|enough|acceptable|next|"
        r"sort|happy|work|feel|hope|hoping|need)\b",
        "admin_ask": r"\b(?:order|account|customer|booking|reference|ticket|serial|policy|invoice|membership|member|"
        r"tracking|contract|claim|case|model|phone|telephone|mobile|contact|meter|card|confirmation|"
        r"reservation|registration|client|id|part|batch|article|item)\s?(?:number|no|id|code|ref\w*|name|"
        r"details)?\b(?=[^.!?]{0,40})|\b(?:date of birth|post ?code|zip|address|e-?mail|full name|surname|"
        r"first name|last name|your name|the name|whose name|what name|spell|screenshot|photo\w*|"
        r"picture\w*|receipt|proof|attach\w*|verify|security question|password|iban|dm us|dm me|number)\b",
        "demand_details": r"\b(?:please|kindly|could you|can you|would you|i need|we need|i'll need|we'll need|need|"
        r"may i "
        r"have|can i (?:have|get|take)|give me|send (?:me|us|over|in|it)?|provide|dm|share|reply with|"
        r"state|attach|confirm|fill (?:in|out)|upload|forward)\b",
        # --- recap and commitments ---
        "recap": r"\b(?:to (?:recap|sum up|summari[sz]e|confirm|be clear|repeat)|in short|so(?:,)? (?:to|in) "
        r"(?:sum|short|recap)|(?:quick |short )?(?:recap|summary)|summing up|just to (?:confirm|recap|be "
        r"(?:clear|sure|safe))|let me (?:recap|summari[sz]e|sum|read|repeat|confirm|say (?:it|that|this)(?: all)? back|"
        r"go over|run through)|(?:what|here(?:'s| is) what) (?:we(?:'ve| have)? (?:agreed|settled|said|"
        r"decided|do|'ll do)|(?:happens|will happen|i'll do|i will do|comes) (?:next|now)?)|as agreed|"
        r"we(?:'ve| have)? agreed|that's (?:settled|agreed|fixed|arranged|it then|the plan)|the plan|so "
        r"that's|done[:.!,]|all (?:set|done|booked|sorted)|settled|so (?:that )?we both (?:have|know)|"
        r"(?:check|sure) (?:that )?(?:i|we)(?:'ve)? (?:both )?(?:have|got) (?:it|this|that|everything)|"
        r"is that how you (?:have|see) it|(?:it's|that's|you're|all) (?:booked|"
        r"arranged|confirmed)|agreed)\b",
        "first_person": r"\b(?:i|we|i'll|we'll|i'm|we're|i've|we've|i'd|we'd|my|our|me|us|myself|ourselves)\b",
        "commit": r"\b(?:ill (?:be|find|put|ring|call|send|look|check|get|make|do|ask|write|talk|sort|book|see)|"
        r"(?:i|we) (?:now |just |then |also |personally |today |tonight )?(?:send|call|ring|phone|"
        r"write|make|look|ask|take|book|refund|cancel|check|speak|bring|put|do|give|pass|pay|credit|"
        r"replace|keep|start|arrange|forward|order|collect|stop|block|open|come|text|mail|e-?mail|"
        r"transfer|wipe|delete|correct|waive|hold|fix)(?: (?!not\b)|[.,])|let me (?:ring|call|send|book|"
        r"phone|put|get|arrange|order|refund|write|ask)|(?:leaves?|starts?|is|are|'s) (?:now|with you|on "
        r"(?:its|his|her|their|the) way)|(?:refund|replacement|remake|visit|credit|refunds) it is|(?:i|"
        r"we)(?:'ll| will|'m going to| am going to|'re going to| are going to| shall)|(?:i'm|we're|i am|"
        r"we are) (?:now |just |also |personally )?(?:\w+ing)|(?:i|we)(?:'ve| have) (?:just |now |already "
        r"|also )?(?:\w+ed|put|sent|set|made|done|written|taken|got|found|spoken|rung|told|left|given|"
        r"paid|cut|begun|sent)|you(?:'ll| will) (?:have|get|receive|hear|be|find|see|pay|keep)|(?:\w+) "
        r"(?:will|'ll) (?:be|call|ring|come|phone|contact|e-?mail|mail|reach|arrive|go|get|write|send|"
        r"collect|bring|fix|pick|deliver|meet|land|show|drop|visit|leave|take|have|pay|refund|replace|"
        r"follow)|(?:comes|arrives|goes|leaves|rings|calls|phones|lands|meets|brings|collects|picks|"
        r"starts|reaches|delivers|telephones|writes|mails|emails|e-mails|gets|sends|pays) (?:\w+ "
        r"){0,3}?(?:to|at|by|on|today|tonight|tomorrow|between|before|from|back|out|into|you|it|up)|(?:is|"
        r"are|has been|have been|gets|being|been) (?:\w+ )?(?:refunded|booked|sent|replaced|credited|"
        r"cancelled|canceled|forwarded|passed|arranged|scheduled|shipped|reordered|ordered|reopened|"
        r"re-opened|reserved|logged|escalated|transferred|paid|confirmed|waived|extended|returned|fixed|"
        r"processed|assigned|submitted|dispatched|collected|delivered|registered|reviewed|deleted|"
        r"corrected|noted))\b",
        "when": r"\b(?:(?:in|within) (?:like |about |around |some )?(?:\d+|one|two|three|five|ten|fifteen|twenty|"
        r"thirty) (?:min\w*|hours?|days?|weeks?)|the day before|\d+(?:st|nd|rd|th)|on \d{1,2} \w+|before "
        r"the \d+|by p?m|p\.m|a\.m|today|tonight|tomorrow|(?:this|next|coming|the) (?:morning|afternoon|"
        r"evening|week|weekend|month|hour|minute|second|monday|tuesday|wednesday|thursday|friday|saturday|"
        r"sunday)|mon(?:day)?s?|tues(?:day)?|wed(?:nesday)?|thurs?(?:day)?|fri(?:day)?|sat(?:urday)|"
        r"sun(?:day)|by (?:noon|midday|midnight|end|close|lunch\w*|\d+|one|two|three|four|five|six|seven|"
        r"eight|nine|ten|eleven|twelve|half|quarter)|(?:within|in|inside|under|over) (?:the (?:next "
        r")?)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|"
        r"a|an|half an)(?:\s?(?:-|to|or)\s?(?:\d+|two|three|four|five|six|ten))? ?(?:working |business "
        r")?(?:sec\w*|min\w*|hours?|hrs?|days?|weeks?|months?|h)|(?:at|before|after|until|till|between|"
        r"from|around|about|by) (?:\w+ (?:past|to) )?(?:\d{1,2}(?:[:.]\d{2})?|one|two|three|four|five|six|"
        r"seven|eight|nine|ten|eleven|twelve|noon|half)(?:\s?(?:am|pm|o'clock))?|\d{1,2}[:.]\d{2}|\d{1,2} "
        r"?(?:am|pm)|(?:on )?the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:january|"
        r"february|march|april|may|june|july|august|september|october|november|december)|right (?:now|"
        r"away)|straight away|immediately|this (?:minute|second|instant)|now|(?:mid)?day after|end of "
        r"(?:the )?(?:day|week|month)|month end|o'clock|minutes|hours)\b",
        "accepting": r"\b(?:ok|okay|yes|yeah|yep|fine|good|great|perfect|deal|agreed|agree|all right|alright|right "
        r"then|thanks?|thank you|thx|cheers|please do|do (?:it|that|so)|go ahead|go on then|that works|"
        r"works for me|sounds good|i accept|accepted|lovely|brilliant|suits me|let's do|i'll take|take it|"
        r"we'll take|sure|fair enough|that(?:'s| is| would be| 'd be| will) (?:\w+ )?(?:fine|good|great|"
        r"ok|okay|better|do|perfect|fair|all i)|phew|relief|can live with|no rush|book it|i'd like that|"
        r"replacement then|the (?:first|second) one|i'll believe)\b",
        "handover": r"\b(?:pass(?:ed|ing)? (?:\w+ ){0,4}?(?:on|to|over)|forward(?:ed|ing)?|escalat\w+|"
        r"hand(?:ed|ing)? "
        r"(?:\w+ ){0,4}?(?:over|to)|transfer\w*|put you through|dm us|call (?:us|our)|contact (?:our|the|"
        r"us)|get in touch|(?:manager|supervisor|team|department|desk|colleague|specialist)s?\b)",
        # --- practices ---
        "offer": r"\b(?:(?:i|we)(?:'ll| will|'d| would| can(?!'t)| could(?!n't)|'m going to| am going to|'re going "
        r"to)(?! (?:see|try|look|be (?:in touch|happy|glad)|have to|need|like to (?:know|understand|ask|"
        r"hear)|not|never|take (?:two|a) (?:min|mo)|ask|check|find out|hear))|let me (?!know|check|see|"
        r"look|just|take|ask|find|read|be )|(?:i'm|we're|i am|we are) (?:sending|booking|refunding|"
        r"crediting|putting|moving|arranging|ordering|cancelling|waiving|replacing|giving|paying|getting|"
        r"taking|reopening|ringing|calling|adding|extending|upgrading)|(?:i've|we've|i have|we have) "
        r"(?:just |now |already )?(?:sent|booked|refunded|credited|put|moved|arranged|ordered|cancelled|"
        r"waived|replaced|paid|taken|reopened|added|extended|upgraded|reserved|issued|set)|would you "
        r"(?:like|prefer|rather|take|accept|want)|how about|what about|what if|shall (?:i|we)|should i|"
        r"(?:would|does|will) (?:a|an|it|that|the|this|half|full|\d+)\b|you(?:'ll| will| can| could) "
        r"(?:have|get|receive|keep|choose|use|take|be (?:refunded|credited))|option|offer(?:ing)? you|on "
        r"us|free of charge|at no (?:cost|charge|extra)|for free|no charge|at our (?:expense|cost)|i was "
        r"thinking|we pay|i pay|my suggestion|i suggest|i propose)\b",
        "harm": r"\b(?:cost(?:s|ing)? you|you (?:lost|missed|had to|were left|paid|waited|spent|went without|"
        r"couldn't)|left you|your (?:time|day|evening|money|weekend|leave|wages|data|work)|damage\w*|"
        r"ruin\w*|spoil\w*|lost)\b",
        "pause": r"\b(?:let me|allow me|give me|i(?:'ll| will)|just|may i|can i|i'm going to|i need|please|bear "
        r"with me|stay on the line)\b[^.!?]{0,40}\b(?:two|one|a|five|a few|a couple|three|ten|couple of|1|"
        r"2|3|5|10)(?: of)? (?:min\w*|moments?|sec\w*|mo\b)|\b(?:please hold|hold (?:on|the line)|one "
        r"moment|one sec(?:ond)?|just a (?:moment|minute|sec\w*)|bear with me|stay on the line|(?:putting|"
        r"put) you on hold|hang on|won't be (?:a|long)|back in (?:a|two|one|five|\d+) (?:min\w*|moment|"
        r"sec\w*))\b",
        "negative": r"\b(?:not|no|never|none|nobody|nothing|nowhere|wrong|broken|broke|damag\w*|late|delay\w*|"
        r"miss(?:ed|ing)|lost|cancel\w*|refus\w*|fail\w*|rude|angry|furious|disgrace\w*|disgust\w*|"
        r"ridiculous|unbeliev\w*|unacceptable|terrible|awful|horrible|worst|useless|joke|scam|thiev\w*|"
        r"liar\w*|lie[sd]?|still|again|twice|waiting|waited|ruin\w*|cold|stuck|charged|overcharg\w*|"
        r"double|stranded|ignored|hung up|nobody|isn't|wasn't|didn't|don't|doesn't|can't|won't|haven't|"
        r"hasn't|couldn't|without|instead|supposed|promised|enough|sick|fed up|shame|dare|hell|wtf|bloody|"
        r"damn|complain\w*|compensat\w*|scratch\w*|leak\w*|stain\w*|dirty|rotten|mould\w*|mold\w*|burst|"
        r"crash\w*|error|fault\w*|blame|stole\w*|gone|vanish\w*|dead|died|cry|cried|crying|tears|debt|"
        r"fine|penalt\w*|lawyer|solicitor|complaint|how dare|where is|where's)\b",
        "content_mood": r"\b(?:thanks?|thank you|cheers|lovely|great|perfect|brilliant|happy|pleased|glad|wonderful|"
        r"excellent|no rush|no hurry|works? (?:fine|well|now)|good news|appreciate\w*|just (?:wondering|"
        r"wanted|a (?:quick )?question|checking)|quick question|one (?:thing|question)|wondering|could "
        r"you tell|do you (?:have|sell|stock|offer)|is it possible|what time|morning|phew|relief|kind|"
        r"super)\b",
    }.items()
}
