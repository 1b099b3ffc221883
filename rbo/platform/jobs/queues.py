"""Who works behind the pages. Light, for a probe asks every few seconds."""

from __future__ import annotations

from types import MappingProxyType

WORKERS = MappingProxyType(
    {
        "relay": "The relay alone.",
        "paper": "The worker that draws and mails receipts, alone.",
        "bulk": "The worker of exports and imports, alone.",
        "news": "The worker that tells other programs, alone.",
    }
)
QUEUES = tuple(name for name in WORKERS if name != "relay")
