"""Letters of a column ↔ its number."""

from __future__ import annotations


def letters_of(column: int) -> str:
    """Return the letters of a column.

    Examples
    --------
    >>> letters_of(1), letters_of(27), letters_of(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """Return the number of a column.

    Examples
    --------
    >>> number_of("A"), number_of("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
