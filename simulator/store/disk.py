"""Where a log's file lies, and who may read it."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

MOUNTS = Path("/proc/mounts")
"""The table of mounted disks; other systems than Linux have none."""

_KERNEL = {"9p", "afs", "beegfs", "ceph", "cifs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs"}
_FUSE = {"ceph", "davfs2", "gcsfuse", "glusterfs", "rclone", "s3fs", "sshfs"}
NETWORK = frozenset(_KERNEL | {f"fuse.{name}" for name in _FUSE})
"""Types of disk whose files another machine may hold open too. The write-ahead log shares memory between its readers
and writers, and two machines share none: the file would be damaged."""


def network_disk(path: str | Path, mounts: Path | None = None) -> str | None:
    """The type of the network disk that a path lies on; None on a local one, or where nobody can tell.

    Args:
        path: A file or folder, there or not.
        mounts: The mount table; the system's own if None.
    """
    try:
        lines = (mounts or MOUNTS).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        place = Path(path).expanduser().resolve()
    except (OSError, RuntimeError):  # no table; a loop of links
        return None
    best, kind = -1, None
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_unescaped(fields[1]))
        if place.is_relative_to(point) and len(point.parts) >= best:  # a later mount hides an earlier one
            best, kind = len(point.parts), fields[2]
    return kind if kind in NETWORK else None


def warning(path: str | Path) -> str:
    """One line on what is unsafe about a log's place; empty if nothing is."""
    kind = network_disk(path)
    return f"The log is on a network disk ({kind}): use it on one machine only." if kind else ""


def make_private(path: str | Path) -> None:
    """Make a log's file readable by its owner alone, if it is not there. SQLite's files beside it do as it does.

    Where the file cannot be made nothing is said: opening it as a database will say it better.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _unescaped(field: str) -> str:
    """A field of the table with its octal escapes (three digits each) as characters."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)
