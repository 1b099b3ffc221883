"""A bad setting stops the start with one sentence."""

from __future__ import annotations

import pytest

from rbo.platform.config import BadSetting, read_settings
from rbo.platform.secret_files import take_secret_files
from tests.nursery import rbo

PROD = {
    "RBO_ENV": "prod",
    "SECRET_KEY": "k" * 32,
    "RBO_DATA_KEYS": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLTAxMjM",
    "DATABASE_URL": "postgresql://rbo_app@db/rbo",
    "DATABASE_URL_SYSTEM": "postgresql://rbo_system@db/rbo",
    "DATABASE_URL_IDENTITY": "postgresql://rbo_identity@db/rbo",
    "REDIS_URL": "redis://queue/0",
    "SMTP_HOST": "smtp.example.org",
    "SMTP_FROM": "rbo@example.org",
    "STORAGE_URL": "s3://bucket/prefix",
    "PUBLIC_URL": "https://rbo.example.org",
}
REAL_GOTRUE = {"GOTRUE_URL": "https://auth.example.org", "GOTRUE_JWT_SECRET": "s" * 32}


def test_a_complete_environment_is_taken():
    settings = read_settings(PROD)

    assert settings.database_url == "postgresql+psycopg://rbo_app@db/rbo"
    assert settings.is_https
    assert settings.embeds_identity


def test_files_lie_in_the_data_folder_unless_said_otherwise():
    here = {**PROD, "RBO_ENV": "test", "STORAGE_URL": "", "RBO_DATA_DIR": "/some where"}

    assert read_settings(here).storage_url == "file:///some%20where/files"
    assert read_settings({**here, "STORAGE_URL": "s3://bucket"}).storage_url == "s3://bucket"


@pytest.mark.parametrize("name", sorted(set(PROD) - {"RBO_ENV"}))
def test_prod_does_not_start_without(name):
    with pytest.raises(BadSetting, match=name):
        read_settings({key: value for key, value in PROD.items() if key != name})


def test_a_real_gotrue_needs_its_secret_and_no_identity_database():
    without = {key: value for key, value in PROD.items() if key != "DATABASE_URL_IDENTITY"}

    assert read_settings({**without, **REAL_GOTRUE}).gotrue_url == "https://auth.example.org"
    with pytest.raises(BadSetting, match="GOTRUE_JWT_SECRET"):
        read_settings({**without, **REAL_GOTRUE, "GOTRUE_JWT_SECRET": ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RBO_ENV", "staging"),
        ("SECRET_KEY", "short"),
        ("RBO_DATA_KEYS", "short"),
        ("RBO_DATA_KEYS", "A" * 43),
        ("RBO_DATA_KEYS", ",".join([PROD["RBO_DATA_KEYS"]] * 5)),
        ("DATABASE_URL", "mysql://db/rbo"),
        ("OTEL_TRACES_SAMPLER_ARG", "ten"),
        ("OTEL_TRACES_SAMPLER_ARG", "1.5"),
        ("REDIS_URL", "http://queue"),
        ("PUBLIC_URL", "http://rbo.example.org"),
        ("SMTP_PORT", "0"),
        ("SMTP_PORT", "²"),
        ("SMTP_PORT", "66000"),
        ("SMTP_FROM", "nobody"),
        ("SMTP_TLS", "maybe"),
        ("RBO_LEASE_S", "-1"),
        ("RBO_DEMO", "1"),
        ("LOG_LEVEL", "loud"),
        ("STORAGE_URL", "ftp://files"),
        ("STORAGE_URL", "file://host/folder"),
        ("STORAGE_URL", "file:"),
        ("STORAGE_URL", "s3:///prefix"),
        ("STORAGE_URL", "s3://bucket/prefix?region=eu"),
        ("S3_ENDPOINT_URL", "s3.example.org"),
        ("GOTRUE_JWT_MODE", "none"),
    ],
)
def test_a_bad_value_is_refused_by_name(name, value):
    with pytest.raises(BadSetting, match=name) as said:
        read_settings({**PROD, name: value})

    assert str(said.value).count("\n") == 0


def test_secrets_do_not_show_in_the_settings():
    shown = repr(read_settings({**PROD, "SMTP_PASS": "hunter22"}))

    assert "hunter22" not in shown
    assert PROD["SECRET_KEY"] not in shown


def test_the_server_says_one_sentence_and_no_traceback():
    ended = rbo("outbox", RBO_ENV="prod")

    assert ended.returncode == 1
    assert ended.stderr == "rbo: SECRET_KEY is not set; RBO_ENV=prod does not start without it.\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "https://["),
        ("REDIS_URL", "redis://[x"),
        ("DATABASE_URL", "postgresql://rbo@db:port/rbo"),
    ],
)
def test_an_address_that_cannot_be_read_stops_the_start(name, value):
    with pytest.raises(BadSetting, match=f"{name} cannot be read"):
        read_settings(PROD | {name: value})


def test_a_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text("k" * 32 + "\n")
    (tmp_path / "empty").write_text("")
    environ = {"SECRET_KEY_FILE": str(tmp_path / "key"), "SMTP_PASS_FILE": str(tmp_path / "empty")}

    take_secret_files(environ)

    assert environ == {"SECRET_KEY": "k" * 32}
    take_secret_files(environ)  # a process that it starts takes them as they are


def test_a_secret_file_that_is_away_or_too_much_is_refused_by_name(tmp_path):
    with pytest.raises(BadSetting, match="SECRET_KEY_FILE: /nowhere cannot be read: No such file"):
        take_secret_files({"SECRET_KEY_FILE": "/nowhere"})
    with pytest.raises(BadSetting, match="SMTP_PASS and SMTP_PASS_FILE are both set"):
        take_secret_files({"SMTP_PASS": "a", "SMTP_PASS_FILE": str(tmp_path)})
