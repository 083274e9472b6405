"""What pydantic finds wrong with a document, in words for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from scoring.problems import MisplacedError, Problem, did_you_mean, one_of
from scoring.text import one_line
from scoring.yaml_source import Loc, Source

Said = tuple[str, str]
"""What is wrong, and what was meant."""

_Saying = Callable[[Any, Mapping[str, Any], str], Said]
"""Makes it from the author's value, the error's context and pydantic's own words."""


def in_plain_words(error: ValidationError, model: type[BaseModel], source: Source) -> list[Problem]:
    """Every finding of the validator as a problem at its place in the file."""
    problems = []
    findings = error.errors(include_url=False)
    for found in findings:
        loc: Loc = tuple(part for part in found["loc"] if part != "[key]")
        if any(loc[: len(flawed)] == flawed for flawed in source.flawed):
            continue
        kind = found["type"]
        if kind == "too_short" and any(
            len(other["loc"]) > len(loc) == _shared(other["loc"], loc) for other in findings
        ):
            continue  # pydantic counts only the entries without faults
        if kind == "missing":
            what, meant = "is missing", _description(model, loc)
        elif kind == "extra_forbidden":
            what, meant = "is not a key that belongs here", _nearest_key(model, loc)
        else:
            say: _Saying = _SAYINGS.get(kind, _unmapped)
            what, meant = say(found.get("input"), found.get("ctx", {}), found["msg"])
        if isinstance(fault := found.get("ctx", {}).get("error"), MisplacedError):
            loc = (*loc, *fault.loc)
        at_key = kind in {"missing", "extra_forbidden"} or found["loc"][-1:] == ("[key]",)
        problems.append(source.problem(loc, what, meant, at_key=at_key))
    return problems


def _shared(one: Loc, other: Loc) -> int:
    """How many parts two paths have in common from the start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def field_at(model: type[BaseModel], loc: Loc) -> object:
    """The annotation at a path into a model, or None where the model has none."""
    here: object = model
    for part in loc:
        here = _bare(here)
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(part))
            here = field.annotation if field else None
        elif get_origin(here) is dict:
            here = get_args(here)[1]
        elif get_origin(here) is tuple:
            here = get_args(here)[0]
        else:
            return None
    return _bare(here)


def _bare(annotation: object) -> object:
    """An annotation without `Annotated` and `| None`."""
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        annotation = get_args(annotation)[0]
    return annotation


def _description(model: type[BaseModel], loc: Loc) -> str:
    parent = field_at(model, loc[:-1])
    if isinstance(parent, type) and issubclass(parent, BaseModel) and loc[-1] in parent.model_fields:
        return f"Add `{loc[-1]}:`. {parent.model_fields[str(loc[-1])].description or ''}".rstrip()
    return "Add it."


def _nearest_key(model: type[BaseModel], loc: Loc) -> str:
    parent = field_at(model, loc[:-1])
    known = list(parent.model_fields) if isinstance(parent, type) and issubclass(parent, BaseModel) else []
    return did_you_mean(str(loc[-1]), known) or (f"The keys here are {', '.join(known)}." if known else "Take it out.")


def _stands(given: object) -> str:
    """The author's value as a phrase."""
    match given:
        case None:
            return "nothing stands here"
        case bool():
            return f"{str(given).lower()} stands here"
        case list():
            return "a list stands here"
        case dict():
            return "keys and values stand here"
        case str():
            return f"'{one_line(given, max_chars=40)}' stands here"
        case _:
            return f"{given} stands here"


def _text(given: object, _ctx: Mapping[str, Any], _msg: str) -> Said:
    match given:
        case None:
            meant = "Write some text, or take the key out if it may be left out."
        case bool() | int() | float():
            meant = f'Put it in quotes: "{str(given).lower()}".'
        case dict():
            meant = "Text that starts with {, or has a colon and a space in it, must stand in quotes."
        case _:
            meant = "Write one text, not a list; text that starts with [ must stand in quotes."
    return f"should be text, but {_stands(given)}", meant


def _truth(given: object, _ctx: Mapping[str, Any], _msg: str) -> Said:
    word = str(given).lower()
    meant = "Write true or false."
    if word in {"yes", "on", "y", "true", "1"}:
        meant = "Write true, without quotes."
    elif word in {"no", "off", "n", "false", "0"}:
        meant = "Write false, without quotes."
    return f"should be true or false, but {_stands(given)}", meant


def _number(given: object, _ctx: Mapping[str, Any], _msg: str) -> Said:
    meant = (
        "Write it without quotes." if isinstance(given, str) and given.isdigit() else "Write digits only, such as 3."
    )
    return f"should be a whole number, but {_stands(given)}", meant


def _choice(given: object, ctx: Mapping[str, Any], _msg: str) -> Said:
    choices = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
    what = f"'{one_line(given, max_chars=40)}' is not known here" if isinstance(given, str) else _stands(given)
    if isinstance(given, bool) or not isinstance(given, str):
        what = f"should be a word from the list, but {what}"
    near = did_you_mean(given, choices) if isinstance(given, str) else ""
    return what, near or f"It is one of {one_of(choices)}."


def _name(given: object, _ctx: Mapping[str, Any], _msg: str) -> Said:
    slug = re.sub(r"[^a-z0-9]+", "_", str(given).lower()).strip("_0123456789")[:48]
    meant = "A name is made of lower-case letters, digits and underscores, starts with a letter, and has at most 48."
    return f"'{one_line(str(given), max_chars=60)}' is not a name", f"{meant} For example: {slug}." if slug else meant


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _unmapped(_given: object, _ctx: Mapping[str, Any], msg: str) -> Said:
    return msg[:1].lower() + msg[1:].rstrip("."), ""


_SAYINGS: dict[str, _Saying] = {
    "string_type": _text,
    "bool_type": _truth,
    "int_type": _number,
    "literal_error": _choice,
    "string_pattern_mismatch": _name,
    "string_too_short": lambda *_: ("is empty", "Write some text, or take the key out if it may be left out."),
    "string_too_long": lambda given, ctx, _: (
        f"is {len(given)} characters long",
        f"At most {ctx['max_length']} fit.",
    ),
    "greater_than_equal": lambda given, ctx, _: (f"is {given}", f"It is {ctx['ge']} at least."),
    "less_than_equal": lambda given, ctx, _: (f"is {given}", f"It is {ctx['le']} at most."),
    "too_short": lambda _, ctx, __: (
        f"has {_entries(ctx['actual_length'])}",
        f"It needs {ctx['min_length']} at least.",
    ),
    "too_long": lambda _, ctx, __: ("has too many entries", f"It has {ctx['max_length']} at most."),
    "tuple_type": lambda given, *_: (
        f"should be a list, but {_stands(given)}",
        "Begin each entry on a line of its own with `- `.",
    ),
    "dict_type": lambda given, *_: (
        f"should hold keys and values, but {_stands(given)}",
        "Write each as `key: value`, indented under it.",
    ),
    "model_type": lambda given, *_: (
        f"should hold keys and values, but {_stands(given)}",
        "Write each as `key: value`, indented under it.",
    ),
    "value_error": lambda _, ctx, msg: (str(ctx.get("error", msg)).rstrip("."), ""),
}

SPOKEN_FOR = frozenset({*_SAYINGS, "missing", "extra_forbidden"})
"""Every pydantic error type that has words of its own."""
