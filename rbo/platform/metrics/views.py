"""`/metrics`, for Prometheus and for nobody else."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from itertools import groupby

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from rbo.platform.config import settings
from rbo.platform.metrics import standing
from rbo.platform.metrics.families import FAMILIES
from rbo.platform.web import public

bp = Blueprint("metrics", __name__)
LOOPBACK = {"127.0.0.1", "::1"}
FORWARDED = ("X-Forwarded-For", "Forwarded")  # a proxy asks for somebody who may be anywhere
TYPE = "text/plain; version=0.0.4; charset=utf-8"


@bp.get("/metrics")
@public
def figures() -> ResponseReturnValue:
    """Every figure, for whoever brings METRICS_TOKEN or asks from this machine."""
    if not (_knows_the_token() or _is_from_here()):
        abort(404)
    from rbo.platform.metrics import here  # noqa: PLC0415  commands and workers do without the client

    return Response(here.text() + "\n".join(_told(standing.series())) + "\n", content_type=TYPE)


def _knows_the_token() -> bool:
    token = settings().metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def _is_from_here() -> bool:
    return request.remote_addr in LOOPBACK and not any(name in request.headers for name in FORWARDED)


def _told(series: Mapping[str, float]) -> Iterator[str]:
    for name, each in groupby(sorted(series), _family_of):
        family = FAMILIES[name]
        yield f"# HELP {name} {family.says}"
        yield f"# TYPE {name} {family.kind}"
        yield from (f"{one} {series[one]:.15g}" for one in each)


def _family_of(series: str) -> str:
    name = series.partition("{")[0]
    parts = (name.removesuffix(part) for part in ("_bucket", "_sum", "_count"))
    return next((part for part in parts if part in FAMILIES), name)
