"""Changes to a reply that must not change its marks: names, pronouns, dialect, typing errors, punctuation, capitals.

Every change is a plain function of the text (and, for typing errors and names, of the row's id), so that a run repeats
itself. The dialect tables are small and meant as a probe, not as a portrait: a few spellings, particles and verb forms
that descriptions of these varieties name. The test rows are ours and were not chosen for them.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Mapping, Sequence

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
_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Herr|Frau)(\.?\s+)([A-Z][a-z]+(?:[’'-][A-Z][a-z]+)?)")
_GIVEN = frozenset(
    """
    Abena Adam Aisha Alan Alex Alice Amara Amit Amy Ana Andrzej Angela Anita Anna Anne Arjun Ben Bernard
    Bernie Beth Bex Brendan Brian Carla Carlos Carol Chidi Chloe Claire Colm Daniel Dave David Declan Deirdre
    Denise Diana Ed Elena Ellen Emily Emma Eric Eurig Eva Farah Fatima Fergal Fiona Frank Gary Geoff George
    Grace Graham Gwen Hannah Harry Hassan Helen Henry Ian Imran Isaac Ivan Jack Jade James Jane Janet Jason
    Jean Jenny Jill Jim Joan Joe John Jonas Jorge Judith Julia Karen Kate Keith Kevin Kofi Kwame Kyle Laura
    Leila Leo Liam Linda Lisa Liz Lucy Luis Maria Mark Marlene Martin Mary Matteo Mei Mia Michael Mike Miriam
    Mohammed Nadia Naomi Neil Nina Noah Nora Olga Olivia Olu Omar Orla Oscar Owen Paul Pedro Peter Petra
    Philomena Priya Rachel Raj Ravi Rita Robert Rosa Ruth Sam Sandra Sara Sarah Sean Siobhan Sofia Sophie
    Stephen Steve Sue Susan Tariq Theo Thomas Tim Tom Tony Tunde Vera Vikram Wei Wendy Winston Yusuf Zoe
    """.split()  # noqa: SIM905  # a list one can read
)
_NEW_GIVEN = ("Oluwaseun", "Katarzyna", "Mei", "Santiago", "Fatima", "Bob", "Nguyen", "Aoife", "Dmitri", "Lakshmi")
_NEW_SURNAMES = ("Okonkwo", "Kowalska", "Zhang", "Hernandez", "Haddad", "Smith", "Tran", "Murphy", "Volkov", "Iyer")
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


def swap_names(item: Item, key: str) -> Item:
    """Other names, other titles, he for she, in reply and context alike."""
    texts = [item.reply, *(turn.text for turn in item.context)]
    named: dict[str, str] = {}
    for text in texts:
        for match in _TITLED.finditer(text):
            named.setdefault(match.group(3), _another(match.group(3), key, _NEW_SURNAMES))
        for name in re.findall(r"\b[A-Z][a-z]+\b", text):
            if name in _GIVEN:
                named.setdefault(name, _another(name, key, _NEW_GIVEN))

    def swapped(text: str) -> str:
        text = _TITLED.sub(lambda m: _TITLES.get(m.group(1), m.group(1)) + m.group(2) + m.group(3), text)
        if named:
            names = r"\b(?:" + "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True)) + r")\b"
            text = re.sub(names, lambda m: named[m.group()], text)
        return _PRONOUN.sub(lambda m: _other_pronoun(m, text), text)

    return Item(swapped(item.reply), tuple(Turn(turn.role, swapped(turn.text)) for turn in item.context), item.marks)


def _another(name: str, key: str, names: Sequence[str]) -> str:
    others = [new for new in names if new != name]
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


def shouted(item: Item, _key: str) -> Item:
    """ALL CAPS."""
    return item._replace(reply=item.reply.upper())


CHANGES: Mapping[str, Change] = {
    "names and pronouns swapped": swap_names,
    **{f"dialect: {name}": respelled(name) for name in DIALECTS},
    "typing errors": mistyped,
    "punctuation lost": unpunctuated,
    "ALL CAPS": shouted,
}


def _cased(old: str, new: str) -> str:
    """The new word with the old one's case, as far as its first letter or all of it."""
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _number(key: str, what: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{key}/{what}".encode()).digest()[:6], "big")
