"""Whose account Postgres runs in: it refuses root, so root lends it the account `nobody`."""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rbo.platform.embedded.trouble import ServiceTrouble


@dataclass(frozen=True)
class Account:
    """A folder for the data, and what `Popen` needs to run a child that may write there."""

    home: Path
    popen: Mapping[str, object] = field(default_factory=dict)

    def own(self, path: Path) -> None:
        """Give *path* to the account."""
        if self.popen:
            os.chown(path, int(str(self.popen["user"])), int(str(self.popen["group"])))


def account_for(data_dir: Path) -> Account:
    """The account that the servers of this data folder run in."""
    if os.geteuid() != 0:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Account(data_dir)
    nobody = pwd.getpwnam("nobody")
    key = hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
    home = Path("/var/tmp") / f"rbo-{key}"  # noqa: S108 - checked below to be ours
    home.mkdir(mode=0o711, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != 0:
        raise ServiceTrouble(
            f"{home} belongs to somebody else; remove it or set RBO_DATA_DIR to another folder."
        )
    home.chmod(0o711)
    return Account(home, {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []})


def reachable(folder: Path, account: Account) -> Path:
    """*folder* (the server's programs), or a copy of its installation that the account can reach."""
    if not account.popen or _may_run(folder / "postgres", account):
        return folder
    copy = account.home / "pginstall"
    if not (copy / ".complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder.parent, copy, symlinks=True)
        (copy / ".complete").touch()
    return copy / folder.name


def _may_run(program: Path, account: Account) -> bool:
    test = ["/bin/sh", "-c", 'test -x "$0"', str(program)]
    tried: int = subprocess.run(test, cwd="/", check=False, **account.popen).returncode  # type: ignore[call-overload]
    return tried == 0
