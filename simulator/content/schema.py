"""JSON Schemas of the documents, for editors that complete and underline while one writes."""

from __future__ import annotations

from typing import Any

from scoring.types import CRITERIA
from simulator.content.load import KINDS, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: Kind) -> dict[str, Any]:
    """The schema of one kind of document, with the help of every key as its description.

    What holds between keys or between files is not in it: `coolhead check` looks at that.
    """
    schema = {"$schema": DIALECT, **KINDS[kind].model_json_schema()}
    if kind == "playbook":
        # The model demands it in a validator, which a generated schema cannot show.
        schema["properties"]["criteria"]["required"] = list(CRITERIA)
    return schema
