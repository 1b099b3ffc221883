"""What the environment says, read once and checked before anything starts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import current_app

from rbo.platform.environment import (
    BadSetting,
    address,
    data_dir,
    one_of,
    origins,
    port,
    run_dir,
    share,
    storage,
    whole,
)
from rbo.platform.keys.ring import ring_of
from rbo.platform.requirements import DATABASES, check_prod, check_urls, peer_of_tests

__all__ = ["BadSetting", "Settings", "from_environment", "read_settings", "settings"]


@dataclass(frozen=True)
class Settings:
    """Every setting of the contract, section 2; secrets stay out of the repr."""

    env: str
    data_dir: Path
    run_dir: Path
    public_url: str
    redis_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    data_keys: str = field(repr=False)
    database_url: str = field(repr=False)
    database_url_system: str = field(repr=False)
    database_url_identity: str = field(repr=False)
    database_url_direct: str = field(repr=False)
    database_url_backup: str = field(repr=False)
    gotrue_url: str
    gotrue_jwt_secret: str = field(repr=False)
    gotrue_issuer: str
    gotrue_audience: str
    gotrue_admin_api_key: str = field(repr=False)
    gotrue_jwt_mode: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_pass: str = field(repr=False)
    smtp_from: str
    smtp_tls: str
    storage_url: str
    s3_endpoint_url: str
    lease_s: int
    api_origins: tuple[str, ...]
    metrics_token: str = field(repr=False)
    otel_endpoint: str
    trace_share: float
    log_format: str
    log_level: str
    is_demo: bool
    webhook_test_peer: str = ""
    webhook_test_ca: str = ""

    @property
    def is_prod(self) -> bool:
        """Whether strangers can reach this installation."""
        return self.env == "prod"

    @property
    def embeds_identity(self) -> bool:
        """Whether the embedded identity service is the one in use."""
        return not self.gotrue_url

    @property
    def is_https(self) -> bool:
        """Whether people reach the pages by https."""
        return self.public_url.startswith("https:")


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings of *environ*, complete and checked.

    Raises:
        BadSetting: one sentence about the first thing that is missing or wrong.
    """
    env = one_of(environ, "RBO_ENV", ("dev", "test", "prod"), "dev")
    check_urls(environ)
    if env == "prod":
        check_prod(environ)
    secret = _secret_key(environ)
    public_url = (environ.get("PUBLIC_URL") or f"http://127.0.0.1:{port(environ, 'PORT', 8000)}").rstrip("/")
    gotrue_url = environ.get("GOTRUE_URL", "").rstrip("/")
    return Settings(
        env=env,
        data_dir=data_dir(environ),
        run_dir=run_dir(environ),
        public_url=public_url,
        secret_key=secret,
        data_keys=_data_keys(environ),
        redis_url=environ.get("REDIS_URL", ""),
        **_databases(environ),
        gotrue_url=gotrue_url,
        gotrue_jwt_secret=environ.get("GOTRUE_JWT_SECRET") or ("" if gotrue_url else f"jwt:{secret}"),
        gotrue_issuer=environ.get("GOTRUE_ISSUER") or gotrue_url or f"{public_url}/auth/v1",
        gotrue_audience=environ.get("GOTRUE_AUDIENCE") or "authenticated",
        gotrue_admin_api_key=environ.get("GOTRUE_ADMIN_API_KEY") or ("" if gotrue_url else f"admin:{secret}"),
        gotrue_jwt_mode=one_of(environ, "GOTRUE_JWT_MODE", ("hs256", "jwks"), "hs256"),
        smtp_host=environ.get("SMTP_HOST") or "127.0.0.1",
        smtp_port=port(environ, "SMTP_PORT", 587),
        smtp_user=environ.get("SMTP_USER", ""),
        smtp_pass=environ.get("SMTP_PASS", ""),
        smtp_from=address(environ, "SMTP_FROM", "rbo@localhost.localdomain"),
        smtp_tls=one_of(
            environ, "SMTP_TLS", ("starttls", "tls", "none"), "starttls" if env == "prod" else "none"
        ),
        storage_url=storage(environ, "STORAGE_URL", data_dir(environ) / "files"),
        s3_endpoint_url=environ.get("S3_ENDPOINT_URL", "").rstrip("/"),
        lease_s=whole(environ, "RBO_LEASE_S", 120),
        api_origins=origins(environ, "API_ORIGINS"),
        **_what_it_says(environ, env),
        trace_share=share(environ, "OTEL_TRACES_SAMPLER_ARG"),
        is_demo=environ.get("RBO_DEMO") == "1",
        **peer_of_tests(environ, env),
    )


def settings() -> Settings:
    """Settings of the current app."""
    return cast("Settings", current_app.config["RBO"])


def from_environment() -> Settings:
    """Settings of this process."""
    return read_settings(os.environ)


def _what_it_says(environ: Mapping[str, str], env: str) -> dict[str, str]:
    usual = "json" if env == "prod" else "console"
    return {
        "log_format": one_of(environ, "LOG_FORMAT", ("json", "console"), usual),
        "log_level": one_of(environ, "LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
        "metrics_token": environ.get("METRICS_TOKEN", ""),
        "otel_endpoint": environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "").rstrip("/"),
    }


def _databases(environ: Mapping[str, str]) -> dict[str, str]:
    return {
        name.lower(): re.sub(r"^(postgresql|postgres)://", "postgresql+psycopg://", environ.get(name, ""))
        for name in DATABASES
    }


def _data_keys(environ: Mapping[str, str]) -> str:
    keys = environ.get("RBO_DATA_KEYS", "")
    ring_of(keys)
    return keys


def _secret_key(environ: Mapping[str, str]) -> str:
    secret = environ.get("SECRET_KEY", "")
    if not secret:
        raise BadSetting("SECRET_KEY is not set; make one with: openssl rand -hex 32")
    return secret
