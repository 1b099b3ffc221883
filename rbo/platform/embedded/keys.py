"""Random secrets of one data folder, made when first asked for and kept in a file only its owner may read."""

import json
import os
import secrets
from pathlib import Path


def kept_secret(data_dir: Path, name: str) -> str:
    """The secret called *name*."""
    known = _read(data_dir)
    if name not in known:
        known[name] = secrets.token_urlsafe(32)
        _write(data_dir, known)
    return known[name]


def has_secret(data_dir: Path, name: str) -> bool:
    """Whether the secret called *name* was made before."""
    return name in _read(data_dir)


def _read(data_dir: Path) -> dict[str, str]:
    path = data_dir / "secrets.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def _write(data_dir: Path, known: dict[str, str]) -> None:
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = data_dir / "secrets.json.new"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(known, out)
    new.replace(data_dir / "secrets.json")
