"""Words that differ in one letter, found without comparing every word with every other."""

from __future__ import annotations


def deletions(word: str) -> frozenset[str]:
    """Return a word and what is left of it when one letter is taken out.

    Two words that differ in one letter (another one, one more, two exchanged) have one of these in common.

    Examples
    --------
    >>> sorted(deletions("abc"))
    ['ab', 'abc', 'ac', 'bc']
    """
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


def one_letter_differs(one: str, other: str) -> bool:
    """Whether two words differ in exactly one letter: another one, one more, or two neighbours exchanged.

    Examples
    --------
    >>> one_letter_differs("centre", "center"), one_letter_differs("centre", "centres"), one_letter_differs("a", "a")
    (True, True, False)
    >>> one_letter_differs("iran", "uruk")
    False
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    exchanged = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or exchanged
