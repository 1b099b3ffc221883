"""What has to be set before anything starts, and what may not be."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from rbo.platform.environment import BadSetting

PROD_NEEDS = ["SECRET_KEY", "RBO_DATA_KEYS", "DATABASE_URL", "DATABASE_URL_SYSTEM", "REDIS_URL"]
PROD_NEEDS += ["SMTP_HOST", "SMTP_FROM", "STORAGE_URL", "PUBLIC_URL"]
DATABASES = [f"DATABASE_URL{role}" for role in ("", "_SYSTEM", "_IDENTITY", "_DIRECT", "_BACKUP")]
SCHEMES = {
    **dict.fromkeys(DATABASES, ("postgresql", "postgresql+psycopg", "postgres")),
    "REDIS_URL": ("redis", "rediss", "unix"),
    "GOTRUE_URL": ("http", "https"),
    "PUBLIC_URL": ("http", "https"),
    "STORAGE_URL": ("file", "s3"),
    "S3_ENDPOINT_URL": ("http", "https"),
    "OTEL_EXPORTER_OTLP_ENDPOINT": ("http", "https"),
}


def check_prod(environ: Mapping[str, str]) -> None:
    """Let nothing be open that strangers could reach.

    Raises:
        BadSetting: something is missing or too weak.
    """
    for name in (*PROD_NEEDS, *_identity_needs(environ)):
        if not environ.get(name):
            raise BadSetting(f"{name} is not set; RBO_ENV=prod does not start without it.")
    if len(environ["SECRET_KEY"]) < 32:
        raise BadSetting("SECRET_KEY is shorter than 32 characters; make one with: openssl rand -hex 32")
    if 0 < len(environ.get("GOTRUE_JWT_SECRET", "")) < 32:
        raise BadSetting("GOTRUE_JWT_SECRET is shorter than 32 characters; give gotrue a longer one.")
    if 0 < len(environ.get("METRICS_TOKEN", "")) < 32:
        raise BadSetting("METRICS_TOKEN is shorter than 32 characters; make one with: openssl rand -hex 32")
    if not environ["PUBLIC_URL"].startswith("https://"):
        raise BadSetting("PUBLIC_URL must begin with https:// when RBO_ENV=prod.")
    if environ.get("RBO_DEMO") == "1":
        raise BadSetting("RBO_DEMO=1 opens demo accounts with known passwords; RBO_ENV=prod refuses it.")


def _identity_needs(environ: Mapping[str, str]) -> tuple[str, ...]:
    if not environ.get("GOTRUE_URL"):
        return ("DATABASE_URL_IDENTITY",)
    return ("GOTRUE_JWT_SECRET",) if environ.get("GOTRUE_JWT_MODE", "hs256") == "hs256" else ()


def check_urls(environ: Mapping[str, str]) -> None:
    """Look at the scheme of every address.

    Raises:
        BadSetting: one is another.
    """
    for name, schemes in SCHEMES.items():
        value = environ.get(name)
        if value and _scheme(name, value) not in schemes:
            raise BadSetting(f"{name} must begin with {' or '.join(f'{s}://' for s in schemes)}.")


def _scheme(name: str, value: str) -> str:
    try:
        parts = urlsplit(value)
        _ = parts.port  # is read only when it is asked for
    except ValueError:
        raise BadSetting(f"{name} cannot be read; it must look like scheme://host:port/path.") from None
    return parts.scheme


def peer_of_tests(environ: Mapping[str, str], env: str) -> dict[str, str]:
    """The one place inside that tests have webhooks sent to, and whose certificate is believed there.

    Raises:
        BadSetting: somebody else wants one.
    """
    found = {
        name: environ.get(f"RBO_{name.upper()}", "") for name in ("webhook_test_peer", "webhook_test_ca")
    }
    if any(found.values()) and env != "test":
        raise BadSetting("RBO_WEBHOOK_TEST_PEER lets webhooks into this machine; only RBO_ENV=test takes it.")
    return found
