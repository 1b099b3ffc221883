"""The web server's way in."""

import os
import sys

from rbo.app import create_app
from rbo.platform.config import BadSetting
from rbo.platform.secret_files import take_secret_files

try:
    take_secret_files(os.environ)
    app = create_app()
except BadSetting as bad:
    sys.exit(f"rbo: {bad}")
