"""What goes wrong on a cluster in a way that its user can mend."""


class EngineError(RuntimeError):
    """A run on a cluster that cannot begin or go on; the message says what to do next."""
