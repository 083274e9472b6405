"""The library: found at once, read when asked for, one broken file hides no other."""

import hashlib

import pytest

from scoring.documents import DocumentError
from scoring.errors import UsageError
from simulator.content.load import Library, data_folder, own_folder, packaged_folder


def test_a_document_comes_with_its_text_and_hash(folder, library):
    """A practice can log the very bytes it was made from."""
    entry = library.scenario("kettle")
    raw = (folder / "scenarios/kettle.yaml").read_bytes()
    assert entry.id == entry.model.id == "kettle"
    assert entry.text.encode() == raw
    assert entry.sha256 == hashlib.sha256(raw).hexdigest()
    assert entry.path == folder / "scenarios/kettle.yaml"


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("scenario", "kettel", "There is no scenario 'kettel'. Did you mean 'kettle'?"),
        ("persona", "zzz", "There is no persona 'zzz'. There are sam."),
        ("playbook", "shrot", "There is no playbook 'shrot'. Did you mean 'short'?"),
    ],
)
def test_an_unknown_id_offers_the_nearest(library, kind, name, said):
    """A slip on the command line is a usage error that helps."""
    with pytest.raises(UsageError) as raised:
        getattr(library, kind)(name)
    assert str(raised.value) == said


def test_an_empty_library_says_so():
    """Without any document there is nothing to offer."""
    with pytest.raises(UsageError, match=r"There is no persona 'sam'\. There are none\."):
        Library([], [], []).persona("sam")


def test_one_broken_file_hides_no_other(folder, library):
    """The sound documents are listed, the broken ones are reported with their place."""
    (folder / "personas/broken.yaml").write_text("id: broken\nvoice: yes\n", encoding="utf-8")
    (folder / "personas/folder.yaml").mkdir()
    library = Library([folder / "scenarios"], [folder / "personas"], [folder / "playbooks"])
    assert [entry.id for entry in library.personas] == ["sam"]
    assert {problem.key for problem in library.problems} >= {"lines", "version", "name"}
    assert all(problem.file.endswith("personas/broken.yaml") for problem in library.problems)
    with pytest.raises(DocumentError):
        library.persona("broken")


def test_opening_reads_no_file(folder):
    """Listing names does not parse; a broken file costs nothing until it is asked for."""
    (folder / "scenarios/broken.yaml").write_text("[", encoding="utf-8")
    library = Library([folder / "scenarios"], [], [])
    assert library.ids("scenario") == ("broken", "kettle")
    assert library.scenario("kettle").id == "kettle"


def test_a_file_is_called_after_its_id(folder):
    """A file whose id is another name would be found under neither; it is refused at the id."""
    (folder / "personas/sam.yaml").rename(folder / "personas/pam.yaml")
    with pytest.raises(DocumentError) as raised:
        Library([], [folder / "personas"], []).persona("pam")
    (problem,) = raised.value.problems
    assert (problem.line, problem.column, problem.key) == (1, 5, "id")


def test_the_users_own_documents_stand_beside_the_packaged_ones(folder):
    """`COOLHEAD_HOME/library` and extra folders are searched; a later document of the same id is taken."""
    own = own_folder() / "personas"
    own.mkdir(parents=True)
    text = (folder / "personas/sam.yaml").read_text()
    (own / "sam.yaml").write_text(text)
    assert Library.open().persona("sam").path == own / "sam.yaml"
    assert Library.open([folder]).persona("sam").path == folder / "personas/sam.yaml"
    assert Library.open([folder]).playbook("core").path.parent == packaged_folder("playbook")


def test_the_data_folder_follows_the_environment(tmp_path, monkeypatch):
    """COOLHEAD_HOME overrides the platform's place."""
    monkeypatch.setenv("COOLHEAD_HOME", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("COOLHEAD_HOME")
    assert data_folder().name == "coolhead"


def test_an_installed_package_keeps_its_documents_inside(tmp_path, monkeypatch):
    """Outside a source tree the folders beside the package are somebody else's."""
    package = tmp_path / "site-packages" / "simulator"
    (package.parent / "personas").mkdir(parents=True)
    monkeypatch.setattr("simulator.content.load._PACKAGE", package)
    assert packaged_folder("persona") == package / "library" / "personas"
    (package.parent / "pyproject.toml").touch()
    assert packaged_folder("persona") == package.parent / "personas"


def test_the_packaged_library_is_whole():
    """Everything that comes with Coolhead can be read, and each scenario's persona and playbook are there."""
    library = Library.open()
    assert library.problems == ()
    for entry in library.scenarios:
        assert library.persona(entry.model.persona).id == entry.model.persona
        assert library.playbook(entry.model.playbook).id == entry.model.playbook


def test_any_persona_can_play_any_scenario():
    """Every slot of every line in the library has words in every scenario, and leaves no brace behind."""
    library = Library.open()
    for scenario in (entry.model for entry in library.scenarios):
        words = {**scenario.slots.model_dump(), "company": scenario.company, "fact": "So.", "promise": "a call"}
        for persona in (entry.model for entry in library.personas):
            for bands in (*persona.lines.values(), *scenario.lines.values()):
                said = [line.format_map(words) for lines in bands.values() for line in lines]
                assert not [line for line in said if "{" in line or "}" in line]
