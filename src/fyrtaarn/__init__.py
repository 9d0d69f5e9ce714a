"""Fyrtårn: from managing operations to managing strategic processes."""

__version__ = "0.1.0"
