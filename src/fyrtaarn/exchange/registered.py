"""What this room tells the house."""


def register() -> None:
    """Load the handlers of jobs; called once when Django is ready."""
    from fyrtaarn.exchange import checking  # noqa: F401
