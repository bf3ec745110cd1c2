"""Errors of other people's code, in words."""


def error_words(error: BaseException) -> str:
    """Return the kind of an error and what it says, if it manages to say anything."""
    try:
        said = str(error)
    except Exception:  # noqa: BLE001 - an error of theirs may even fail to say what it is
        said = ""
    return type(error).__name__ + (f": {said}" if said else "")
