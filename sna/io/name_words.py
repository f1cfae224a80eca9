"""The name of an organisation → what tells it from others: its words, without legal form, small words and brackets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


LEGAL_FORMS = words_of("""
ab ag aisbl aktiengesellschaft aps as asa asbl bhd bv bvba co company corp corporation doo eeig eg ev ggmbh gmbh ilp
inc incorporated ivzw kft kg kgaa lda limited llc llp ltd ltda mbh nv nvsa oy oyj pjsc plc pty pvt ry sa sae
sarl sas sau scrl se ska sl slu spa spzoo sprl srl sro vof vzw zrt
""")
NHS_FORMS = (
    ("nhs", "foundation", "trust"),
    ("nhs", "trust"),
    ("foundation", "trust"),
    ("nhs", "ft"),
    ("sp", "z", "oo"),
)
"""Forms of several words; they stand at the end of a name, as `LEGAL_FORMS` do."""
SMALL_WORDS = words_of("""
a aan an and at d das de dei del della den der des di die do du e el en et for fur het i il in l la las le les
los of on per pour the to und van voor y
""")
SHORTENED = {
    **dict.fromkeys(("intl", "int", "internat"), "international"),
    **dict.fromkeys(("univ", "uni"), "university"),
    **dict.fromkeys(("assoc", "assn", "ass"), "association"),
    **dict.fromkeys(("fed", "fedn"), "federation"),
    **dict.fromkeys(("hosp", "hospitals"), "hospital"),
    **dict.fromkeys(("natl", "nat"), "national"),
    **dict.fromkeys(("govt", "gov"), "government"),
    **dict.fromkeys(("perm",), "permanent"),
    **dict.fromkeys(("rep", "reps", "representative"), "representation"),
    **dict.fromkeys(("org", "organization", "organisations", "organizations"), "organisation"),
    **dict.fromkeys(("center", "ctr", "centres"), "centre"),
    "permrep": "permanent representation",
    "dept": "department",
    "inst": "institute",
    "min": "ministry",
    "eur": "european",
    "st": "saint",
}
"""Words that are often shortened, or spelled in two ways → the word they stand for."""
_REGISTER = re.compile(
    r"(\b(\w+ )?regist(er|ered|ration)( number| no\b\.?| nr\b\.?| id)?:?\s*)?\b\d{8,}(-\d{1,4})?\b", re.IGNORECASE
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_DOTTED = re.compile(r"\b(?:\w[./] ?){1,}\w?\b\.?")
_APART = re.compile(r"\s+[-–—|/:]\s*|\s*[–—|:]\s+|,\s+")
_SHORT = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][A-Za-z0-9.&-]{1,14}")
_SHORTEST_SHORT_FORM = 3
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"), "")


@dataclass(frozen=True)
class Name:
    """A name in words.

    Attributes
    ----------
    written
        As it stands.
    words
        Every word, folded: no capitals, accents, punctuation.
    unformed
        The words without legal form and register number.
    core
        Those without small words, shortened ones in full.
    form
        The legal form that was left out, as folded words.
    parts
        What may stand for the whole, as core words: a short form that brackets, a dash or its capitals set apart, and
        the rest of the name without it.
    pieces
        Both sides of a single comma or dash, what stands in brackets and what does not, as core words: they may be a
        name and what it does, or a person and an employer.
    short
        Whether the name is one word in capitals, as a short form is.
    """

    written: str
    words: tuple[str, ...]
    unformed: tuple[str, ...]
    core: tuple[str, ...]
    form: str
    parts: tuple[tuple[str, ...], ...]
    pieces: tuple[tuple[str, ...], ...]
    short: bool


def name_in_words(written: str) -> Name:
    """Return a name in words.

    Examples
    --------
    >>> name = name_in_words("The St. Mary's Hospital, Ltd.")
    >>> name.core, name.form
    (('saint', 'marys', 'hospital'), 'ltd')
    >>> name_in_words("European Consumer Organisation (BEUC)").parts
    (('beuc',), ('european', 'consumer', 'organisation'))
    """
    bare = _REGISTER.sub(" ", written).strip(" -–—|,")
    words = folded_words(bare)
    unformed, form = without_form(words)
    parts, pieces = (tuple(dict.fromkeys(map(_core, found))) for found in (_set_apart(bare), _divided(bare)))
    short = _SHORT.fullmatch(bare) is not None
    return Name(
        written,
        words,
        unformed,
        core_words(unformed),
        form,
        tuple(filter(None, parts)),
        tuple(filter(None, pieces)),
        short,
    )


def _core(text: str) -> tuple[str, ...]:
    return core_words(without_form(folded_words(text))[0])


def _divided(text: str) -> list[str]:
    """Return both sides of a single comma or dash, or what stands in brackets and what does not."""
    outside = _BRACKETS.sub(" ", text)
    pieces = _APART.split(outside)
    if len(pieces) == len(("one", "other")):
        return pieces
    inside = [one or other for one, other in _BRACKETS.findall(text)]
    return [outside, *inside] if inside and len(pieces) == 1 else []


def _set_apart(text: str) -> list[str]:
    """Return a short form in brackets, before or after a dash or comma, and the rest of the name."""
    found = _BRACKETS.search(text)
    if found is not None and _SHORT.fullmatch((found[1] or found[2] or "").strip()):
        return [found[1] or found[2], _BRACKETS.sub(" ", text)]
    pieces = _APART.split(_BRACKETS.sub(" ", text))
    if len(pieces) > 1:
        # Of three or more pieces: a list of organisations.
        two = len(pieces) == len(("short form", "name"))
        return pieces if two and any(_SHORT.fullmatch(piece.strip()) for piece in pieces) else []
    words = text.split()
    for short, rest in ((words[-1:], words[:-1]), (words[:1], words[1:])):
        capitals = short and len(short[0]) >= _SHORTEST_SHORT_FORM and short[0].isupper() and short[0].isalpha()
        if capitals and len(rest) >= _SHORTEST_SHORT_FORM and not any(word.isupper() for word in rest):
            return [short[0], " ".join(rest)]
    return []


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without capitals, accents and punctuation; dotted letters are one word.

    Examples
    --------
    >>> folded_words("Bürgerhaus e.V. & Söhne")
    ('burgerhaus', 'ev', 'and', 'sohne')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    plain = plain.translate(_APOSTROPHES).replace("&", " and ").replace("+", " and ")
    plain = _DOTTED.sub(lambda found: " " + re.sub(r"[./ ]", "", found[0]) + " ", plain)
    return tuple(re.findall(r"[^\W_]+", plain))


def without_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the words of a name before its legal form, and the form; a name that is nothing else stays.

    Examples
    --------
    >>> without_form(("barts", "health", "nhs", "trust"))
    (('barts', 'health'), 'nhs trust')
    """
    left = words
    while len(left) > 1:
        several = next((form for form in NHS_FORMS if left[-len(form) :] == form and len(left) > len(form)), None)
        if several is None and left[-1] not in LEGAL_FORMS:
            break
        left = left[: -len(several or "1")]
    return left, " ".join(words[len(left) :])


def core_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without small ones, shortened ones in full; all of them where only small ones are left."""
    full = [whole for word in words for whole in SHORTENED.get(word, word).split()]
    return tuple(word for word in full if word not in SMALL_WORDS) or words
