"""Loads what sends spans, for who asks for it."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from rbo import UNWANTED
from rbo.platform.environment import BadSetting


def load_sending() -> ModuleType:
    """The module that sends; OpenTelemetry's own parts may load each other again.

    Raises:
        BadSetting: it is not installed.
    """
    for name in UNWANTED:
        if sys.modules.get(name, sys) is None:
            del sys.modules[name]
    try:
        return import_module("rbo.platform.traces.sending")
    except ImportError as missing:
        raise BadSetting(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set, but nothing that sends is there: pip install 'rbo[traces]'"
        ) from missing
