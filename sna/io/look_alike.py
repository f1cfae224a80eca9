"""Names that look alike, and in which way: for people to judge, never to merge by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sna.io.name_words import Name, name_in_words, words_of
from sna.io.near_words import deletions, one_letter_differs

_LONGEST_NAME = 200
_MOST_ALIKE = 60
_MOST_LONGER = 12
_STEM = 6
_LONGEST_ENDING = 3
_SHORTEST_WORD = 5
_SHORTEST_NAME = 7
_SHORTEST_SHORT_FORM = 3
_COMMON = words_of("""
agency alliance association authority board brussels bureau care center centre clinic coalition committee
community company confederation consortium corporate council department eu europa europe european federation
firm forum foundation global group gruppe health healthcare holding holdings hospital hospice industries
industry initiative institute international konzern network nhs office organisation partnership practice project
representation secretariat service services society surgery trust union verband worldwide
""")
"""Words that say what kind of organisation it is, rarely which one."""
_TELLING = words_of("""
central east eastern first fourth junior lower men mid new north northeast northeastern northern northwest
northwestern old second senior south southeast southeastern southern southwest southwestern third upper west
western women
""")
"""Words that tell two organisations apart whatever else their names share."""


@dataclass(frozen=True, order=True)
class Alike:
    """Two names that look alike: their places, how sure one may be (1 = all but the same), and in which way."""

    one: int
    other: int
    score: float
    why: str


def look_alikes(names: Sequence[str], *, only_certain: bool = False) -> list[Alike]:
    """Return the pairs of names that look alike, each with the strongest reason.

    Parameters
    ----------
    names
        Names or ids as written; one of more than 200 characters is a sentence, and is like no other.
    only_certain
        Whether names must agree in all but capitals, punctuation, legal form, small words and order.

    Returns
    -------
    list of Alike
        By place; a pair is there once, ``one`` before ``other``.

    Examples
    --------
    >>> found = look_alikes(["Barts Health NHS Trust", "BARTS HEALTH", "North Trust", "South Trust", "Health, Barts"])
    >>> [(a.one, a.other, a.why) for a in found if a.one == 0]
    [(0, 1, 'differs only in legal form: NHS Trust'), (0, 4, 'the same words in another order')]
    """
    named = [name_in_words(name if len(name) <= _LONGEST_NAME else "") for name in names]
    best: dict[tuple[int, int], Alike] = {}
    ways = (_same, _formed, _ordered)
    for way in ways if only_certain else (*ways, _set_apart, _misspelled, _ended, _initials, _longer, _divided):
        for alike in way(named):
            best.setdefault((alike.one, alike.other), alike)
    return [best[pair] for pair in sorted(best)]


def _same(named: Sequence[Name]) -> Iterator[Alike]:
    for one, other in _sharing(named, lambda name: "".join(name.words)):
        yield Alike(one, other, 0.99, "differs only in capitals, accents, punctuation or blanks")


def _formed(named: Sequence[Name]) -> Iterator[Alike]:
    for one, other in _sharing(named, lambda name: "".join(name.unformed)):
        forms = [name.form for name in (named[one], named[other]) if name.form]
        if len(set(forms)) == 1 and len(forms) == 1:
            yield Alike(one, other, 0.95, f"differs only in legal form: {_capitals(forms[0])}")
        else:
            yield Alike(one, other, 0.9, f"differs only in legal form: {', '.join(map(_capitals, forms))}")


def _ordered(named: Sequence[Name]) -> Iterator[Alike]:
    for one, other in _sharing(named, lambda name: "".join(name.core)):
        yield Alike(one, other, 0.9, "differs only in small or shortened words")
    for one, other in _sharing(named, lambda name: tuple(sorted(name.core))):
        yield Alike(one, other, 0.9, "the same words in another order")


def _set_apart(named: Sequence[Name]) -> Iterator[Alike]:
    """Yield names of which one is the short form, or the long one, that the other gives beside its own."""
    whole = defaultdict(list)
    for place, name in enumerate(named):
        whole["".join(sorted(name.core))].append(place)
    for place, name in enumerate(named):
        for part in name.parts:
            for other in whole.get("".join(sorted(part)), ())[:_MOST_ALIKE]:
                if other != place:
                    yield Alike(*_both(place, other), 0.85, f"one of the two names in '{name.written}'")


def _misspelled(named: Sequence[Name]) -> Iterator[Alike]:
    alone: defaultdict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for place, words in _spellings(named):
        for at, word in enumerate(words):
            if len(word) >= _SHORTEST_WORD and not _tells(word):
                alone[(*words[:at], *words[at + 1 :])].append((place, word))
    for rest, group in alone.items():
        for (one, first), (other, second) in _near(group):
            if one != other and one_letter_differs(first, second) and _long_enough(rest, first, second):
                yield Alike(*_both(one, other), 0.8, f"one letter differs: {', '.join(sorted((first, second)))}")


def _near(group: Sequence[tuple[int, str]]) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Yield the pairs of one group whose words may differ in one letter, some of them more than once."""
    if len(group) == 1:
        return
    blocks: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, word in group:
        for key in deletions(word):
            blocks[key].append((place, word))
    for block in blocks.values():
        yield from combinations(block[:_MOST_ALIKE], 2)


def _long_enough(rest: tuple[str, ...], one: str, other: str) -> bool:
    """Whether a letter is little in two names: of one short word only letters that changed places are."""
    return bool(rest) or min(len(one), len(other)) >= _SHORTEST_NAME or sorted(one) == sorted(other)


def _ended(named: Sequence[Name]) -> Iterator[Alike]:
    blocks: defaultdict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for place, words in _spellings(named):
        if len(words) > 1:
            blocks[tuple(word if _tells(word) else word[:_STEM] for word in words)].append((place, words))
    for block in blocks.values():
        for (one, first), (other, second) in combinations(block[:_MOST_ALIKE], 2):
            if one != other and all(_same_stem(*pair) for pair in zip(first, second, strict=True)):
                yield Alike(*_both(one, other), 0.75, "the same words with other endings")


def _same_stem(one: str, other: str) -> bool:
    common = next((at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), None)
    shared = min(len(one), len(other)) if common is None else common
    return max(len(one), len(other)) - shared <= _LONGEST_ENDING


def _spellings(named: Sequence[Name]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the place and the sorted words of every name, and of the long name where it gives a short one too."""
    for place, name in enumerate(named):
        for words in {name.core, *(part for part in name.parts if len(part) > 1)}:
            yield place, tuple(sorted(words))


def _initials(named: Sequence[Name]) -> Iterator[Alike]:
    """Yield a short form and the one name with these initials; where names of several kinds have them, none."""
    spelled = defaultdict(set)
    for place, name in enumerate(named):
        for words in {name.core, name.unformed, name.words}:
            if len(words) >= _SHORTEST_SHORT_FORM:
                spelled["".join(word[0] for word in words)].add(place)
    for place, name in enumerate(named):
        meant = sorted(spelled.get("".join(name.unformed), set()) - {place}) if name.short else []
        if len({named[other].core for other in meant}) == 1:
            for other in meant:
                yield Alike(*_both(place, other), 0.7, f"abbreviation of '{named[other].written}'")


def _longer(named: Sequence[Name]) -> Iterator[Alike]:
    """Yield names of which one has common words more than the other: Barts, Barts Health."""

    def key(name: Name) -> frozenset[str]:
        return frozenset(name.core) - _COMMON

    for one, other in _sharing(named, key, most=_MOST_LONGER):
        first, second = frozenset(named[one].core), frozenset(named[other].core)
        if first < second or second < first:
            more = ", ".join(sorted(first ^ second))
            yield Alike(one, other, 0.6, f"one has these words more: {more}")


def _divided(named: Sequence[Name]) -> Iterator[Alike]:
    """Yield names of which one is a side of the other's comma or dash, and has a word that few names have."""
    has = Counter(word for name in named for word in set(name.core))
    whole = defaultdict(list)
    for place, name in enumerate(named):
        whole[tuple(sorted(name.core))].append(place)
    for place, name in enumerate(named):
        for piece in name.pieces:
            own = [has[word] for word in piece if word not in _COMMON and not _tells(word)]
            if own and min(own) <= _MOST_LONGER:
                for other in whole.get(tuple(sorted(piece)), ())[:_MOST_ALIKE]:
                    if other != place:
                        yield Alike(*_both(place, other), 0.5, f"one part of '{name.written}'")


def _sharing(
    named: Sequence[Name], key: Callable[[Name], Hashable], *, most: int = _MOST_ALIKE
) -> Iterator[tuple[int, int]]:
    """Yield the places of names that share a key, those left out that a number or a word such as north tells apart.

    Of more than ``most`` names with one key none is told from the others by it, and nothing is said.
    """
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, name in enumerate(named):
        if value := key(name):
            blocks[value].append(place)
    for block in blocks.values():
        if len(block) <= most:
            for one, other in combinations(block, 2):
                if _telling(named[one].words) == _telling(named[other].words):
                    yield one, other


def _tells(word: str) -> bool:
    return word in _TELLING or any(map(str.isdigit, word))


def _telling(words: Iterable[str]) -> Counter[str]:
    return Counter(word for word in words if _tells(word))


def _both(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _capitals(form: str) -> str:
    """Return a legal form as it is usually written."""
    usual = {
        "ev": "e.V.",
        "gmbh": "GmbH",
        "inc": "Inc",
        "ltd": "Ltd",
        "corp": "Corp",
        "plc": "plc",
        "sp z oo": "Sp. z o.o.",
    }
    longest = len("aisbl")
    return usual.get(form) or (form.upper() if len(form) <= longest else form.title().replace("Nhs", "NHS"))
