"""What a command says when it will not do what was asked."""


class Refused(Exception):
    """The message is for people; nothing was changed."""
