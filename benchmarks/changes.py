"""Changes to a reply that must not change its marks: names, pronouns, dialect, slips of the keyboard, capitals.

Every change is a plain function of the text (and, where words or places are drawn, of the row's id), so that a run
repeats itself. The dialect tables are small and meant as a probe, not as a portrait: a few spellings, particles and
verb forms that descriptions of these varieties name. The test rows are ours and were not chosen for them.

Training shows each reply in another form as well (`scoring.training.forms`): typing errors, lost punctuation and
greetings (other ones) are among what it has practised. Lost spaces and mistaken homophones are not, so those two say
more of a stranger's slips.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Mapping, Sequence, Set

from benchmarks.records import Item
from scoring.types import Turn

Change = Callable[[Item, str], Item]
"""A row and its id to the changed row."""

DIALECTS: dict[str, tuple[tuple[str, str], ...]] = {
    "American spelling": (
        (r"(apolog|real|recogn|organ|author|emphas|priorit|summar|final)is(e|ed|es|ing)\b", r"\1iz\2"),
        (r"(col|fav|hon|lab|neighb|behavi)our", r"\1or"),
        (r"(cancel|travel|label)l(ed|ing)\b", r"\1\2"),
        (r"\bcentre\b", "center"),
        (r"\btyre", "tire"),
        (r"\bmum\b", "mom"),
        (r"\bwhilst\b", "while"),
    ),
    "British spelling": (
        (r"(apolog|real|recogn|organ|author|emphas|priorit|summar|final)iz(e|ed|es|ing)\b", r"\1is\2"),
        (r"\b(col|fav|hon|lab|neighb|behavi)or(s|ed|ing|ite|ites)?\b", r"\1our\2"),
        (r"\b(cancel|travel|label)(ed|ing)\b", r"\1l\2"),
        (r"\bcenter\b", "centre"),
        (r"\bwhile\b", "whilst"),
        (r"\bget in touch\b", "be in touch"),
    ),
    "Irish": (
        (r"\byou (?:both|all|two)\b", "ye"),
        (r"\bmy\b", "me"),
        (r"\b(?:very|really)\b", "fierce"),
        (r"\b(?:fine|okay|ok|great)\b", "grand"),
        (r"\bright now\b", "this minute now"),
        (r"\bI have just\b|\bI've just\b", "I'm just after having"),
        (r"\bnot able to\b", "not fit to"),
        (r"([a-z])([.!])(\s*)\Z", r"\1, so\2\3"),
    ),
    "Indian": (
        (r"\bplease\b", "kindly"),
        (r"\b(?:get back to|reply to|answer) you\b", "revert back to you"),
        (r"\b(today|tomorrow)\b", r"\1 itself"),
        (r"\bI understand\b", "I am understanding"),
        (r"\bI see\b", "I am seeing"),
        (r"\byou have (?=(?:a|an|the|any|no)\b)", "you are having "),
        (r"\bat once\b|\bright away\b", "on priority"),
    ),
    "African-American": (
        (r"\b(?:isn't|is not|aren't|are not|am not)\b", "ain't"),
        (r"\b(you|we|they)(?:'re| are) (?=\w+ing\b)", r"\1 "),
        (r"\bgoing to\b(?! (?:the|a|my|your|our|his|her|their)\b)", "gonna"),
        (r"\b(\w{3,})ing\b(?<!thing)(?<!bring)", r"\1in'"),
        (r"\byou (?:all|both)\b", "y'all"),
        (r"\bwas (?:not|never)\b", "ain't never been"),
    ),
    "Southern US": (
        (r"\byou (?:all|both|two|folks)\b", "y'all"),
        (r"\b(?:going|about) to\b(?! (?:the|a|my|your|our|his|her|their)\b)", "fixin' to"),
        (r"\bI (?:think|believe|suppose)\b", "I reckon"),
        (r"\b(\w{3,})ing\b(?<!thing)(?<!bring)", r"\1in'"),
        (r"\b(I|we|you) (?:could|may)\b", r"\1 might could"),
        (r"\bvery\b", "mighty"),
        (r"\Athank you\b", "much obliged to you"),
    ),
}
"""(pattern, replacement) in order; without regard to case, the first letter's case is kept."""

_TITLES = {"Mr": "Ms", "Mrs": "Mr", "Ms": "Mr", "Miss": "Mr", "Sir": "Madam", "Madam": "Sir", "Herr": "Frau"}
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŽ]"
_TITLED = re.compile(
    rf"\b(Mr|Mrs|Ms|Miss|Dr|Herr|Frau)(\.?\s+)({_CAPITAL}[^\W\d_]*(?:[’'-]{_CAPITAL}[^\W\d_]+)*)(?=\W|\Z)"
)
_GIVEN = frozenset(
    """
    Abena Adam Aisha Akua Alan Aldous Alex Alice Amara Amina Amit Amy Ana Andrzej Angela Anita Anna Anne Aoife Arjun
    Baptiste Bartek Ben Bernard Bernie Beth Bev Bex Bilal Birgitte Blessing Brendan Brian Bruno Callum Carla Carlos
    Carol Chidi Chloe Claire Colin Colm Daniel Dave David Dawid Declan Deirdre Denise Derek Dermot Derrick Diana Dilip
    Dougal Ed Edith Elena Ellen Emily Emma Eric Eurig Eva Farah Farida Fatima Fergal Fiona Frank Funmi Gary Geoff
    George Gethin Glenn Grace Graham Gráinne Gwen Hanif Hannah Harry Hassan Helen Henry Hussein Ian Idris Imani Imran
    Inês Isaac Ivan Ivana Jack Jackie Jade James Jane Janet Jason Jean Jen Jenny Jill Jim Jo Joan Joe John Jonah Jonas
    Jorge Judith Julia Karen Karol Kate Keith Kevin Kez Kofi Kwabena Kwame Kyle Lachlan Laura Leanne Leila Leo Liam
    Linda Lisa Liz Lorraine Lou Lucy Luis Mahmoud Marcin Marco Marek Marguerite Maria Marisol Mark Marlene Marta Martin
    Mary Matteo Maureen Mehmet Mei Mia Michael Mike Miriam Mohammed Nadia Naomi Nasser Neil Nina Noah Nora Nuala Olga
    Olivia Olu Omar Oona Orla Oscar Owen Paul Pavel Pedro Peter Petra Philomena Piotr Priya Priyanka Rachel Raj Ravi
    Rita Robert Rosa Rosalind Ruta Ruth Ruud Sade Sam Sandra Sara Sarah Sean Shaz Sinéad Siobhan Siobhán Sofia Sophie
    Stephen Steve Stuart Sue Sunil Susan Tariq Terry Tess Theo Thomas Tim Tom Tomasz Tony Trish Tunde Tyrell Vera
    Vikram Wei Wendy Winston Yemi Yusuf Zoe Zoltán
    """.split()  # noqa: SIM905  # a list one can read
)
"""Given names of the train and dev rows, which were looked through for them."""
_NEW_GIVEN = (
    "Oluwaseun", "Katarzyna", "Santiago", "Fatima", "Lakshmi", "Dmitri", "Nguyen", "Bob",
    "Ahmed", "Fred", "Mohamed", "Emily", "Kelly", "Sally", "Billy",
    "Bo", "Li", "Jo", "Ed", "Al", "Mei",
    "Mark", "Grace", "Will", "Rose", "Joy", "Bill", "Faith", "Karen",
    "Zoë", "José", "Siân", "Björn", "Łukasz", "Anne-Marie", "Jean-Luc",
)  # fmt: skip
"""Names drawn, line by line: plain ones; those that end like a past tense or an adverb; very short ones; those that are
ordinary words as well; those with letters beyond a to z, or hyphens. All but the first are easy to take for no name."""
_NEW_SURNAMES = (
    "Okonkwo", "Kowalska", "Hernandez", "Haddad", "Smith", "Tran", "Murphy", "Volkov",
    "Reed", "Ahmed", "Kelly", "Connolly",
    "Wu", "Ng", "Li", "Ito", "Ali",
    "Price", "Young", "Baker", "Swift", "King",
    "Muñoz", "Müller", "O'Brien", "Al-Sayed", "Lloyd-Jones",
)  # fmt: skip
_PRONOUNS = {
    "he": "she", "she": "he", "him": "her", "his": "her", "hers": "his", "himself": "herself", "herself": "himself",
    "sir": "madam", "madam": "sir", "ma'am": "sir",
}  # fmt: skip
_PRONOUN = re.compile(r"\b(?:her|" + "|".join(_PRONOUNS) + r")\b", re.IGNORECASE)
_NO_NOUN = frozenset(
    """
    a about after again all and any are as at back because before but by for from had has if in is it later me my no not
    now of off on or out over so than that the there this to today tomorrow twice up was were what when where who why
    with you your
    """.split()  # noqa: SIM905
)
"""Words after which "her" was a "him", not a "his"."""
_HOMOPHONES = {
    "their": "there", "there": "their", "they're": "their", "your": "you're", "you're": "your", "were": "where",
    "where": "were", "its": "it's", "to": "too", "too": "to", "then": "than", "than": "then", "here": "hear",
    "hear": "here", "whose": "who's", "who's": "whose", "lose": "loose",
}  # fmt: skip
"""Word to the one a hasty hand or a corrector puts in its place. Not "it's" to "its": training loses apostrophes."""
_HOMOPHONE = re.compile(
    r"\b(?:" + "|".join(sorted(_HOMOPHONES, key=len, reverse=True)).replace("'", "['’]") + r")\b(?!['’])", re.IGNORECASE
)


_OPENINGS = ("Hello.", "Hi there!", "Good afternoon,", "Well,", "Okay.", "Right,", "Dear Madam or Sir,", "Hello again.")
_CLOSINGS = ("Kind regards", "Thank you.", "Best wishes, Customer Care", "Thanks!", "Sincerely, the desk", "Bye.")
"""Not those that training puts there."""


def swap_names(item: Item, key: str) -> Item:
    """Other names, other titles, he for she, in reply and context alike."""
    named = _renamed([item.reply, *(turn.text for turn in item.context)], key)

    def swapped(text: str) -> str:
        text = _TITLED.sub(lambda m: _TITLES.get(m.group(1), m.group(1)) + m.group(2) + m.group(3), text)
        if named:
            names = r"\b(?:" + "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True)) + r")\b"
            text = re.sub(names, lambda m: named[m.group()], text)
        return _PRONOUN.sub(lambda m: _other_pronoun(m, text), text)

    return Item(swapped(item.reply), tuple(Turn(turn.role, swapped(turn.text)) for turn in item.context), item.marks)


def _renamed(texts: Sequence[str], key: str) -> dict[str, str]:
    """Every name in the texts and the one drawn for it: after a title a surname, else a given name that is known."""
    words = [word for text in texts for word in _WORD.findall(text)]
    surnames = {match.group(3): _NEW_SURNAMES for text in texts for match in _TITLED.finditer(text)}
    there = set(words)
    named = {}
    for name, drawn_from in ({name: _NEW_GIVEN for name in words if name in _GIVEN} | surnames).items():
        named[name] = _another(name, key, drawn_from, there)
        there.add(named[name])
    return named


def _another(name: str, key: str, names: Sequence[str], there: Set[str]) -> str:
    """One of the names, drawn; nobody who is spoken of already, or two people would become one."""
    others = [new for new in names if new not in there] or [new for new in names if new != name]
    return others[_number(key, name) % len(others)]


def _other_pronoun(found: re.Match[str], text: str) -> str:
    word = found.group()
    if word.lower() == "her":
        after = re.match(r"\s+([\w']+)", text[found.end() :])
        other = "his" if after and after.group(1).lower() not in _NO_NOUN else "him"
    else:
        other = _PRONOUNS[word.lower()]
    return _cased(word, other)


def respelled(dialect: str) -> Change:
    """The reply in one of `DIALECTS`."""
    table = [(re.compile(pattern, re.IGNORECASE), new) for pattern, new in DIALECTS[dialect]]

    def change(item: Item, _key: str) -> Item:
        text = item.reply
        for pattern, new in table:
            text = pattern.sub(lambda m, new=new: _cased(m.group(), m.expand(new)), text)  # type: ignore[misc]
        return item._replace(reply=text)

    return change


def mistyped(item: Item, key: str) -> Item:
    """One word of four letters or more in twelve has two letters swapped, one dropped, or one doubled."""
    draw = random.Random(_number(key, "typing"))  # noqa: S311  # repeatable, not secret

    def slip(found: re.Match[str]) -> str:
        word = found.group()
        if draw.random() >= 1 / 12:
            return word
        at = draw.randrange(1, len(word) - 1)
        return draw.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
            )
        )

    return item._replace(reply=re.sub(r"[A-Za-z]{4,}", slip, item.reply))


def unpunctuated(item: Item, _key: str) -> Item:
    """No stops, commas, question marks, dashes, brackets or quotation marks, but those within numbers; case kept."""
    text = re.sub(r"(?<!\d)[.,:]|[.,:](?!\d)|[;!?…–—()\[\]\"“”„«»]", " ", item.reply)
    return item._replace(reply=re.sub(r"\s+", " ", text).strip() or item.reply)


def crowded(item: Item, key: str) -> Item:
    """One space in twenty between two words is lost."""
    draw = random.Random(_number(key, "spaces"))  # noqa: S311  # repeatable, not secret
    lost = re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", lambda m: "" if draw.random() < 1 / 20 else m.group(), item.reply)
    return item._replace(reply=lost)


def mistaken(item: Item, key: str) -> Item:
    """One word in three that has a homophone in the table gives way to it."""
    draw = random.Random(_number(key, "homophones"))  # noqa: S311  # repeatable, not secret

    def slip(found: re.Match[str]) -> str:
        if draw.random() >= 1 / 3:
            return found.group()
        return _cased(found.group(), _HOMOPHONES[found.group().lower().replace("’", "'")])

    return item._replace(reply=_HOMOPHONE.sub(slip, item.reply))


def shouted(item: Item, _key: str) -> Item:
    """ALL CAPS."""
    return item._replace(reply=item.reply.upper())


def opened(item: Item, key: str) -> Item:
    """A greeting or a filler before it."""
    return item._replace(reply=f"{_OPENINGS[_number(key, 'opening') % len(_OPENINGS)]} {item.reply}")


def closed(item: Item, key: str) -> Item:
    """A sign-off after it."""
    return item._replace(reply=f"{item.reply} {_CLOSINGS[_number(key, 'closing') % len(_CLOSINGS)]}")


CHANGES: Mapping[str, Change] = {
    "names and pronouns swapped": swap_names,
    **{f"dialect: {name}": respelled(name) for name in DIALECTS},
    "typing errors": mistyped,
    "punctuation lost": unpunctuated,
    "spaces lost between words": crowded,
    "homophones mistaken": mistaken,
    "ALL CAPS": shouted,
    "a greeting or filler before it": opened,
    "a sign-off after it": closed,
}


def _cased(old: str, new: str) -> str:
    """The new word with the old one's case, as far as its first letter or all of it."""
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _number(key: str, what: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{key}/{what}".encode()).digest()[:6], "big")
