"""RBO, the racket book."""

import sys
from typing import Final

# As in pyproject.toml; asked for here, because the image holds RBO without installing it.
VERSION: Final = "0.1.0"

# Where OpenTelemetry's metrics are installed, the client of Redis loads them, and everybody waits a tenth
# of a second for what nobody reads. rbo/platform/traces/loading.py lets them in again for who sends traces.
UNWANTED = ("opentelemetry.metrics", "opentelemetry.sdk.metrics")
sys.modules.update({name: None for name in UNWANTED if name not in sys.modules})  # type: ignore[misc]
