"""What a user can set: flag, then environment (`COOLHEAD_…`), then `coolhead.toml`, then the default.

`COOLHEAD_HOME` names one folder for practices and settings alike; without it both lie where the system keeps such
things. The models are a cache of their own, which `COOLHEAD_MODELS` alone can move.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_config_path
from pydantic import AfterValidator, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from scoring.errors import BadInputError
from simulator.content.load import data_folder

VoiceChoice = Literal["auto", "scripted", "local", "server"]
ModelFolder = Annotated[Path, AfterValidator(Path.expanduser)]
FILE = "coolhead.toml"
_PREFIX = "COOLHEAD_"


def settings_file() -> Path:
    """Where `coolhead.toml` lies, if there is one."""
    home = os.environ.get(f"{_PREFIX}HOME")
    return (Path(home).expanduser() if home else user_config_path("coolhead", appauthor=False)) / FILE


class Settings(BaseSettings):
    """Everything that can be set. Every field is an environment variable, `COOLHEAD_` and its name."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, use_attribute_docstrings=True
    )

    voice: VoiceChoice = "auto"
    """Who speaks for the customer: `auto` is the local model if it is there, else scripted lines. `server` is kept for
    a model server and is refused: this version has none."""
    model: ModelFolder | None = None
    """Path of a model folder for the local voice (config, safetensors, tokenizer), `~` allowed; None is the pulled
    default. It is no name: `coolhead list models` shows the paths."""
    difficulty: Literal["easy", "normal", "hard"] = "normal"
    """How hard a practice is unless told."""
    playbook: str | None = None
    """The playbook a practice is graded by; None is the scenario's own."""
    agent: str | None = None
    """The trainee's name in exported transcripts."""
    database: str | None = None
    """The session log: a path or a database URL; None is `sessions.db` in the data folder."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the library's signature; a .env is not read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # nor are secret files
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flag, environment, file, in this order."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file())

    @property
    def log(self) -> str:
        """Path or URL of the session log."""
        return self.database or str(data_folder() / "sessions.db")


def load_settings(**flags: object) -> Settings:
    """The settings that hold now.

    Args:
        flags: Values from the command line, by field; None means that the flag was not given.

    Raises:
        BadInputError: The settings file or an environment variable holds something that cannot be used.
    """
    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"{settings_file()}: {error}.") from error
    except OSError as error:
        raise BadInputError(f"{settings_file()} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise BadInputError(_sentence(error)) from error


def _sentence(error: ValidationError) -> str:
    """The first thing that is wrong, with where it was set."""
    from scoring.problems import did_you_mean  # noqa: PLC0415  # only a mistake needs it

    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        return f"{settings_file()}: '{name}' is no setting. {did_you_mean(name, list(Settings.model_fields))}".strip()
    variable = f"{_PREFIX}{name.upper()}"
    place = variable if os.environ.get(variable) else str(settings_file())
    return f"{place}: '{name}' cannot be used: {first['msg']}."
