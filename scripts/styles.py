"""The committed style sheet is the one that its sources make."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "assets"


def main() -> None:
    """Build once more and compare."""
    if not (ASSETS / "node_modules" / ".package-lock.json").exists():
        subprocess.run(["npm", "ci", "--silent"], cwd=ASSETS, check=True)
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "app.css"
        command = ["npm", "exec", "--", "tailwindcss", "--minify", "--input", "app.css", "--output"]
        subprocess.run([*command, str(built)], cwd=ASSETS, check=True, capture_output=True)
        if built.read_bytes() != (ROOT / "rbo" / "static" / "app.css").read_bytes():
            sys.exit("rbo/static/app.css is not what assets/ makes; run: make css")


if __name__ == "__main__":
    main()
