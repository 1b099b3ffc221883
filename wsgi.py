"""The web server's way in."""

import gc
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

gc.collect()
gc.freeze()  # whatever is loaded stays: to go through it in search of garbage held up a page by 150 ms
