"""Secrets as files: NAME_FILE says where NAME lies, as Docker and Kubernetes hand secrets out."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from rbo.platform.environment import BadSetting

DATABASES = [
    f"DATABASE_URL{role}" for role in ("", "_SYSTEM", "_IDENTITY", "_DIRECT", "_BACKUP", "_SUPERUSER")
]
SECRETS = ("SECRET_KEY", "RBO_DATA_KEYS", *DATABASES, "REDIS_URL", "SMTP_PASS", "METRICS_TOKEN")
SECRETS += ("GOTRUE_JWT_SECRET", "GOTRUE_ADMIN_API_KEY", "AWS_SECRET_ACCESS_KEY")


def take_secret_files(environ: MutableMapping[str, str]) -> None:
    """Put the content of each file that is named in the place of its name; an empty file is no value.

    Raises:
        BadSetting: a file cannot be read, or a value is given twice.
    """
    for name in SECRETS:
        file = environ.pop(f"{name}_FILE", "")
        if not file:
            continue
        if environ.get(name):
            raise BadSetting(f"{name} and {name}_FILE are both set; take one of them away.")
        value = _content(name, Path(file))
        if value:
            environ[name] = value


def _content(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise BadSetting(f"{name}_FILE: {file} cannot be read: {reason}.") from error
