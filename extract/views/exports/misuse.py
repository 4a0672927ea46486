"""What a command that writes files says of a wrong word on its line."""


class MisuseError(ValueError):
    """What was asked for does not exist; the message says what there is."""
