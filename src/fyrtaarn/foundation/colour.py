"""Contrast of a municipality's colour (WCAG 2.2, success criterion 1.4.3)."""


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def channels(colour: str) -> tuple[int, int, int]:
    """``#0059b3`` as three numbers of 0-255; raises ``ValueError`` for anything else."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(colour)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast_with_white(colour: str) -> float:
    """The contrast ratio, 1 to 21; 1 for what is not a colour."""
    try:
        red, green, blue = channels(colour)
    except ValueError:
        return 1.0
    luminance = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
    return 1.05 / (luminance + 0.05)


def darker(colour: str, share: float) -> str:
    """The colour with a share (0-1) of each channel taken away."""
    return "#" + "".join(f"{round(c * (1 - share)):02x}" for c in channels(colour))
