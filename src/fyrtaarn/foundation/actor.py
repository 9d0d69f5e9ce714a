"""Who acts. ``organisation`` extends this with what they may do."""

from typing import Protocol


class Actor(Protocol):
    """A person at a screen, or a named system actor such as the import command."""

    @property
    def account_id(self) -> int | None: ...

    @property
    def name(self) -> str: ...

    @property
    def source(self) -> str: ...
