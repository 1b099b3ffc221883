"""Renders the samples of the chart, or with --check says whether they are of these templates.

Rendering is the work of Helm's own library (`pip install helm-python-sdk`). It is 75 MB, so the gate does
without: it compares a digest of the chart's files with the one that stands in each sample.
"""

import hashlib
import importlib
import sys
from pathlib import Path

CHART = Path(__file__).parents[1] / "deploy" / "chart"
RENDERED = CHART.parent / "rendered"
MARK = "# Rendered by scripts/render_chart.py from "


def main() -> None:
    """Render or check every sample."""
    samples = sorted((CHART / "samples").glob("*.yaml"))
    if "--check" in sys.argv:
        stale = [sample.name for sample in samples if not _is_fresh(RENDERED / sample.name)]
        sys.exit(f"Rendered from an older chart: {', '.join(stale)}; scripts/render_chart.py" if stale else 0)
    helm = importlib.import_module("helm_python")
    chart = helm.Chart.load(CHART)
    for sample in samples:
        values = helm.values_from_yaml(sample.read_text(encoding="utf-8"))
        chart.validate_schema(values)
        parts = chart.render(values, name="rbo", namespace="rbo")
        text = "".join(_part(name, parts[name]) for name in sorted(parts) if name.endswith(".yaml"))
        (RENDERED / sample.name).write_text(f"{MARK}{_digest()}\n{text}", encoding="utf-8")
    report = helm.lint(CHART, strict=True)
    sys.exit("\n".join(message["error"] for message in report["messages"]) if report["errors"] else 0)


def _part(name: str, text: str) -> str:
    lines = [line.rstrip() for line in text.strip().splitlines() if line.strip()]
    if not lines:
        return ""
    begin = lines[1:] if lines[0] == "---" else lines
    return "\n".join(["---", f"# {name}", *begin]) + "\n"


def _is_fresh(rendered: Path) -> bool:
    return rendered.exists() and rendered.read_text(encoding="utf-8").startswith(f"{MARK}{_digest()}\n")


def _digest() -> str:
    files = sorted(path for path in CHART.rglob("*") if path.is_file())
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


if __name__ == "__main__":
    main()
