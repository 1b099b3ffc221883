"""What every test may ask for."""

pytest_plugins = (
    "tests.garbage",
    "tests.servers",
    "tests.pooler",
    "tests.databases",
    "tests.books",
    "tests.skips",
)
