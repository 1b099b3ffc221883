"""Verbs a form cannot say: a hidden `_method` says them, before anything looks at the address."""

from __future__ import annotations

from flask import Flask, current_app, request


def install(app: Flask) -> None:
    """Let forms of *app* say DELETE."""
    app.before_request(_say_delete)


def _say_delete() -> None:
    if request.method != "POST" or request.form.get("_method") != "delete":
        return
    addresses = current_app.create_url_adapter(request)
    if addresses is not None:
        rule, values = addresses.match(method="DELETE", return_rule=True)
        request.url_rule, request.view_args, request.routing_exception = rule, dict(values), None
