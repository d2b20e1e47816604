"""The API under /api/v1: everything that a page shows, as data."""

from retold.show.api.routes import make_router as make_router
