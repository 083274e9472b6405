"""The event log on real SQLite."""

from __future__ import annotations

import os
import sqlite3
import threading
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from scoring.errors import MissingPartError, StoreError
from simulator.store import schema
from simulator.store.log import Store
from simulator.store.memory import MemoryLog
from simulator.store.types import Entry

STARTED = {
    "scenario": {"id": "s"},
    "persona": {"id": "p"},
    "playbook": {"id": "core"},
    "mode": "coach",
    "difficulty": "normal",
    "scorer": "form/1",
    "parent": None,
}


@pytest.fixture
def path(tmp_path):
    """Where the log will be."""
    return tmp_path / "deep" / "down" / "sessions.db"


@pytest.fixture
def store(path):
    """An empty log."""
    log = Store.open(path)
    yield log
    log.close()


def begin(store, **more):
    """A session with nothing but its start."""
    name = store.new_id()
    store.append(name, [Entry("started", {**STARTED, **more})], after=0)
    return name


def test_events_come_back_in_order_with_their_bodies(store):
    """What was written is read, with numbers from 1 and a time in UTC."""
    name = begin(store)
    store.append(name, [Entry("reply", {"text": "“Ça va?” 😀"}), Entry("pause", {})], after=1)
    events = store.events(name)
    assert [(event.n, event.kind) for event in events] == [(1, "started"), (2, "reply"), (3, "pause")]
    assert events[1].body == {"text": "“Ça va?” 😀"}
    assert datetime.fromisoformat(events[1].at).utcoffset() == timedelta(0)


def test_bodies_lie_as_canonical_json(store, path):
    """Sorted keys, no spaces, text as it is."""
    name = begin(store)
    store.append(name, [Entry("note", {"text": "é", "kind": "a"})], after=1)
    with sqlite3.connect(path) as raw:
        (body,) = raw.execute("SELECT body FROM event WHERE n = 2").fetchone()
    assert body == '{"kind":"a","text":"é"}'


def test_a_float_is_refused_and_nothing_written(store):
    """A log body holds integers only; with one bad entry none is written."""
    name = begin(store)
    with pytest.raises(TypeError, match="float"):
        store.append(name, [Entry("pause", {}), Entry("note", {"kind": "a", "text": {"x": [0.5]}})], after=1)
    assert len(store.events(name)) == 1


def test_sqlite_is_set_to_keep_what_it_is_given(store, path):
    """Write-ahead log, full sync, foreign keys, patience."""
    with store._engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 5000]


def test_writing_behind_what_is_not_the_last_event_is_refused(store):
    """Two writers of one session cannot interleave."""
    name = begin(store)
    store.append(name, [Entry("pause", {})], after=1)
    with pytest.raises(StoreError, match="another window"):
        store.append(name, [Entry("left", {})], after=1)


def test_many_threads_write_many_sessions(store):
    """Writers wait for each other; nothing is lost."""

    def write():
        name = begin(store)
        for n in range(1, 11):
            store.append(name, [Entry("pause", {})], after=n)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(store.events(row.id)) for row in store.sessions()] == [11] * 4


def test_ids_sort_by_time_and_are_found_by_their_start(path):
    """A later session sorts later; a unique start of an id names it; none names the latest."""
    clock = iter(datetime(2026, 1, day, tzinfo=UTC) for day in (1, 1, 2, 2) + (3,) * 20)
    store = Store.open(path, now=lambda: next(clock))
    first, second = begin(store), begin(store)
    assert first < second
    assert store.find(None) == second
    assert store.find(first[:5].upper()) == first
    assert store.find(second) == second
    with pytest.raises(StoreError, match="means 2 sessions"):
        store.find(first[:2])
    with pytest.raises(StoreError, match="No session starts with 'zz'"):
        store.find("zz")
    store.close()


def test_the_latest_unended_session_is_found(store):
    """`resume` means the latest practice that can go on."""
    going, over = begin(store), begin(store)
    end = {"outcome": "abandoned", "score": 512, "unmarked": [], "scorer": "form/1"}
    store.append(over, [Entry("ended", end)], after=1)
    assert store.find(None, unended=True) == going
    store.append(going, [Entry("ended", {**end, "score": None})], after=1)
    with pytest.raises(StoreError, match="Every practice has ended"):
        store.find(None, unended=True)
    rows = {row.id: row for row in store.sessions()}
    assert (rows[over].outcome, rows[over].score, rows[over].last_event) == ("abandoned", 51.2, "ended")
    assert (rows[going].score, rows[going].scenario, rows[going].playbook) == (None, "s", "core")


def test_the_latest_is_the_one_played_last_and_not_the_one_begun_last(path):
    """One order everywhere: `find` without an id and the end of `sessions` are the same practice."""
    days = iter(range(1, 29))
    store = Store.open(path, now=lambda: datetime(2026, 1, next(days), tzinfo=UTC))
    first, second = begin(store), begin(store)
    assert store.find(None, unended=True) == second
    store.append(first, [Entry("left", {})], after=1)
    assert store.find(None) == store.find(None, unended=True) == first
    assert [row.id for row in store.sessions()] == [second, first]
    store.close()


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", '{"scenario":{"id":"s"}}'])
def test_a_damaged_session_stands_in_nobody_s_way(store, path, body):
    """Another is found by id and as the latest, the rest is listed, and the damaged one is named."""
    good, bad = begin(store), begin(store)
    store.append(bad, [Entry("left", {})], after=1)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE event SET body = ? WHERE session = ? AND n = 1", (body, bad))
    listing = store.listing()
    assert [row.id for row in listing.rows] == [row.id for row in store.sessions()] == [good]
    assert len(listing.damaged) == 1
    assert bad in listing.damaged[0]
    assert store.find(good) == store.find(None) == store.find(None, unended=True) == good
    assert store.find(bad) == bad


def test_a_damaged_end_and_a_lost_start_are_named(store, path):
    """Neither is listed as if nothing were wrong, and neither is passed over."""
    good, lost, broken = begin(store), begin(store), begin(store)
    store.append(lost, [Entry("pause", {})], after=1)
    store.append(broken, [Entry("ended", {"outcome": "abandoned", "score": 1})], after=1)
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM event WHERE session = ? AND n = 1", (lost,))
        raw.execute("UPDATE event SET body = '' WHERE session = ? AND n = 2", (broken,))
    listing = store.listing()
    assert [row.id for row in listing.rows] == [good]
    assert len(listing.damaged) == 2
    assert {lost, broken} == {name for name in (lost, broken) if any(name in told for told in listing.damaged)}


def test_a_log_with_nothing_but_damage_says_so(store, path):
    """No latest practice, and not 'start one'."""
    begin(store)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE event SET body = ''")
    with pytest.raises(StoreError, match="damaged"):
        store.find(None)


def test_a_percent_sign_is_no_wildcard(store):
    """An id is matched as it is written."""
    begin(store)
    for wanted in ("%", "_", "\\"):
        with pytest.raises(StoreError, match="No session starts with"):
            store.find(wanted)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_what_trainees_say_is_nobody_else_s_to_read(store, path, tmp_path):
    """A new log and what SQLite lays beside it are for their owner only; one that is there keeps its permissions."""
    begin(store)
    assert {found.name: found.stat().st_mode & 0o777 for found in path.parent.iterdir()} == {
        "sessions.db": 0o600,
        "sessions.db-wal": 0o600,
        "sessions.db-shm": 0o600,
    }
    Store.open(f"sqlite:///{tmp_path}/url.db").close()
    assert (tmp_path / "url.db").stat().st_mode & 0o777 == 0o600
    (tmp_path / "url.db").chmod(0o640)
    Store.open(tmp_path / "url.db").close()
    assert (tmp_path / "url.db").stat().st_mode & 0o777 == 0o640


def test_a_missing_log_is_one_sentence(tmp_path):
    """Reading commands make no database."""
    path = tmp_path / "none.db"
    with pytest.raises(StoreError, match="no session log at"):
        Store.open(path, create=False)
    assert not path.exists()


def test_a_damaged_log_is_one_sentence(tmp_path):
    """A file that is no database, and a database whose pages are gone."""
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"this is no database at all, only text " * 100)
    with pytest.raises(StoreError, match="damaged or is no database"):
        Store.open(junk)
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path)


def test_a_read_only_log_is_one_sentence(store, path):
    """Opened for reading alone it can be read, and writing to it is refused in words."""
    name = begin(store)
    reader = Store.open(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert [event.kind for event in reader.events(name)] == ["started"]
    with pytest.raises(StoreError, match="read-only"):
        reader.append(name, [Entry("pause", {})], after=1)
    reader.close()


def test_a_damaged_body_and_a_gap_are_named(store, path):
    """Neither is passed over in silence."""
    broken, gap = begin(store), begin(store)
    store.append(broken, [Entry("pause", {})], after=1)
    store.append(gap, [Entry("pause", {}), Entry("left", {})], after=1)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE event SET body = '{' WHERE session = ? AND n = 2", (broken,))
        raw.execute("DELETE FROM event WHERE session = ? AND n = 2", (gap,))
    with pytest.raises(StoreError, match=f"Event 2 of session {broken} is damaged"):
        store.events(broken)
    with pytest.raises(StoreError, match="gaps"):
        store.events(gap)
    with pytest.raises(StoreError, match="no session 'nobody'"):
        store.events("nobody")


@pytest.mark.parametrize("body", ["", "[]", "null", '{"parent":3}', '{"parent":{"session":"x"}}'])
def test_a_damaged_start_is_a_sentence_and_no_traceback(store, path, body):
    """Whatever JSON stands in its place."""
    name = begin(store)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE event SET body = ?", (body,))
    with pytest.raises(StoreError, match=f"session {name} is damaged"):
        store.events(name)


def test_the_newest_migration_makes_the_table_the_code_expects(store):
    """HEAD is Alembic's head, and its table is the one that `schema` describes."""
    config = Config()
    config.set_main_option("script_location", str(schema.Path(schema.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []


def test_a_newer_or_foreign_database_is_refused(store, path, tmp_path):
    """What this version does not know it does not touch."""
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Coolhead"):
        Store.open(path)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as raw:
        raw.execute("CREATE TABLE event (id INTEGER)")
    with pytest.raises(StoreError, match="did not make"):
        Store.open(foreign)


def test_a_url_that_cannot_be_used_is_one_sentence():
    """Unknown kinds and missing drivers name what to do."""
    with pytest.raises(StoreError, match="No database of the kind"):
        Store.open("nonsense://host/name")
    with pytest.raises((MissingPartError, StoreError), match=r"postgres"):
        Store.open("postgresql+psycopg://user:secret@127.0.0.1:1/none")


def test_a_password_is_never_shown():
    """Errors name the database without its secret."""
    with pytest.raises((MissingPartError, StoreError)) as caught:
        Store.open("postgresql+psycopg://user:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_memory_keeps_the_same_contract():
    """The log of a rehearsal numbers and refuses as the database does."""
    log = MemoryLog()
    name = log.new_id()
    log.append(name, [Entry("started", STARTED)], after=0)
    log.append(name, [Entry("pause", {}), Entry("left", {})], after=1)
    assert [(event.n, event.kind, event.at) for event in log.events(name)] == [
        (1, "started", None),
        (2, "pause", None),
        (3, "left", None),
    ]
    with pytest.raises(StoreError, match="twice at once"):
        log.append(name, [Entry("pause", {})], after=1)
