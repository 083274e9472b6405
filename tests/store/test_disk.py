"""Whether a log lies on a disk of another machine, as the mount table tells."""

from __future__ import annotations

import pytest

from simulator.store import disk
from simulator.store.disk import network_disk
from simulator.store.log import Store

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/home /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/olga/local xfs rw 0 0
//nas/team /mnt/team\\040share cifs rw 0 0
olga@host:/srv /mnt/srv fuse.sshfs rw 0 0
C:\\134 /mnt/c 9p rw 0 0
//nas/old /mnt/twice cifs rw 0 0
/dev/sdc1 /mnt/twice ext4 rw 0 0
junk
"""


@pytest.fixture
def mounts(tmp_path):
    """A mount table."""
    table = tmp_path / "mounts"
    table.write_text(MOUNTS)
    return table


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/sessions.db", None),
        ("/home/olga/sessions.db", "nfs4"),
        ("/home/olga/local/sessions.db", None),
        ("/homestead/sessions.db", None),
        ("/mnt/team share/sessions.db", "cifs"),
        ("/mnt/srv/a/b/sessions.db", "fuse.sshfs"),
        ("/mnt/c/Users/olga/sessions.db", "9p"),
        ("/mnt/twice/sessions.db", None),
    ],
)
def test_the_innermost_and_latest_mount_decides(mounts, path, kind):
    """A local disk below a network one is local; a mount over another hides it; spaces are spelt in octal."""
    assert network_disk(path, mounts) == kind


def test_without_a_mount_table_nothing_is_known(tmp_path):
    """Systems without one are not warned."""
    assert network_disk("/home/x.db", tmp_path / "none") is None


def test_a_log_on_a_network_disk_warns_in_one_line(tmp_path, monkeypatch):
    """It opens all the same; a local one has nothing to say."""
    path = tmp_path / "sessions.db"
    local = Store.open(path)
    assert local.warning == ""
    local.close()
    table = tmp_path / "mounts"
    table.write_text(f"server:/x {str(tmp_path).replace(' ', chr(92) + '040')} nfs rw 0 0\n")
    monkeypatch.setattr(disk, "MOUNTS", table)
    for where in (path, f"sqlite:///{path}"):
        store = Store.open(where)
        assert "network disk (nfs)" in store.warning
        assert "\n" not in store.warning
        assert store.sessions() == []
        store.close()
