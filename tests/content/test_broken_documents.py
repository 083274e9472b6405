"""One broken document a fault: each says on top, in comments, exactly what must be said of it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.documents import DocumentError, inspect, load, parse, read_bytes
from scoring.errors import BadInputError, ExitCode
from scoring.problems import Problem, did_you_mean, one_of
from scoring.rubric import Playbook
from scoring.yaml_source import MAX_BYTES, dotted
from simulator.content.models import Persona, Scenario

HERE = Path(__file__).parent / "documents"
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
SOUND = (HERE / "sound" / "playbooks" / "short.yaml").read_bytes()


def told_in(text: str) -> list[str]:
    """The comments at the top of a document."""
    lines = text.split("\n")
    head = next((n for n, line in enumerate(lines) if not line.startswith("# ")), len(lines))
    return [line.removeprefix("# ") for line in lines[:head]]


def said_of(raw: bytes, model: type = Playbook) -> list[str]:
    """The problems of a document as they are printed, without the file name."""
    return [str(problem).removeprefix("x.yaml:") for problem in inspect(model, raw, "x.yaml").problems]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_fault_is_told_at_its_place(path):
    """All the problems the document names on top are found, and no others."""
    raw = path.read_bytes()
    expected = told_in(raw.decode())
    assert expected, "a broken document must say what is wrong with it"
    assert said_of(raw) == expected


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_loading_raises_what_checking_collects(path):
    """One validator, two behaviours: the error carries the very problems that inspect lists."""
    raw = path.read_bytes()
    with pytest.raises(DocumentError) as raised:
        load(Playbook, raw, "x.yaml")
    assert raised.value.problems == inspect(Playbook, raw, "x.yaml").problems
    assert raised.value.exit_code is ExitCode.BAD_INPUT


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_slower_parser_finds_the_same(path, monkeypatch):
    """Where PyYAML comes without its C parser, the faults are told at the same lines."""
    fast = [(problem.line, problem.key) for problem in inspect(Playbook, path.read_bytes(), "x.yaml").problems]
    monkeypatch.setattr("scoring.yaml_source._LOADER", yaml.SafeLoader)
    slow = [(problem.line, problem.key) for problem in inspect(Playbook, path.read_bytes(), "x.yaml").problems]
    assert slow == fast


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "1:1: is empty."),
        (b"   \n\n", "1:1: is empty."),
        (b"---\n...\n", "is empty."),
        (b"\xef\xbb\xbfid: x\n", "1:1: starts with a byte order mark."),
        ("id: x\n".encode("utf-16"), "1:1: starts with the mark of UTF-16."),
        ("id: x\ntitle: caf\u00e9\n".encode("latin-1"), "2:11: is not UTF-8 text."),
        (b"id: x\x00\n", "1:6: holds the invisible or control character U+0000."),
        (b"a: " + b"x" * MAX_BYTES, "is 1,000,003 bytes long."),
        (b"%YAML 1.99999999999999999999\n---\na: b\n", "is not YAML"),
        (b'a: "\\UFFFFFFFF"\n', "is not YAML"),
    ],
    ids=["empty", "blank", "null", "bom", "utf16", "latin1", "nul", "too_large", "yaml_version", "beyond_unicode"],
)
def test_bytes_that_no_editor_shows(raw, expected):
    """Faults of the file itself come in one sentence."""
    (said,) = said_of(raw)
    assert expected in said


def test_many_duplicates_end_in_one_remark():
    """A file full of the same fault is cut off after a hundred."""
    said = said_of(b"".join(b"a: 1\n" for _ in range(5000)))
    assert len(said) == 101
    assert "and more of the same from here on" in said[-1]


def test_many_problems_end_in_their_number():
    """A list of five hundred faults is told in a hundred and a count."""
    said = said_of(b"steps:\n" + b"  - a\n" * 500)
    assert len(said) == 101
    assert said[-1] == " holds 405 more problems. Mend those above first."


@pytest.mark.parametrize(
    "raw", [b'a: "\\UFFFFFFFF"\n', b"%YAML 1." + b"9" * 5000 + b"\n---\na: b\n"], ids=["escape", "version"]
)
def test_what_the_slower_parser_cannot_convert_is_told(raw, monkeypatch):
    """The pure Python parser raises other errors than its own for these; they come out as problems too."""
    monkeypatch.setattr("scoring.yaml_source._LOADER", yaml.SafeLoader)
    assert said_of(raw) == [" holds an escape or number that YAML does not have."]


def test_the_line_is_shown_with_a_caret_under_the_fault():
    """The caret stands under the first character of the offending word, accents before it or not."""
    raw = SOUND.replace(b"criteria: {listening: 1,", "criteria: {listening: 1, é: 1,".encode())
    shown = inspect(Playbook, raw, "x.yaml").problems[0].shown().split("\n")
    assert shown[1].strip().startswith("criteria: {listening: 1, é: 1,")
    assert shown[1][shown[2].index("^")] == "é"


def test_a_long_line_is_cut_around_the_fault():
    """The fault stays in sight where the line is longer than a terminal."""
    problem = Problem("x.yaml", 1, 301, "a", "is wrong", "", "b" * 300 + "HERE" + "c" * 300)
    _, line, caret = problem.shown().split("\n")
    assert len(line) <= 104
    assert line[caret.index("^") :].startswith("HERE")


def test_what_is_shown_is_safe_for_a_terminal():
    """A document's text and name cannot steer the terminal that shows the problem."""
    problem = Problem("\x1b]52;c;eA==\x07x.yaml", 1, 2, "a", "is wrong", "", "\x1b[2J\u202ea: b")
    assert "\x1b" not in problem.shown()
    assert "\u202e" not in problem.shown()
    assert "x.yaml:1:2" in problem.shown()


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "2024-01-01", "0123", "1_000", "0x1F", "12:30", ".inf", "1e9"]
)
def test_words_yaml_would_convert_stay_text(word):
    """What YAML takes for a boolean, date or number in disguise is the text that was written."""
    source, problems = parse(f"a: {word}\n".encode(), "x.yaml")
    assert not problems
    assert source is not None
    assert source.data == {"a": word}


@pytest.mark.parametrize(("word", "value"), [("true", True), ("12", 12), ("-3", -3), ("1.5", 1.5), ("~", None)])
def test_the_few_values_that_are_no_text(word, value):
    """true, false, plain decimal numbers and null are what they look like."""
    source, _ = parse(f"a: {word}\n".encode(), "x.yaml")
    assert source is not None
    assert source.data == {"a": value}


def test_places_count_characters_not_bytes():
    """A place behind an accented letter or an emoji is where an editor shows it."""
    source, _ = parse("a: {é😀: 1, b: 2}\n".encode(), "x.yaml")
    assert source is not None
    assert source.place(("a", "b"), at_key=True) == (1, 12)
    assert source.place(("a", "b")) == (1, 15)
    assert source.place(("a", "missing", "deeper"), at_key=True) == (1, 1)


def test_problems_of_one_file_come_in_order_of_place():
    """Ten faults in one file are ten problems, from top to bottom."""
    raw = SOUND.replace(b"id: ", b"id: 7").replace(b"title: ", b"titel: ")
    places = [(problem.line, problem.column) for problem in inspect(Playbook, raw, "x.yaml").problems]
    assert len(places) > 6
    assert places == sorted(places)


def test_helpers_of_wording():
    """The nearest word is offered whatever its case, and lists read as sentences."""
    assert did_you_mean("Titel", ["title", "id"]) == "Did you mean 'title'?"
    assert did_you_mean("zzz", ["title", "id"]) == ""
    assert [one_of(["a"]), one_of(["a", "b"]), one_of(["a", "b", "c"])] == ["a", "a or b", "a, b or c"]
    assert dotted(("remedies", 2, "stance")) == "remedies[2].stance"


def test_a_folder_or_missing_file_is_bad_input(tmp_path):
    """What cannot be read is one sentence with exit code 3."""
    for path in (tmp_path, tmp_path / "nowhere.yaml"):
        with pytest.raises(BadInputError) as raised:
            read_bytes(path)
        assert str(path) in str(raised.value)


def refused_for(model: type, raw: bytes) -> tuple[Problem, ...]:
    """The problems of a document that is refused, or none; any other exception is a failure of the test."""
    try:
        load(model, raw, "x.yaml")
    except DocumentError as error:
        return error.problems
    return ()


YAMLISH = st.text(st.sampled_from("ab:- \n\t{}[]&*!|>'\"#%@`,?~\\é\x85\u2028\U0001f600x1"), max_size=80)


@given(st.one_of(st.binary(max_size=200), YAMLISH.map(str.encode)))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_refused_in_order(raw):
    """Whatever the bytes, a DocumentError says why they are no document, at places inside the file."""
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for model in (Playbook, Persona, Scenario):
        problems = refused_for(model, raw)
        assert problems
        assert all(0 <= problem.line <= lines for problem in problems)
        assert all("\x1b" not in problem.shown() for problem in problems)


@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=4), st.integers(0, 8))
@settings(max_examples=300, deadline=None)
def test_a_damaged_document_is_read_or_refused_in_order(at, put, cut):
    """A sound document with a few bytes changed is still data, or a DocumentError, and never another exception."""
    raw = SOUND[:at] + put + SOUND[at + cut :]
    problems = refused_for(Playbook, raw)
    assert bool(problems) == (inspect(Playbook, raw, "x.yaml").model is None)
