"""Features of form: what can be told from the words themselves, without any model.

A pattern names a turn of speech, never a complaint or a trade. All of them run on the folded text (lower case, straight
apostrophes), so an offset found is an offset of the reply as it was given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from scoring.segment import Span, Word, content_stems, fold, split_clauses, split_sentences, words

_SORRY = r"(?:sorr+y|sory|sry|app?olog\w+|apolag\w+|apolog|appolog\w+|mortified|ashamed|forgive (?:us|me)|pardon us|regret(?! to inform)|my bad)"

PATTERNS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        # --- apology -------------------------------------------------------------------------------------------------
        "sorry": rf"\b{_SORRY}\b",
        "sorry_negated": r"\b(?:not|never|won't|don't|can't|cannot|isn't|aren't|wouldn't|refuse to|no(?:thing| need| reason| cause| call)?(?: for (?:me|us))?(?: to)?|"
        r"without|why (?:should|would) (?:i|we)|hardly|nobody(?:'s)?|rather than|instead of|far from|no-one)\s(?:\w+'?\w*\s){0,5}?"
        r"(?:be |feel |say |saying )?(?:sorry|apolog\w+|regret)\b",
        "sorry_enough": r"\b(?:can't|cannot|can not|couldn't) (?:\w+ ){0,3}?(?:apolog\w+|sorry) (?:\w+ )?enough\b|\bcan't tell you how sorry\b"
        r"|\b(?:not|isn't) (?:just|only) sorry\b|\bsorry (?:is|isn't|doesn't|does not|won't|alone|hardly)\b",
        "sorry_wanted": r"\b(?:he|she|they|he's|she's|they're)(?: is| are| was| were| says?| said)? (?:\w+ )?(?:sorry|apolog\w+)|\b(?:already|have|once|to) sa(?:id|y) (?:\w+ )?sorry\b|\b(?:expect\w*|want\w*|ask\w*) (?:me|us) to (?:say |be )?(?:sorry|apolog\w+)|\b(?:you(?:'d| would)? (?:\w+ )?(?:want|wanted|expect|need|like|demand|deserve|asked|ask|said|wrote|waiting)|your (?:demand|request|wish))\b[^.!?]{0,30}\b(?:sorry|apolog\w+)",
        "sorry_conditional": r"\b(?:sorry|apolog\w+|regret)\b[^.!?;]{0,30}?\b(?:if|in case|should you|where you feel|to anyone who)\b|\bif (?:\w+ ){0,8}?(?:then )?(?:i'm|we're|i am|we are|i|we)?\s?(?:sorry|apolog\w+)|"
        r"\bsorry (?:that )?(?:you|u) (?:feel|felt|think|thought|believe|see it|took|take|misunder|find it|perceive|got the impression|are upset|'re upset|were upset)|"
        r"\bsorry (?:that )?(?:you're|you are) (?:feeling|upset|unhappy|not (?:completely |fully )?satisfied|dissatisfied|disappointed)",
        "sorry_manner": r"\b(?:sorry|apolog\w+)[,:;.!\s–—-]*(?:(?:just |but )?(?:one|a|1) (?:sec|second|moment|minute|mo|tick)|hang on|hold on|bear with|could you|can you|can i|would you|"
        r"what (?:was|did|is|'s)|whose|who (?:was|is)|which|where|when (?:was|is|did)|say (?:that|it) again|come again|(?:i )?(?:didn't|did not|couldn't|could not) (?:catch|hear|get)|i missed that|the line|"
        r"(?:to|for) (?:ask|asking|bother|bothering|interrupt|repeat|press|disturb|trouble you again|butt|jump in|cut in)|typo|wrong (?:button|window|chat)|"
        r"you're breaking|i (?:mean|meant)|let me (?:scroll|just))"
        r"|\b(?:sorry|pardon)\s?\?|\bbeg your pardon\b|\bbetter safe than sorry\b",
        "sorry_but": r"\b(?:sorry|apolog\w+|regret)\b[^.!?]{0,110}?\b(?:but|however|though|yet|unfortunately|only|it's just|except)\b",
        "sorry_fault": r"\b(?:sorry|apolog\w+)\b[^.!?]{0,60}?\b(?:but|however|though)\b[^.!?]{0,60}\b(?:you (?:should|could|must|need|have to|had|didn't|did not|ought|never|chose|agreed|signed|were supposed)|your (?:own )?(?:fault|mistake|responsib)|it says|policy|polic\w+|terms|rules?|procedure|system|nothing (?:i|we))",
        "sorry_hear": r"\b(?:sorry|sad|regret|pity) (?:to|i) (?:hear|read|learn|see|heard)\b|\bsorry for (?:your|his|her|their) (?:\w+ )?(?:loss|trouble)\b|\bsorry (?:that )?(?:this|it|that) (?:has |had |have |'s )?(?:happen|occur|went)\w*",
        "sorry_stock": r"\b(?:sorry|apolog\w+|regret)\b(?: \w+){0,2}? (?:(?:for|about|of) )?(?:(?:any|the|this|that|all|your|these|some|possible) ?(?:the )?(?:\w+ )?(?:inconvenienc\w+|inconvinienc\w+|incovenienc\w+|trouble|troubles|hassle|"
        r"situation|experience|confusion|issue|issues|problem|problems|matter|upset|annoyance|frustration)|that|this|it|everything|all (?:that|this|of (?:this|that|it)))\b(?! (?:\w+ )?(?:we|our|i|was|were|is|you|of|with|that|when|and|in|on|from|at|has|had|caused by))",
        "own_failing": r"\b(?:we|i|our (?:\w+ ){1,3}|my (?:\w+ ){1,2}|us)\b ?(?:'ve |have |had |did |was |were |just |simply |should (?:have|never)|then |also |'d |clearly |really |plainly )*"
        r"(?:left|leave|leaving|lost|lose|losing|sent|send|sending|sold|missed|missing|broke|forgot|forget|failed|fail|ignored|kept|keeping|made|making|gave|giving|charged|charging|took|taken|taking|billed|didn't|did not|never|let you|letting|overlook\w*|mis\w+|wrong\w*|delay\w*|"
        r"cancel\w*|damag\w*|mix\w*|messed|screwed|dropped|skipped|put|cost|caus\w+|told|promis\w+|delet\w+|wip\w+|emptied|scratch\w*|hung|passed|dumped|debit\w*|deliver\w+|ow(?:ed|n)|turned|treated|handed|sleeped|slept|stood|overcharged|doubl\w+|refus\w+|walked|bumped|shipped|swapped|booked|reject\w+|declin\w+|ruin\w+|spoil\w+|disappoint\w+|couldn't|weren't|wasn't|haven't|hadn't)\b",
        "our_fault": r"\b(?:our|my) (?:own )?(?:error|mistake|fault|failure|failing|mess|doing|slip|oversight|bad|blunder)\b|\b(?:on|down to) us\b|\bwe (?:let you down|got (?:it|this|that) wrong|messed up|screwed up|failed you|dropped the ball)\b|\bshould(?:n't| not| never) have (?:happened|been|had|come|to)\b",
        "third_party_fault": r"\b(?:it's|it is|it was|that's|was|is|all|entirely|purely|lies with|down to|blame)\b[^.!?,]{0,25}\b(?:courier|carrier|supplier|manufacturer|driver|warehouse|depot|bank|vendor|contractor|subcontractor|partner|third part\w+|other (?:department|team|company))(?:'s)?\b[^.!?]{0,25}\b(?:fault|doing|mistake|error|problem|responsib\w+|blame|not (?:us|me|ours|mine))\b"
        r"|\b(?:not|isn't|wasn't|nobody's|no one's|nobody is) (?:really |actually |strictly |entirely )?(?:our|my|at|the company's)? ?fault\b|\bnothing to do with (?:us|me)\b|\bout of (?:our|my) (?:hands|control)\b|\bblame (?:the|your|them|him|her)\b|\b(?:they|he|she) should (?:apolog\w+|be sorry)\b|\bnot (?:us|ours|our (?:department|job|problem|responsib\w+))\b",
        # --- empathy -------------------------------------------------------------------------------------------------
        "siding": r"\b(?:no wonder|of course you(?:'re| are|'d| would| were)?|understandabl[ye]|rightly so|quite right(?:ly)?|you(?:'re| are|'ve| have| had) (?:\w+ )?(?:every )?right to|every right|(?:with|for) good reason|fair(?:ly)? enough that|that's (?:more than )?fair|anyone would|any(?:one|body) (?:in your|who)|who wouldn't|so would i|i(?:'d| would) be (?:\w+ )?(?:livid|furious|angry|upset|cross|sick|fuming|gutted|worried|scared|mad|annoyed|beside|just as|too|spitting|raging)|"
        r"i(?:'d| would) (?:feel|have felt|hate|be|want|scream|not (?:trust|want|take)|lose|ask|say|wonder)|i wouldn't (?:\w+ )?(?:trust|want|wish|take|be)|must (?:have been|be|feel|have felt)|can(?:'t| only| not|not) (?:even )?(?:begin to )?imagine|that(?:'s| is| was| must| sounds| would)|makes? (?:perfect |complete |total )?sense (?:that|you)|you (?:deserved|shouldn't have|should never|should not)|nobody should|no one should|hate(?:d)? (?:that|it)|feel(?:s|ing)? (?:with|for) you|i feel (?:\w+ )?(?:terrible|awful|bad)|goes? (?:right )?through (?:you|me)|it hurts|breaks my heart)\b",
        "feeling": r"\b(?:frustrat\w+|frustated|angr(?:y|ier)|anger|upset(?:ting)?|annoy(?:ed|ing)|maddening|infuriat\w+|furious|livid|fuming|gutted|worr(?:y|ied|ying)|scar(?:ed|y|ing)|frighten\w*|afraid|fear|anxious|anxiety|stress\w*|exhaust\w+|tired|tiring|drain\w+|humiliat\w+|embarrass\w+|asham\w+|disappoint\w+|let down|heartbr\w+|distress\w*|awful|terrible|horrible|horrid|dreadful|miserable|misery|nightmare|painful|hurt(?:s|ful)?|shock\w*|unfair|unacceptable|outrageous|absurd|ridiculous|insult\w*|cruel|sick(?:ening)?|helpless|powerless|lonely|alone|nerve\w*|worse than|rotten|rough|hard on|lousy|galling|wretched|appall\w+|alarming|"
        r"unsettl\w+|betray\w+|distrust|sad|sadness|panic\w*|despair\w*|desperate|cross|fed up|sore|bitter|relie(?:f|ved)|joy|happy for|crushing|agoniz\w+|agonis\w+|degrading|sting\w*|fool(?:ish)?|insane|crazy|disgrace\w*|shameful|unbearable|grim|heartless|demoralis\w+|demoraliz\w+|wound\w*|feeling\w*|feel(?:s)?|felt|trust|patience worn|last straw|kick in the teeth|slap in the face)\b",
        "empathy_stock": r"\b(?:(?:i|we)(?: can)?(?: fully| totally| completely| certainly| truly| absolutely| do| really| definitely)* (?:understand|appreciate|see|get|hear|acknowledge|recogni[sz]e|realise|realize)(?: that)?(?: why)?(?: how)? (?:your |you |you're |you are |the |this |that this |it's |it )?(?:\w+ )?(?:frustrat\w+|frustated|concern\w*|feeling\w*|upset|disappointment|anger|dissatisf\w+|annoy\w+|irritation|feel|situation|problem|issue|point|worr\w+|inconvenience)"
        r"|(?:i|we)(?: fully| totally| completely| certainly| truly| absolutely| do| really)* understand (?:you|how you feel|where you're coming from|where you are coming from|how (?:important|frustrating|annoying|difficult|upsetting)|your)|understand your|(?:can be|may be|might be|must be|is) (?:\w+ )?(?:frustrating|annoying|inconvenient|upsetting)|valued customer|we (?:value|care about) (?:you|our|every|all)|take (?:this|all|your|every) (?:\w+ )?(?:very )?seriously)\b",
        "denies_feeling": r"\b(?:calm (?:yourself )?down|relax|chill|overreact\w*|over-react\w*|no need to (?:be|get|shout|raise|swear|use|panic|worry|yell)|don't (?:shout|yell|swear|be (?:so |like )|take that tone|get (?:upset|angry|so)|panic|make (?:such )?a)|(?:stop|quit) (?:shouting|yelling|swearing|complaining|whining|moaning|being)|mind your (?:tone|language)|watch your (?:tone|language|mouth)|your (?:tone|attitude|language|shouting)|"
        r"(?:it's|it is|that's|this is|it was) (?:not (?:that|so|such|the end|a big|really)|only (?:a|an|one)|just (?:a|an|one)|hardly)|(?:not|hardly|isn't) (?:exactly )?the end of the world|worse things|first world|look on the bright side|lighten up|being (?:dramatic|difficult|unreasonable|emotional|hysterical|rude|aggressive)|drama\w*|hysteric\w*|get over it|big deal|grow up|cheer up|could be worse|other (?:people|customers) (?:have|are|wait|manage|cope))\b",
        "calm_down": r"\b(?:calm (?:yourself )?down|(?:please|just|do|try to|need to|to) (?:stay |be |remain |keep )?calm\b(?! and (?:i|we))|keep calm|relax|chill(?: out)?|overreact\w*|over-react\w*|no (?:need|reason|point) (?:to |in |for )(?:be |being |get |getting )?(?:shout\w*|rais\w*|swear\w*|yell\w*|rude|aggressive|angry|upset|so upset|dramatic|all worked up|that tone)|(?:don't|do not|stop|quit|refrain from) (?:shout\w*|yell\w*|swear\w*|take that tone|whin\w*|moan\w*|get (?:so )?(?:upset|angry|worked)|be so)|(?:mind|watch|lower|moderate) your (?:tone|language|voice|mouth)|your tone|get a grip|lighten up|get over it|take a (?:deep )?breath|(?:being|so) (?:dramatic|hysterical|unreasonable|emotional)|making (?:such )?a (?:fuss|scene|drama)|grow up)\b",
        "take_back": r"\b(?:but|however|though|that said|unfortunately|still|only that)\b[^.!?]{0,60}?\b(?:policy|policies|polic\w+|rules?|terms|procedure|system|nothing (?:i|we|more)|can't|cannot|not (?:our|possible|able|my)|you (?:should|must|need to|could|have to|were|signed|agreed|didn't|did)|it's (?:just|only|not)|that's (?:just|how|the)|them'?s the|everyone|everybody|other customers)\b",
        # --- posture -------------------------------------------------------------------------------------------------
        "insult": r"\b(?:idiot\w*|stupid\w*|moron\w*|dumb|liar|lying|shut up|pathetic|jerk|clown|crybab\w*|whin\w+|loser|karen|get lost|piss\w*|bugger off|screw you|f\*+k|fuck\w*|bloody (?:nerve|cheek)|ridiculous (?:woman|man|person)|waste of (?:my )?time|wasting my time|not my problem|learn to read|can you (?:even )?read|are you (?:deaf|blind|thick|serious|kidding)|what(?:'s| is) wrong with you|don't care|couldn't care less|couldn't be bothered|deal with it|tough(?: luck)?|boo hoo|crazy (?:lady|woman|man)|silly|people like you|cheapskate|go elsewhere|take it or leave it|suit yourself|your problem|spoil(?:ed|t) brat|you people)\b",
        "mockery": r"\b(?:your (?:majesty|highness|lordship|ladyship|grace|royal)|princess|poor (?:you|thing|baby|little|darling)|boo hoo|cry me|world'?s smallest violin|colou?r police|drama queen|heaven forbid|how tragic|what a tragedy|alert the (?:media|press)|congratulations|bravo|well done you|aren't we|somebody(?:'s| is) (?:had|having|in a)|sooo+|oh dear,? oh dear|so+ terribly|ever so|my heart bleeds|excuse me for|sorry for (?:breathing|existing|living|being born|not being)|how (?:dare|could) we|haha+|ha|lol|rofl|getting your steps|silver lining|bright side|ooh+|medal|trophy|shakespear\w*|detective|catastroph\w+ of|apocalypse)\b|🙄|😂|🤣|😏|🤡|👏|🎻|/s\b",
        "self_defence": r"\b(?:you (?:should(?:n't| not| never)?(?: have|'ve)?(?! (?:\w+ )?(?:had|have had|been|have been|have to|never|not (?:be|have)|be (?:sitting|waiting|left|treated|charged|paying)|get|hear|see|have (?:had|been|it|your|a|the)))\b|must(?:n't)? have(?! (?:been|felt|had))|could have|ought to|failed to|didn't (?:read|check|bother|follow|tell|say|mention|provide|give|confirm|tick|fill)|did not (?:read|check|follow|provide|tell|confirm|fill)|never (?:told|said|asked|mentioned|called|checked)|agreed|signed|accepted|chose|ignored|missed|forgot|entered|typed|pressed)|if you(?:'d| had| hadn't| would have)|as (?:i|we) (?:already )?(?:said|told|explained|stated|mentioned)|i (?:already )?(?:told|explained)|not (?:our|my) (?:fault|problem|job|department|responsib\w+|mistake)|nothing (?:wrong )?(?:on our|with our)|according to (?:our|my) (?:records?|system)|(?:it|this) (?:does )?(?:says|said|states|is stated|is written|clearly)|"
        r"nobody (?:promised|else|said|told|forced)|no one (?:else|promised)|works? (?:fine|perfectly|as designed)|never had (?:any|a) (?:complaint|problem|issue)|(?:nine|9|most|99) (?:times|cases) out of|people (?:always|usually|often|tend)|most (?:people|customers)|we(?:'re| are) not (?:liable|responsible|obliged|required)|user error|(?:is|was|it's|that's) (?:correct|by design|standard|normal|perfectly normal)|small print|in (?:our|the) terms|read (?:the|your|our))\b",
        "blame": r"\b(?:you (?:should(?:'ve| have)(?! (?:\w+ )?(?:had|been|never|have been))|must have (?!been|felt|had)|failed to|neglected to|didn't (?:read|check|bother|follow|tell|say|mention|provide|give|confirm|tick|fill|listen|look)|did not (?:read|check|follow|tell|provide|confirm|fill|mention|listen)|(?:signed|agreed to) (?:it|the|this|that|additional)|chose to|forgot to|entered (?:it |the )?wrong\w*|caused)|your (?:own )?(?:fault|mistake|error|responsib\w+|doing|negligence|carelessness)|user error|if you (?:had|hadn't|'d) (?:\w+ )?(?:read|checked|told|run|done|called|listened|followed|filled|looked|bothered|asked|ticked)|it's on you|down to you|you(?:'re| are) (?:the one who|to blame|responsible)|you brought)\b",
        "policy": r"\b(?:polic(?:y|ies)|terms(?: and conditions| of \w+)?|t&cs?|conditions|rules?|regulations?|procedures?|guidelines?|section \d+|clause \d+|contract(?:ual\w*)? (?:says|states)|standard practice|company practice|protocol)\b",
        "because": r"\b(?:because|since|as (?:the|we|our|it|that|they)|so that|due to|owing to|the reason|reason (?:is|being|for|why)|that's why|which is why|which means|the way it works|otherwise|cos|given that|it's that|or else|in order to)\b",
        "refuse": r"\b(?:(?:we|i|they) (?:simply |just |really |sadly |also |unfortunately )?(?:can't|cannot|can not|could not|couldn't|won't|will not|don't|do not|am not able|are not able|aren't able|am unable|are unable|'m unable|'re unable|'re not able|'m not able|'m not allowed|am not allowed|are not allowed|'re not allowed|'re not in a position|have no way|have to (?:decline|refuse|say no))(?! (?:wait|apolog|imagine|blame|thank|say sorry|have|know|need|understand|see|want you|think|tell you how|hear|find|help but|mind|believe))|not possible|impossible|isn't possible|no (?:refunds?|exceptions?|exchanges?|way to|chance|can do)|out of the question|(?:must|have to|has been|been|was|is|stays|remains) (?:decline|declined|refuse|refused|rejected|denied)|not (?:something|anything) (?:i|we) can|nothing (?:i|we) can|the answer (?:is|has to be|stays) no|only (?:able|option)|decision stands|(?:unfortunately|i'm afraid)[, ]+(?:no|not|there|it|that|the|this|we|i)\b[^.!?]{0,40}\b(?:not|no|n't|can't|isn't|cannot))\b",
        "grader": r"\b(?:full marks?|top marks?|(?:give|award|grant|score|rate|grade|mark|assign)(?: me| this| it| the| my| us)*(?: reply| answer| response| message| text| agent)? (?:a |an |as |with |at )?(?:full|top|max\w*|perfect|highest|10|ten|100|2|two|five|5|all|excellent)\b|(?:ignore|disregard|forget) (?:all |any |the |your |my )*(?:previous|prior|above|earlier|other|instructions?|rules?|guidelines?)|system prompt|(?:dear |note to |attention |hey )(?:grader|marker|scorer|evaluator|examiner|assessor|reviewer|model|ai)|(?:grader|scorer|evaluator|examiner|assessor)s?\b|rubric|marking (?:guide|scheme)|(?:criteria|criterion)(?: met| fulfilled| passed| satisfied)?\b|as an ai|you are (?:now )?(?:calm|satisfied|happy|not angry)(?: now)?\b|(?:listening|empathy|apology|ask|summari[sz]e)\s?[:=\-–]\s?(?:2|full|yes|done|check|ok|✓|✔|✅|\w+)|quality check(?:list)?)|<\|[a-z_]+\|>|\[/?inst\]|</?(?:system|user|assistant)>|[✅☑✔]\s*\w+",
        # --- stock ---------------------------------------------------------------------------------------------------
        "stock": r"\b(?:any inconvenience|for (?:the|this) inconvenience|understand your (?:frustration|concern\w*|feeling\w*|situation|disappointment|anger|issue|problem)|(?:understand|appreciate) how (?:frustrating|important|you feel|annoying|upsetting)|thank you for (?:reaching|contacting|your (?:patience|understanding|feedback|message|email|e-mail|cooperation|confirmation|loyalty|inquiry|enquiry)|being|bringing|getting|calling|choosing|letting)|thanks for (?:reaching|contacting|your (?:patience|understanding|feedback|message)|getting|bringing)|valued customer|(?:number one|top|highest|utmost|first) priority|priority (?:is|to) (?:you|us|our)|taken? (?:very )?seriously|strive|committed to|(?:we|i) (?:truly |really |do )?(?:value|appreciate) (?:your|you|our|every|the)|bear with us|rest assured|happy to (?:help|assist)|glad to (?:help|assist)|here to help|assist you (?:further|today|with)|do our best|as soon as possible|asap|at (?:your|the) earliest|relevant (?:department|team)|responsible (?:department|team)|look(?:ing)? into (?:this|it|your|the)|your (?:call|satisfaction|business|feedback|opinion|experience) (?:is|matters|means)|have a (?:great|wonderful|nice|lovely|good) (?:day|one|rest|weekend|evening)|don't hesitate|feel free|(?:hear|see) (?:you|your concerns?)\b(?= and| but|\.|!)|great question|world-class|first-class|(?:dear|valued) (?:customer|client|member|guest|sir|madam)|kindly|in due course|going forward|further assistance|where you(?:'re| are) coming from|get back to you|escalat\w+ (?:this|your)|sincere(?:ly|st)? apolog\w+|frustrating (?:situation|experience)|to summari[sz]e|what would you like)\b",
        # --- questions -----------------------------------------------------------------------------------------------
        "brush_off": r"\b(?:is|was|are) there (?:anything|something|any thing) (?:else|further|more)\b|(?:^|[.!?]\s*|\bor )anything (?:else|further|more)\b|\banything else (?:i|we|you|today|for you)\b|\bhow (?:else )?(?:can|may) (?:i|we) (?:help|assist|be of)\b|\bany (?:other|more|further) questions?\b",
        "rhetorical": r"\b(?:do you (?:really|seriously|honestly|even|think|expect|understand|realise|realize|people)|are you (?:serious|really|quite|absolutely sure|completely sure|sure you|kidding|trying|accusing|saying|suggesting|even|calling)|what (?:do|did|would|else (?:do|did)) you (?:expect|want (?:me|us) to|think (?:i|we|will|happens|this|that))|what (?:am i|are we|can i|can we|could i|should i|shall i) (?:supposed|meant|do about|do\b)|how (?:should|would|am|could) i (?:know|supposed|possibly)|who (?:told|do you think|says|said|knows|cares|hasn't|doesn't|wouldn't)|why (?:didn't|did you not|don't you|would (?:i|we|you|anyone)|should (?:i|we)|are you|on earth|do you (?:keep|always|have to)|not just|then did you|haven't you|couldn't you|is it always)|have you (?:even|actually|really|considered|ever|thought|not|tried turning)|did you (?:even|actually|really|not|seriously|bother|ever|read|honestly)|didn't you|haven't you|don't you|couldn't you|isn't that|is that (?:so|really) (?:hard|difficult)|isn't it|aren't (?:you|we)|haven't we|wouldn't you|what more|what else (?:is there to|can i do|could i do)|you want me to|you (?:do )?(?:know|realise|realize|understand) that|happy now|satisfied now|how hard|so what\?|who cares|can't you|won't you just|what now|yes or no|or not|what's the big|is it my|was it my|can you (?:just|please just|not)|would you rather (?:i|we)|where would we)\b",
        "open_ask": r"\b(?:what(?:'s| is| was| are| were| did| does| do| has| have| had| would| will| could| can| should| shall| happened| matters?| sort| kind| else| exactly)?|how(?!ever)(?! (?:many|old|much do i))|which|when|where|who|why|tell (?:me|us)|walk (?:me|us) through|talk me through|describe|explain (?:to me|what|how)|let (?:me|us) know (?:what|how|which|when|where|if)|help me understand|share (?:with|what|how)|say (?:a bit|more|what)|in your own words|take me)\b",
        "wish_ask": r"\b(?:what|how|which)\b[^.!?]{0,50}\b(?:would|could|can|should|do|may|must|needs?|matters?|want|wish|prefer|like|help|put|make|set|suit|best|right|fair|ideal|most|good|enough|acceptable|next|sort|happy|work|feel|hope|hoping|need)\b",
        "remedy_check": r"\b(?:(?:would|does|do|will|could|is|are|shall|should|can)\b[^.!?]{0,60}\b(?:work|suit|help|fit|okay|ok|alright|all right|acceptable|fair|enough|do for you|be any good|sound|be better|be best|go ahead|right for you|make (?:it|things|up)|as you wanted|what you (?:wanted|need|had in mind|meant)|settle|agree|convenient|manageable|of use|happy with|prefer)|how (?:does|do|would|about)|what about|shall (?:we|i)|should (?:i|we)|would you (?:like|prefer|rather|want|be)|do you (?:want|prefer|need|like|agree)|(?:is|are) that|deal|agreed|have i (?:got|understood|missed)|did i (?:get|understand|miss)|anything (?:i've|i have|we've|i|missing|you'd (?:change|add))|(?:right|correct|so far)\?|okay (?:for|with|by) you|ok (?:for|with|by) you|either)\b",
        "admin_ask": r"\b(?:order|account|customer|booking|reference|ticket|serial|policy|invoice|membership|member|tracking|contract|claim|case|model|phone|telephone|mobile|contact|meter|card|confirmation|reservation|registration|client|id|part|batch|article|item)\s?(?:number|no|id|code|ref\w*|name|details)?\b(?=[^.!?]{0,40})|\b(?:date of birth|post ?code|zip|address|e-?mail|full name|surname|first name|last name|your name|the name|whose name|what name|spell|screenshot|photo\w*|picture\w*|receipt|proof|attach\w*|verify|security question|password|iban|dm us|dm me|number)\b",
        "demand_details": r"\b(?:please|kindly|could you|can you|would you|i need|we need|i'll need|we'll need|need|may i have|can i (?:have|get|take)|give me|send (?:me|us|over|in|it)?|provide|dm|share|reply with|state|attach|confirm|fill (?:in|out)|upload|forward)\b",
        # --- recap and commitments -------------------------------------------------------------------------------------
        "recap": r"\b(?:to (?:recap|sum up|summari[sz]e|confirm|be clear|repeat)|in short|so(?:,)? (?:to|in) (?:sum|short|recap)|(?:quick |short )?(?:recap|summary)|summing up|just to (?:confirm|recap|be (?:clear|sure|safe))|let me (?:recap|summari[sz]e|sum|read|repeat|confirm|say (?:it|that) back|go over|run through)|(?:what|here(?:'s| is) what) (?:we(?:'ve| have)? (?:agreed|settled|said|decided|do|'ll do)|(?:happens|will happen|i'll do|i will do|comes) (?:next|now)?)|as agreed|we(?:'ve| have)? agreed|that's (?:settled|agreed|fixed|arranged|it then|the plan)|the plan|so that's|done[:.!,]|all (?:set|done|booked|sorted)|settled|(?:it's|that's|you're|all) (?:booked|arranged|confirmed)|agreed)\b",
        "first_person": r"\b(?:i|we|i'll|we'll|i'm|we're|i've|we've|i'd|we'd|my|our|me|us|myself|ourselves)\b",
        "commit": r"\b(?:(?:i|we)(?:'ll| will|'m going to| am going to|'re going to| are going to| shall)|(?:i'm|we're|i am|we are) (?:now |just |also |personally )?(?:\w+ing)|(?:i|we)(?:'ve| have) (?:just |now |already |also )?(?:\w+ed|put|sent|set|made|done|written|taken|got|found|spoken|rung|told|left|given|paid|cut|begun|sent)|you(?:'ll| will) (?:have|get|receive|hear|be|find|see|pay|keep)|(?:\w+) (?:will|'ll) (?:be|call|ring|come|phone|contact|e-?mail|mail|reach|arrive|go|get|write|send|collect|bring|fix|pick|deliver|meet|land|show|drop|visit|leave|take|have|pay|refund|replace|follow)|(?:comes|arrives|goes|leaves|rings|calls|phones|lands|meets|brings|collects|picks|starts|reaches|delivers|telephones|writes|mails|emails|e-mails|gets|sends|pays) (?:\w+ ){0,3}?(?:to|at|by|on|today|tonight|tomorrow|between|before|from|back|out|into|you|it|up)|(?:is|are|has been|have been|gets|being|been) (?:\w+ )?(?:refunded|booked|sent|replaced|credited|cancelled|canceled|forwarded|passed|arranged|scheduled|shipped|reordered|ordered|reopened|re-opened|reserved|logged|escalated|transferred|paid|confirmed|waived|extended|returned|fixed|processed|assigned|submitted|dispatched|collected|delivered|registered|reviewed|deleted|corrected|noted))\b",
        "when": r"\b(?:today|tonight|tomorrow|(?:this|next|coming|the) (?:morning|afternoon|evening|week|weekend|month|hour|minute|second|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|mon(?:day)?s?|tues(?:day)?|wed(?:nesday)?|thurs?(?:day)?|fri(?:day)?|sat(?:urday)|sun(?:day)|by (?:noon|midday|midnight|end|close|lunch\w*|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter)|(?:within|in|inside|under|over) (?:the (?:next )?)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|a|an|half an)(?:\s?(?:-|to|or)\s?(?:\d+|two|three|four|five|six|ten))? ?(?:working |business )?(?:sec\w*|min\w*|hours?|hrs?|days?|weeks?|months?|h)|(?:at|before|after|until|till|between|from|around|about|by) (?:\w+ (?:past|to) )?(?:\d{1,2}(?:[:.]\d{2})?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|half)(?:\s?(?:am|pm|o'clock))?|\d{1,2}[:.]\d{2}|\d{1,2} ?(?:am|pm)|(?:on )?the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:january|february|march|april|may|june|july|august|september|october|november|december)|right (?:now|away)|straight away|immediately|this (?:minute|second|instant)|now|(?:mid)?day after|end of (?:the )?(?:day|week|month)|month end|o'clock|minutes|hours)\b",
        "tentative": r"\b(?:would|could|might|may|either|or|option\w*|alternativ\w*|if you(?:'d| would)? (?:like|want|prefer|wish|agree)|shall i|should i|how about|what about|perhaps|maybe|possibly|i can (?:offer|do)|we can (?:offer|do)|choose|choice|prefer|try|hope|hopefully|suggest|propos\w+|i was thinking|would you)\b",
        "accepting": r"\b(?:ok|okay|yes|yeah|yep|fine|good|great|perfect|deal|agreed|agree|all right|alright|right then|thanks?|thank you|thx|cheers|please do|do (?:it|that|so)|go ahead|go on then|that works|works for me|sounds good|i accept|accepted|lovely|brilliant|suits me|let's do|i'll take|take it|we'll take|sure|fair enough|that(?:'s| is| would be| 'd be| will) (?:\w+ )?(?:fine|good|great|ok|okay|better|do|perfect|fair|all i)|phew|relief|can live with|no rush|book it|i'd like that|replacement then|the (?:first|second) one|i'll believe)\b",
        "handover": r"\b(?:pass(?:ed|ing)? (?:\w+ ){0,4}?(?:on|to|over)|forward(?:ed|ing)?|escalat\w+|hand(?:ed|ing)? (?:\w+ ){0,4}?(?:over|to)|transfer\w*|put you through|dm us|call (?:us|our)|contact (?:our|the|us)|get in touch|(?:manager|supervisor|team|department|desk|colleague|specialist)s?\b)",
        # --- practices -------------------------------------------------------------------------------------------------
        "offer": r"\b(?:(?:i|we)(?:'ll| will|'d| would| can(?!'t)| could(?!n't)|'m going to| am going to|'re going to)(?! (?:see|try|look|be (?:in touch|happy|glad)|have to|need|like to (?:know|understand|ask|hear)|not|never|take (?:two|a) (?:min|mo)|ask|check|find out|hear))|let me (?!know|check|see|look|just|take|ask|find|read|be )|(?:i'm|we're|i am|we are) (?:sending|booking|refunding|crediting|putting|moving|arranging|ordering|cancelling|waiving|replacing|giving|paying|getting|taking|reopening|ringing|calling|adding|extending|upgrading)|(?:i've|we've|i have|we have) (?:just |now |already )?(?:sent|booked|refunded|credited|put|moved|arranged|ordered|cancelled|waived|replaced|paid|taken|reopened|added|extended|upgraded|reserved|issued|set)|would you (?:like|prefer|rather|take|accept|want)|how about|what about|what if|shall (?:i|we)|should i|(?:would|does|will) (?:a|an|it|that|the|this|half|full|\d+)\b|you(?:'ll| will| can| could) (?:have|get|receive|keep|choose|use|take|be (?:refunded|credited))|option|offer(?:ing)? you|on us|free of charge|at no (?:cost|charge|extra)|for free|no charge|at our (?:expense|cost)|i was thinking|we pay|i pay|my suggestion|i suggest|i propose)\b",
        "alternative": r"\b(?:or(?: else)?|either|alternativ\w*|instead|otherwise|option\w*|whichever|choice|choose|rather|what i can do|what we can do|could also|another way|if (?:that|this) (?:doesn't|does not|isn't|won't))\b",
        "follow_up": r"\b(?:(?:i|we|she|he|they|\w+)(?:'ll| will|'m going to) (?:personally )?(?:call|ring|phone|e-?mail|write|text|message|update|check (?:back|in)|follow up|get back|report|let you know|come back|keep you|telephone|be in touch|drop you)|follow[- ]?up|call(?:ing)? you (?:back|again)|ring(?:ing)? you|my direct (?:line|number)|reply (?:to this|here)|if (?:anything|something|it) (?:goes|comes|isn't|happens)|keep you (?:posted|updated|informed)|feedback)\b",
        "prevent": r"\b(?:(?:so that|so|to make sure|to ensure|ensure|prevent|avoid|stop)\b[^.!?]{0,60}\b(?:(?:doesn't|does not|won't|can't|cannot|never|not) (?:happen|recur|occur|repeat|come back|leak|go wrong)|again|in (?:the )?future|next time|for others?|from (?:happening|recurring))|next time|in future|in the future|for the future|going forward|from now on|(?:to|can) (?:prevent|avoid)|tip:|i'd (?:recommend|advise|suggest)|(?:won't|can't|never|doesn't) happen again)\b",
        "process_gap": r"\b(?:(?:pass|passed|passing|report|reported|raise|raised|flag|flagged|take|taking|feed|fed|bring|brought|tell|told)\b[^.!?]{0,50}\b(?:to|with|up|back|inside)\b[^.!?]{0,30}\b(?:team|manager|management|depot|desk|operations|planning|developers?|head|boss|supervisor|department|dispatch|warehouse|kitchen|product|engineering|training)|we(?:'ve| have) (?:changed|fixed|moved|added|learn\w*)|(?:gap|flaw|hole|weak point) in our|(?:our|the) (?:process|procedure|system|routine) (?:let|failed|needs|is broken|has a)|lesson|learn(?:t|ed)? from)\b",
        "harm": r"\b(?:cost(?:s|ing)? you|you (?:lost|missed|had to|were left|paid|waited|spent|went without|couldn't)|left you|your (?:time|day|evening|money|weekend|leave|wages|data|work)|damage\w*|ruin\w*|spoil\w*|lost)\b",
        "pause": r"\b(?:let me|allow me|give me|i(?:'ll| will)|just|may i|can i|i'm going to|i need|please|bear with me|stay on the line)\b[^.!?]{0,40}\b(?:two|one|a|five|a few|a couple|three|ten|couple of|1|2|3|5|10)(?: of)? (?:min\w*|moments?|sec\w*|mo\b)|\b(?:please hold|hold (?:on|the line)|one moment|one sec(?:ond)?|just a (?:moment|minute|sec\w*)|bear with me|stay on the line|(?:putting|put) you on hold|hang on|won't be (?:a|long)|back in (?:a|two|one|five|\d+) (?:min\w*|moment|sec\w*))\b",
        "positive": r"\b(?:what i can do|what we can do|i can(?!'t)|we can(?!'t)|here's what|the good news|certainly|gladly|absolutely|of course|i'm sure we|we'll (?:get|make|sort|fix|put|find)|i'll (?:get|make|sort|fix|put|see to|find)|let's|together|you(?:'ll| will) (?:have|get|be)|straight away|right away)\b",
        "gloom": r"\b(?:unfortunately|i'm afraid|sadly|regrettably|can't|cannot|won't|impossible|nothing (?:i|we) can|no way|never|problem is|bad news|not possible|unable|not able|not allowed|no chance|hopeless)\b",
        "negative": r"\b(?:not|no|never|none|nobody|nothing|nowhere|wrong|broken|broke|damag\w*|late|delay\w*|miss(?:ed|ing)|lost|cancel\w*|refus\w*|fail\w*|rude|angry|furious|disgrace\w*|disgust\w*|ridiculous|unbeliev\w*|unacceptable|terrible|awful|horrible|worst|useless|joke|scam|thiev\w*|liar\w*|lie[sd]?|still|again|twice|waiting|waited|ruin\w*|cold|stuck|charged|overcharg\w*|double|stranded|ignored|hung up|nobody|isn't|wasn't|didn't|don't|doesn't|can't|won't|haven't|hasn't|couldn't|without|instead|supposed|promised|enough|sick|fed up|shame|dare|hell|wtf|bloody|damn|complain\w*|compensat\w*|scratch\w*|leak\w*|stain\w*|dirty|rotten|mould\w*|mold\w*|burst|crash\w*|error|fault\w*|blame|stole\w*|gone|vanish\w*|dead|died|cry|cried|crying|tears|debt|fine|penalt\w*|lawyer|solicitor|complaint|how dare|where is|where's)\b",
        "content_mood": r"\b(?:thanks?|thank you|cheers|lovely|great|perfect|brilliant|happy|pleased|glad|wonderful|excellent|no rush|no hurry|works? (?:fine|well|now)|good news|appreciate\w*|just (?:wondering|wanted|a (?:quick )?question|checking)|quick question|one (?:thing|question)|wondering|could you tell|do you (?:have|sell|stock|offer)|is it possible|what time|morning|phew|relief|kind|super)\b",
    }.items()
}

_QUOTE = re.compile(r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|«[^»\n]{1,300}»|„[^“”\n]{1,300}[“”]|(?<![\w])'[^'\n]{2,200}'(?![\w])")
_MASK_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Mx|Frau|Herr|Sir|Madame)\.?\s+[A-Z][\w'-]+")
_MASK_GREETING = re.compile(r"(?<![\w])((?i:hi|hello|hey|dear|this is|i'm|my name is|thanks|thank you|sincerely|regards),?\s+)([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\b")
_MASK_INNER = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")
_KEEP_CAPITAL = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december christmas easter english god internet sorry the please your our what how".split()
)
_PRONOUNS = {
    "he": "they", "she": "they", "him": "them", "her": "their", "his": "their", "hers": "theirs", "himself": "themselves",
    "herself": "themselves", "he's": "they're", "she's": "they're", "he'll": "they'll", "she'll": "they'll", "sir": "customer",
    "madam": "customer", "ma'am": "customer",
}  # fmt: skip
_PRONOUN = re.compile(r"\b(" + "|".join(sorted(_PRONOUNS, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def mask_names(text: str) -> str:
    """The text as it goes to the encoder: names become "someone", he and she become they. Never shown, never quoted."""
    text = text.replace("’", "'")
    text = _MASK_TITLE.sub("someone", text)
    text = _MASK_GREETING.sub(lambda m: m.group(1) + (m.group(2) if m.group(2).lower() in _KEEP_CAPITAL else "someone"), text)
    text = _MASK_INNER.sub(lambda m: m.group() if m.group().lower() in _KEEP_CAPITAL else "someone", text)
    return _PRONOUN.sub(lambda m: _PRONOUNS[m.group().lower()], text)


@dataclass(frozen=True)
class Text:
    """A text with its folded form, sentences, clauses and words, each cut once."""

    raw: str

    @cached_property
    def low(self) -> str:
        """Lower case with straight apostrophes, same offsets."""
        return fold(self.raw)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in order."""
        return split_sentences(self.raw)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Clauses in order."""
        return split_clauses(self.raw)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words in order."""
        return words(self.raw)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its content words."""
        return content_stems(self.raw)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """Stretches in quotation marks: another's words, or held at arm's length."""
        return tuple(Span(*m.span()) for m in _QUOTE.finditer(self.raw.replace("’", "'").replace("‘", "'")))

    @cached_property
    def addressed_to_grader(self) -> tuple[Span, ...]:
        """Sentences that speak to whoever marks the reply, or paste a checklist."""
        return tuple(dict.fromkeys(self.sentence_of(hit) for hit in self.find("grader")))

    def quote(self, span: Span) -> str:
        """The words of a span, as given."""
        return self.raw[span.start : span.end]

    def find(self, name: str, within: Span | None = None) -> tuple[Span, ...]:
        """Every match of a pattern, in order, that is not empty."""
        at = within or Span(0, len(self.low))
        return tuple(Span(*m.span()) for m in PATTERNS[name].finditer(self.low, at.start, at.end) if m.end() > m.start())

    def own(self, name: str, within: Span | None = None) -> tuple[Span, ...]:
        """Matches in the speaker's own words: not in quotation marks, not addressed to the grader."""
        barred = self.quoted + self.addressed_to_grader
        return tuple(h for h in self.find(name, within) if not any(b.start <= h.start and h.end <= b.end for b in barred))

    def has(self, name: str, within: Span | None = None) -> bool:
        """Whether the pattern is found in the speaker's own words."""
        return bool(self.own(name, within))

    def sentence_of(self, span: Span) -> Span:
        """The sentence a span starts in."""
        return next((s for s in self.sentences if s.start <= span.start < s.end), span)

    def clause_of(self, span: Span) -> Span:
        """The clause or clauses that hold a span."""
        held = [c for c in self.clauses if c.start < span.end and span.start < c.end]
        return Span(held[0].start, held[-1].end) if held else span
