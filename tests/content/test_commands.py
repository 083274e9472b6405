"""`coolhead list`, `check` and `schema`, as a person or a script calls them."""

import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from simulator.cli.library import register
from simulator.content.load import own_folder
from simulator.store.log import Store
from simulator.store.types import Entry


@pytest.fixture
def call():
    """The commands of this file as an application of their own."""
    app = typer.Typer()
    register(app)
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.mark.parametrize("what", ["scenarios", "personas", "playbooks", "sessions", "models"])
def test_a_list_as_json_is_objects_with_an_id(call, what):
    """Scripts find an `id` on every entry."""
    result = call("list", what, "--format", "json")
    assert result.exit_code == 0
    assert all(row["id"] for row in json.loads(result.stdout))


def test_a_list_to_read_is_aligned_columns(call):
    """Ids come first, under a heading."""
    result = call("list", "playbooks")
    lines = result.stdout.split("\n")
    assert lines[0].startswith("ID ")
    assert any(line.startswith("core ") for line in lines)
    column = lines[0].index("TITLE")
    assert all(line[column - 2 : column] == "  " for line in lines[1:] if line)


def test_nothing_to_list_is_said_on_stderr(call, tmp_path):
    """Nothing goes to stdout, and no session log is made by looking."""
    result = call("list", "sessions")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "coolhead practice" in result.stderr
    assert not (tmp_path / "home").exists()


def test_an_empty_log_lists_no_sessions(call, tmp_path):
    """A log without practices is an empty list."""
    Store.open(tmp_path / "home" / "sessions.db").close()
    assert json.loads(call("list", "sessions", "--format", "json").stdout) == []


def test_sessions_are_listed_latest_first(call, tmp_path):
    """A practice under way has no outcome yet; the columns to read fit a terminal."""
    store = Store.open(tmp_path / "home" / "sessions.db")
    started = {name: {"id": name} for name in ("scenario", "persona", "playbook")}
    started |= {"mode": "coach", "difficulty": "normal", "scorer": "form", "parent": None}
    store.append("aaaaaaaaaa", [Entry("started", started)], after=0)
    store.append("aaaaaaaaaa", [Entry("ended", {"outcome": "resolved", "score": 815})], after=1)
    store.append("bbbbbbbbbb", [Entry("started", started)], after=0)
    store.close()
    rows = json.loads(call("list", "sessions", "--format", "json").stdout)
    assert [(row["id"], row["outcome"], row["score"]) for row in rows] == [
        ("bbbbbbbbbb", None, None),
        ("aaaaaaaaaa", "resolved", 81.5),
    ]
    text = call("list", "sessions").stdout
    assert text.startswith("ID ")
    assert "81.5" in text
    assert max(len(line) for line in text.split("\n")) <= 100


def test_models_are_the_default_ones_and_folders_beside_them(call, tmp_path, monkeypatch):
    """The default models are listed, there or not; a folder of the user's own is; what is no model is not."""
    monkeypatch.setenv("COOLHEAD_MODELS", str(tmp_path))
    for name in ("all-MiniLM-L6-v2", "Some-Instruct", "half-pulled", ".scratch"):
        (tmp_path / name).mkdir()
    for name in ("Some-Instruct", ".scratch"):
        (tmp_path / name / "config.json").write_text("{}")
    (tmp_path / "tiny.gguf").write_bytes(b"GGUF")
    rows = json.loads(call("list", "models", "--format", "json").stdout)
    assert [(row["id"], row["status"], row["path"]) for row in rows] == [
        ("voice", "missing", str(tmp_path / "SmolLM2-135M-Instruct")),
        ("encoder", "damaged", str(tmp_path / "all-MiniLM-L6-v2")),
        ("Some-Instruct", "ready", str(tmp_path / "Some-Instruct")),
    ]
    text = call("list", "models").stdout.split("\n")
    assert text[2].split()[:3] == ["encoder", "all-MiniLM-L6-v2", "damaged"]


def test_a_broken_document_is_named_on_stderr(call):
    """The list goes on without it."""
    own = own_folder() / "personas"
    own.mkdir(parents=True)
    (own / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    result = call("list", "personas", "--format", "json")
    assert result.exit_code == 0
    assert "broken" not in {row["id"] for row in json.loads(result.stdout)}
    assert result.stderr.count("broken.yaml") == 1


def test_check_is_silent_on_stdout_when_there_is_nothing(call, folder):
    """0 and a word on stderr."""
    result = call("check", str(folder))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 files checked: nothing to mend." in result.stderr


def test_check_shows_place_line_and_caret(call, spoil):
    """1, and the finding as `file:line:col: key: what. What was meant`, with the line under it."""
    path = spoil("scenarios/kettle.yaml", "stance: wanted", "stance: wnated")
    result = call("check", str(path))
    first, line, caret = result.stdout.rstrip("\n").split("\n")
    assert result.exit_code == 1
    assert first.startswith(f"{path}:")
    assert first.endswith("remedies[0].stance: 'wnated' is not known here. Did you mean 'wanted'?")
    assert line[caret.index("^") :] == "wnated"


def test_check_as_json_is_an_array(call, spoil, tmp_path):
    """Editors and pipelines get the same findings as data; a path that cannot be read makes it 3."""
    path = spoil("playbooks/short.yaml", "version: 1", "version: one")
    result = call("check", str(path), "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": str(path),
            "line": 2,
            "column": 10,
            "key": "version",
            "what": "should be a whole number, but 'one' stands here",
            "meant": "Write digits only, such as 3.",
        }
    ]
    assert call("check", str(tmp_path / "nowhere"), "--format", "json").exit_code == 3


def test_schema_is_json_on_stdout(call):
    """`coolhead schema scenario > file` is a JSON Schema."""
    result = call("schema", "scenario")
    assert json.loads(result.stdout)["title"] == "Scenario"
    assert call("schema", "scene").exit_code == 2


def test_these_commands_load_no_model():
    """Listing and checking start neither torch nor transformers nor the TUI."""
    program = (
        "import sys, typer\n"
        "from simulator.cli.library import register\n"
        "app = typer.Typer(); register(app)\n"
        "for words in (['check'], ['list', 'scenarios'], ['list', 'models'], ['schema', 'persona']):\n"
        "    app(words, standalone_mode=False)\n"
        "heavy = {'torch', 'transformers', 'textual', 'sqlalchemy', 'numpy'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
