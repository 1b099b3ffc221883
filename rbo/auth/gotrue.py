"""The one client of the identity service, a real gotrue or the embedded one: the same requests to both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import httpx
from flask import Flask, current_app, has_request_context, request

from rbo.platform.config import Settings

EMBEDDED = "https://identity.invalid"
API_VERSION = {"X-Supabase-Api-Version": "2024-01-01"}
TIMEOUT = httpx.Timeout(10, connect=3)


@dataclass(frozen=True)
class Session:
    """A login as gotrue gave it; *email* only when gotrue has verified it."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    user_id: UUID
    email: str | None


@dataclass(eq=False)
class SaidNo(Exception):
    """Gotrue refused."""

    status: int
    code: str
    reasons: list[str] = field(default_factory=list)
    retry_after_s: int = 0


class Away(Exception):
    """Gotrue did not answer, or failed; nobody is signed out for that."""


class Gotrue:
    """Speaks to the service at the address of *settings*, or to the embedded *identity* in this process."""

    def __init__(self, settings: Settings, identity: Flask | None) -> None:
        self._settings = settings
        self._identity = identity
        self._client = httpx.Client(timeout=TIMEOUT, trust_env=False) if identity is None else None

    def by_password(self, email: str, password: str) -> Session:
        """A login for a password."""
        return self._session("/token?grant_type=password", {"email": email, "password": password})

    def by_refresh(self, refresh_token: str) -> Session:
        """The same login with the next pair of tokens."""
        return self._session("/token?grant_type=refresh_token", {"refresh_token": refresh_token})

    def by_link(self, token_hash: str, kind: str) -> Session:
        """A login for a mailed link."""
        return self._session("/verify", {"token_hash": token_hash, "type": kind})

    def mail_link(self, email: str, way_back: str) -> None:
        """Have a sign-in link mailed, if the address is known."""
        sent = {"email": email, "create_user": False}
        self._ask("POST", "/otp", sent, params={"redirect_to": way_back})

    def set_password(self, access_token: str, password: str) -> None:
        """Give whoever bears *access_token* a new password."""
        self._ask("PUT", "/user", {"password": password}, bearer=access_token)

    def sign_out(self, access_token: str, scope: str = "local") -> None:
        """End the login of *access_token*; `global` ends all of the same user."""
        self._ask("POST", "/logout", {}, bearer=access_token, params={"scope": scope})

    def invite(self, email: str, way_back: str, data: dict[str, str]) -> None:
        """Have an invitation mailed."""
        sent = {"email": email, "data": data}
        self._ask("POST", "/invite", sent, bearer=self._key, params={"redirect_to": way_back})

    def make_user(self, email: str, password: str, data: dict[str, str]) -> UUID:
        """A confirmed user with a password, made by hand; gives the id."""
        sent = {"email": email, "password": password, "email_confirm": True, "user_metadata": data}
        return UUID(self._ask("POST", "/admin/users", sent, bearer=self._key)["id"])

    def remove_user(self, user_id: UUID) -> None:
        """Forget a user with all that hangs on it."""
        self._ask("DELETE", f"/admin/users/{user_id}", bearer=self._key)

    def make_link(self, kind: str, email: str) -> tuple[str, str]:
        """A one-time token that the caller delivers, and its kind."""
        made = self._ask("POST", "/admin/generate_link", {"type": kind, "email": email}, bearer=self._key)
        return str(made["hashed_token"]), str(made["verification_type"])

    def keys(self) -> list[dict[str, Any]]:
        """The public keys that tokens are signed with."""
        return list(self._ask("GET", "/.well-known/jwks.json")["keys"])

    def health(self) -> dict[str, Any]:
        """What the service says of itself."""
        return self._ask("GET", "/health")

    @property
    def _key(self) -> str:
        return self._settings.gotrue_admin_api_key

    def _session(self, path: str, sent: dict[str, str]) -> Session:
        found = self._ask("POST", path, sent)
        try:
            user = found["user"]
            is_verified = bool(user.get("email_confirmed_at"))
            return Session(
                access_token=str(found["access_token"]),
                refresh_token=str(found["refresh_token"]),
                user_id=UUID(user["id"]),
                email=str(user["email"]) if is_verified else None,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise Away("gotrue answered without a session") from error

    def _ask(
        self,
        method: str,
        path: str,
        sent: dict[str, Any] | None = None,
        *,
        bearer: str = "",
        params: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        headers = {**API_VERSION, "apikey": self._key}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        url = httpx.URL(self._base + path)
        url = url.copy_merge_params(params) if params else url
        try:
            answer = self._send(method, url, headers, sent)
        except httpx.HTTPError as error:
            raise Away(type(error).__name__) from error
        return _read(answer)

    def _send(
        self, method: str, url: httpx.URL, headers: dict[str, str], sent: dict[str, Any] | None
    ) -> httpx.Response:
        if self._client is not None:
            return self._client.request(method, url, headers=headers, json=sent)
        address = request.remote_addr if has_request_context() else None
        here = httpx.WSGITransport(
            cast("Any", self._identity), raise_app_exceptions=False, remote_addr=address or "127.0.0.1"
        )
        with httpx.Client(transport=here, trust_env=False) as client:
            return client.request(method, url, headers=headers, json=sent)

    @property
    def _base(self) -> str:
        return EMBEDDED if self._identity is not None else self._settings.gotrue_url


def gotrue() -> Gotrue:
    """The client of the current app."""
    return cast("Gotrue", current_app.extensions["gotrue"])


def _read(answer: httpx.Response) -> dict[str, Any]:
    if answer.status_code >= 500:
        raise Away(f"gotrue answered {answer.status_code}")
    try:
        said = answer.json() if answer.content else {}
    except ValueError as error:
        raise Away("gotrue answered no JSON") from error
    if not isinstance(said, dict):
        raise Away("gotrue answered no object")
    if not answer.is_success:
        raise _refusal(answer, said)
    return said


def _refusal(answer: httpx.Response, said: dict[str, Any]) -> SaidNo:
    weak = said.get("weak_password")
    wait = answer.headers.get("Retry-After", "")
    return SaidNo(
        status=answer.status_code,
        code=str(said.get("error_code") or said.get("code") or "unknown"),
        reasons=list(weak.get("reasons") or []) if isinstance(weak, dict) else [],
        retry_after_s=int(wait) if wait.isdecimal() else 0,
    )
