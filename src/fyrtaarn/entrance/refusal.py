"""What a command says when it will not do what was asked."""


class Refused(Exception):  # noqa: N818  # it reads as what happened
    """The message is for people; nothing was changed."""
