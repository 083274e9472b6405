"""The same log on PostgreSQL: a server of the test's own, for as long as the test lasts."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from scoring.errors import StoreError
from simulator.content.load import Library
from simulator.session import replay, resume, start
from simulator.store.log import Store
from simulator.store.types import Entry
from simulator.voice.scripted import ScriptedVoice
from tests.conftest import without
from tests.session.kit import SCENARIO, LiteralScorer, good_talk

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def url():
    """URL of a server on a socket of its own; the server will not run as root, so root lends it another user."""
    if importlib.util.find_spec("psycopg") is None:
        without("the extra `postgres` is not installed")
    programs = shutil.which("pg_ctl")
    if programs is None:
        without("PostgreSQL is not installed")
    bin_ = Path(programs).resolve().parent
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # a socket's path must be short
        if os.getuid() == 0:
            shutil.chown(folder, user)
        data = f"{folder}/data"

        def run(*command):
            subprocess.run(
                [str(part) for part in command], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL
            )

        run(bin_ / "initdb", "-D", data, "-A", "trust", "-U", "trainer", "--no-sync")
        options = f"-k {folder} -c listen_addresses="
        run(bin_ / "pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql+psycopg://trainer@/postgres?host={folder}"
        finally:
            run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def test_a_practice_lives_on_postgresql(url):
    """Migrated, played, resumed and replayed by the same code; opened again, nothing is migrated twice."""
    store = Store.open(url)
    practice = start(store, Library.open(), LiteralScorer(), ScriptedVoice(), scenario=SCENARIO, seed=7)
    practice.open()
    practice.submit(good_talk()[0])
    store.close()

    again = Store.open(url, create=False)
    resumed = resume(again, LiteralScorer(), ScriptedVoice(), practice.id)
    assert resumed.exchanges == practice.exchanges
    for reply in good_talk()[1:]:
        if resumed.outcome is None:
            resumed.submit(reply)
    assert replay(again, LiteralScorer(), practice.id).verdict == "same"
    (row,) = again.sessions()
    assert (row.id, row.outcome, row.last_event) == (practice.id, resumed.outcome, "ended")
    with pytest.raises(StoreError, match="another window"):
        again.append(practice.id, [Entry("left", {})], after=1)
    again.close()


def test_a_server_that_is_not_there_is_one_sentence():
    """And its password stays out of it."""
    if importlib.util.find_spec("psycopg") is None:
        without("the extra `postgres` is not installed")
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql+psycopg://trainer:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
