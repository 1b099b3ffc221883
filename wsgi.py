"""The web server's way in."""

import sys

from rbo.app import create_app
from rbo.platform.config import BadSetting

try:
    app = create_app()
except BadSetting as bad:
    sys.exit(f"rbo: {bad}")
