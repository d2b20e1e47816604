"""What several suites share: the packaged example, run once into a store."""

from pathlib import Path

import pytest
from hypothesis import settings

from retold.example import example_folder

# A shared machine is slow at times, and a suite that lands must not depend on luck.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the example."""
    from retold.pipeline.run import run_pages
    from retold.store.database import open_store

    path = tmp_path_factory.mktemp("example") / "example.sqlite"
    store = open_store(path, create=True)
    run_pages([str(example_folder())], store, workers=1)
    store.close()
    return path
