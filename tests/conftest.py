"""What several suites share: the packaged example, run once into a store."""

from pathlib import Path

import pytest

from retold.example import example_folder


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
