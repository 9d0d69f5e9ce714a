"""The forms of this room: short ones, a few fields at a time."""
