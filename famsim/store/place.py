"""Where a store lies: a network share keeps no promises about locks and shared memory."""

import re
from pathlib import Path

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "lustre", "beegfs"}
NETWORK |= {"fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone"}
MOUNTS = Path("/proc/self/mountinfo")


def network_kind(folder: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of network file system `folder` lies on, "" if on none or if nothing can be told.

    Leaves out: mapped drive letters and macOS, which do not say.
    """
    if str(folder).startswith("\\\\"):
        return "a Windows share"
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    holding = [(point, kind) for point, kind in map(_mount, lines) if folder.is_relative_to(point)]
    kind = max(holding, key=lambda mount: len(mount[0].parts), default=(folder, ""))[1]
    return kind if kind in NETWORK else ""


def _mount(line: str) -> tuple[Path, str]:
    """Return mount point and kind of a line of mountinfo (proc(5): field 5, and the first after " - ")."""
    before, _, after = line.partition(" - ")
    point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), before.split(" ")[4])
    return Path(point), after.split(" ")[0]
