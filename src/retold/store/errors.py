"""The one error of the store, apart from the database so that naming it costs nothing."""


class StoreError(Exception):
    """A store that cannot be used; the message is one line and says what to do."""
