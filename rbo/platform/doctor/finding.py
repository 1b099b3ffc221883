"""One thing that was looked at."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """A part, how it is, what that means and what mends it; looked at *age_s* seconds ago."""

    part: str
    state: str  # ok, weak (works, less well) or missing
    says: str
    mend: str = ""
    age_s: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether RBO is not whole without it."""
        return self.state == "missing"

    def line(self) -> str:
        """For a person."""
        mend = f" Fix: {self.mend}" if self.mend else ""
        return f"{self.state:8} {self.part}: {self.says}{mend}"

    def as_dict(self) -> dict[str, str | int]:
        """For a program."""
        return asdict(self)


def ok(part: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(part, "ok", says)


def weak(part: str, says: str, mend: str) -> Finding:
    """Works, but less well than it could."""
    return Finding(part, "weak", says, mend)


def missing(part: str, says: str, mend: str) -> Finding:
    """Does not work."""
    return Finding(part, "missing", says, mend)
