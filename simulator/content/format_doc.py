"""Writes docs/format.md from the models: `python -m simulator.content.format_doc`. A test fails when it is stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from scoring.types import CRITERIA, CUES, PRACTICES
from scoring.yaml_source import MAX_BYTES, MAX_DEPTH
from simulator.content.check_lines import MIN_LINES, MIN_LINES_OFTEN
from simulator.content.load import KINDS, Kind
from simulator.content.models import ACTS, BANDS, SLOTS, Band, Outcome
from simulator.content.schema import json_schema

TARGET = Path(__file__).parents[2] / "docs" / "format.md"

_HEADING: Mapping[Kind, str] = {"scenario": "Scenario", "persona": "Persona", "playbook": "Playbook"}
_INTRO: Mapping[Kind, str] = {
    "scenario": "One case: what happened, what is true and needed, what may be offered. Lies in `scenarios/`.",
    "persona": "One customer: voice, temper and lines. Plays any scenario. Lies in `personas/`.",
    "playbook": "One guide: what counts, how much, in what order. Lies in `playbooks/`.",
}
_BAND_RANGE: Mapping[Band, str] = {"cool": "0 to 34", "warm": "35 to 69", "hot": "70 to 100"}
_OUTCOMES: tuple[str, ...] = get_args(Outcome)
_WORD_LISTS: Mapping[tuple[str, ...], str] = {
    tuple(ACTS): "an [act](#acts)",
    tuple(BANDS): "a [heat band](#heat-bands)",
    tuple(CUES): "a [cue](#cues)",
    tuple(CRITERIA): "a criterion",
    tuple(PRACTICES): "a practice",
    _OUTCOMES: "an [outcome](#outcomes)",
}
"""Long lists of words, told once at the end."""


_OPENING = f"""\
# The documents: scenario, persona, playbook

<!-- Made from the models by `python -m simulator.content.format_doc`; change the models, not this page. -->

Each document is one YAML file, called after its `id`. Your own lie in `library/scenarios`, `library/personas` and
`library/playbooks` under Coolhead's data folder (`COOLHEAD_HOME`, where it is set); one with the id of a packaged
document is taken in its place. `coolhead check FILE` says everything that is wrong with a file at once, with line and
column; `coolhead schema scenario > scenario.json` gives an editor what it needs to complete keys.

## What is read strictly

- Unknown keys and keys that stand twice are refused.
- Only `true` and `false` are booleans; `yes`, `no`, `on`, `off` and dates are text.
- A number where text is expected must stand in quotes, and so must text that starts with `{{`, `[`, `*`, `&`, `!`, `@`
  or `%`, or that has a colon and a space in it. A line that starts with a slot is such a text: `"{{problem}}!"`.
- In text without quotes a space and `#` start a comment; `#` with a letter or digit right behind it is refused there.
- Anchors, aliases, merges and tags are refused, and so are control and bidirectional characters.
- A file is UTF-8 without a byte order mark and holds one document: {MAX_BYTES:,} bytes, {MAX_DEPTH} levels at most.
"""

_WORDS = """\
## Words

A *name* is made of lower-case letters, digits and underscores, starts with a letter, and has at most 48.

### Slots

Lines and `say` may hold these, and no others: {slots}.
`{{fact}}` and `{{promise}}` are there only when a fact is being told or a promise is open; a line that holds one waits
for it.

### Acts

What the customer does next: {acts}.
A persona has {least} different lines at least for every act in every band, and {more} for {often}.

### Heat bands

{bands}.

### Cues

What a reply does besides its marks: {cues}.

### Outcomes

{outcomes}.
"""


def render() -> str:
    """The whole page."""
    return "\n".join([_OPENING, *(line for kind in KINDS for line in _document(kind)), _words()])


def _document(kind: Kind) -> Iterator[str]:
    schema = json_schema(kind)
    yield from (f"## {_HEADING[kind]}", "", _INTRO[kind], "")
    yield from _table(schema, schema)
    for name in _reached(schema, schema):
        part = schema["$defs"][name]
        yield from (f"### {_HEADING[kind]}: {_title(name)}", "", part["description"], "")
        yield from _table(part, schema)


def _reached(part: Mapping[str, Any], schema: Mapping[str, Any], seen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The parts a schema refers to, in the order a reader meets them."""
    for name in _references(part.get("properties", part)):
        if name not in seen:
            seen = _reached(schema["$defs"][name], schema, (*seen, name))
    return seen


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield _referred(node)
        for inner in node.values():
            yield from _references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _references(inner)


def _referred(field: Mapping[str, Any]) -> str:
    return str(field["$ref"]).rpartition("/")[2]


def _title(name: str) -> str:
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _table(part: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    yield from ("| key | holds | if left out | |", "|---|---|---|---|")
    for key, field in part["properties"].items():
        absent = "*needed*" if key in part.get("required", ()) else _default(field.get("default"))
        # The generator leaves a key's help out where it says the same as that of the part it refers to.
        told = field if "description" in field or "$ref" not in field else schema["$defs"][_referred(field)]
        help_text = str(told["description"]).replace("\n", " ")
        cells = (f"`{key}`", _holds(field, schema), absent, help_text)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield ""


def _default(value: object) -> str:
    if value is None or value in ([], {}):
        return "none"
    if isinstance(value, dict):
        return "the defaults of its keys"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _holds(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """What may stand under a key, in words."""
    if "$ref" in field:
        title = _title(_referred(field))
        return f"[{title}](#{schema['title'].lower()}-{title.replace(' ', '-')})"
    if "anyOf" in field:
        return next(_holds(choice, schema) for choice in field["anyOf"] if choice.get("type") != "null")
    if "enum" in field:
        return _WORD_LISTS.get(tuple(field["enum"])) or _coded(field["enum"])
    match field.get("type"):
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return f"whole number{_range(field)}"
        case "string":
            return (
                "a name"
                if "pattern" in field
                else f"text, at most {field['maxLength']}"
                if "maxLength" in field
                else "a word"
            )
        case "array":
            return _list(field, schema)
        case "object":
            names = _WORD_LISTS.get(tuple(field["propertyNames"]["enum"]), "a word")
            return f"by {names.removeprefix('an ').removeprefix('a ')}: {_holds(field['additionalProperties'], schema)}"
    return "text"


def _range(field: Mapping[str, Any]) -> str:
    low, high = field.get("minimum"), field.get("maximum")
    if low is not None and high is not None:
        return f", {low} to {high}"
    return f" from {low}" if low is not None else ""


def _list(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "prefixItems" in field:
        return f"list of {len(field['prefixItems'])}: {_holds(field['prefixItems'][0], schema)}"
    least = f" of {field['minItems']} or more" if field.get("minItems", 0) > 1 else ""
    return f"list{least}: {_holds(field['items'], schema)}"


def _words() -> str:
    return _WORDS.format(
        slots=_coded(f"{{{slot}}}" for slot in SLOTS),
        acts=_coded(ACTS),
        least=MIN_LINES,
        more=max(MIN_LINES_OFTEN.values()),
        often=_coded(MIN_LINES_OFTEN),
        bands=", ".join(f"`{band}` ({_BAND_RANGE[band]})" for band in BANDS),
        cues=_coded(CUES),
        outcomes=_coded(_OUTCOMES),
    )


def _coded(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
