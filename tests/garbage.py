"""What is loaded once stays to the end, so the collector never walks through it."""

import gc


def pytest_configure() -> None:
    """Collect nothing while modules are loaded: every one of them stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave what is there by now alone, and look after what tests leave behind."""
    gc.freeze()
    gc.enable()
