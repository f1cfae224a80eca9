"""The vocabulary: term → definition. Feeds the glossary, ``--help`` and hover text."""

from __future__ import annotations

import re

TERMS: dict[str, str] = {
    "organisation": "One member of the network: a hospital, commissioner, university, charity. Also: node, actor.",
    "tie": "A link between two organisations. In a directed layer it runs from a sender to a receiver.",
    "sender": "The organisation a directed tie starts from: the one that refers, asks or reports.",
    "receiver": "The organisation a directed tie points to.",
    "layer": "One kind of tie, for example joint roles or MDT links. Also called relation.",
    "snapshot": "A named interval of time, for example before, during and after a change. Also called wave or period.",
    "strength": "How much a tie carries: people, cases, shared meetings. More is closer.",
    "length": "1 divided by strength: how far apart two tied organisations are.",
    "joint role": "One person with roles in two or more organisations at the same time.",
    "MDT": "Multidisciplinary team: the meeting in which the professions decide on a patient's care together.",
    "degree": "How many organisations one is tied to.",
    "in-degree": "How many organisations send a tie to this one.",
    "out-degree": "How many organisations this one sends a tie to.",
    "betweenness": "How often an organisation lies on the shortest routes between two others.",
    "closeness": "How near an organisation is to all others, counting steps along ties.",
    "harmonic closeness": "Closeness that still works when some organisations cannot be reached: the mean of 1/steps.",
    "eigenvector": "Being tied to organisations that are themselves well tied.",
    "constraint": "How far an organisation's partners are also tied to each other, so that it can hardly play one off"
    " against another.",
    "density": "The share of possible ties that are present.",
    "response rate": "The share of the organisations approached that gave an answer.",
    "completion rate": "Of the pairs that respondents list, the share whose answer is known.",
    "confirmation rate": "Of the pairs in which both sides answered and one reports a tie, the share in which both do.",
    "composite": "The mean of several questions about the same pair, made only where every one is answered.",
    "non-respondent": "An organisation that answered nothing. What it would have said is not observed.",
    "reciprocity": "The share of directed ties that are returned.",
    "transitivity": "The share of two-step routes that are closed by a direct tie: partners of partners are partners.",
    "component": "A set of organisations that can reach each other along ties, direction ignored.",
    "isolate": "An organisation without any tie.",
    "centralisation": "How far a network is arranged around one organisation: 0 all alike, 1 a star.",
    "connectedness": "The share of pairs of organisations that can reach each other, direction ignored.",
    "hierarchy": "The share of reachable pairs in which only one can reach the other.",
    "asymmetry": "How unevenly ties, and so power, are spread between groups of organisations.",
    "contrast": "The groups that are set against each other, for example specialist and local centres.",
    "Cliff's delta": "The chance that a member of one group scores above a member of the other, minus the chance of the"
    " reverse: from -1 to 1, 0 where the groups are alike.",
    "E-I index": "Ties between groups minus ties within groups, divided by all ties: from -1 (all within) to 1.",
    "mixing matrix": "How many ties run from each group to each group.",
    "net flow": "What one group sends to another minus what comes back, divided by both: from -1 to 1.",
    "brokerage": "Standing between two organisations that have no direct tie; the role depends on the three groups.",
    "permutation p": "How often a difference at least as large appears when group labels are dealt out at random.",
    "QAP": "Whether two networks go together: their correlation, against networks whose organisations changed places.",
    "MRQAP": "QAP with other networks and attributes held constant: a regression whose p comes from changing places.",
    "CUG test": "Whether a network is as chance would have it, given how many organisations or ties it has.",
    "vertex bootstrap": "How far a network's density would move with other organisations of the same kind.",
    "ANOVA": "Whether groups differ at all: the share of variation that lies between them, against dealt-out labels.",
    "Jaccard": "Ties present in both of two networks, divided by ties present in either: 1 no change, 0 nothing kept.",
    "two-mode": "Of two kinds of thing: organisations and the meetings they attend.",
    "projection": "Ties between organisations made from what they both took part in.",
    "scores": "Values of metrics for organisations, groups and networks.",
    "findings": "What tests and comparisons say: a value, how sure it is, and how it was had.",
}
"""Term → what it means, in a sentence a manager can read."""


def metric_label(metric: str, labels: dict[str, str] | None = None) -> str:
    """Return the plain label of a metric: from ``labels`` where known, else its id in words.

    Examples
    --------
    >>> metric_label("in_degree"), metric_label("in_degree", {"in_degree": "links received"})
    ('in degree', 'links received')
    """
    return (labels or {}).get(metric, metric.replace("_", " "))


_OF_PEOPLE = (
    ("of an organisation with itself", "of a person with themselves"),
    ("stands for no organisation", "names no person"),
    ("no organisation is named as responsible", "nobody is named as responsible"),
    ("an organisation's", "a person's"),
    ("an organisation", "a person"),
    ("organisations'", "people's"),
    ("organisation's", "person's"),
    ("organisations", "people"),
    ("organisation", "person"),
)
_SAID = {
    old: new
    for before, after in _OF_PEOPLE
    for old, new in ((before, after), (before.capitalize(), after.capitalize()))
}
_ANY = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SAID))})(?!\w)")


def worded(text: str, kind: str) -> str:
    """Return a text about organisations with the word for what the units are: ``kind`` of a roster.

    Examples
    --------
    >>> worded("An organisation of 12 organisations", "people")
    'A person of 12 people'
    >>> worded("12 organisations", "organisations")
    '12 organisations'
    """
    return text if kind != "people" else _ANY.sub(lambda found: _SAID[found[0]], text)


_SAID_WITH_A_VOWEL = "AEFHILMNORSX"
_LIKE_YOU = re.compile(r"(uni(?![nm])|use|usual|usa|eu|ewe|one\b|once\b|ubiq|uti|ur[aeio])")
_SILENT_H = ("heir", "honest", "honour", "hour")
_INITIALS_WITH_VOWELS = 3
"""Capitals of up to so many letters are initials even where they could be said as a word."""


def with_article(words: str) -> str:
    """Return words after ``a`` or ``an``, as they are said: initials letter by letter.

    Examples
    --------
    >>> with_article("NHS"), with_article("specialist"), with_article("acute"), with_article("university")
    ('an NHS', 'a specialist', 'an acute', 'a university')
    >>> with_article("MDT"), with_article("UCLH"), with_article("hour"), with_article("8-bed"), with_article("1-bed")
    ('an MDT', 'a UCLH', 'an hour', 'an 8-bed', 'a 1-bed')
    """
    return f"{'an' if _begins_with_a_vowel(words) else 'a'} {words}"


def _begins_with_a_vowel(words: str) -> bool:
    found = re.match(r"[^\W_]+", words.lstrip("'\"(‘“"))
    if not found:
        return False
    word = found[0]
    if word[0].isdigit():
        number = re.match(r"\d+", word)
        assert number  # noqa: S101
        return word[0] == "8" or (number[0] in ("11", "18"))
    has_vowel = any(letter in "AEIOUY" for letter in word[1:])
    if word.isupper() and (not has_vowel or len(word) <= _INITIALS_WITH_VOWELS):
        return word[0] in _SAID_WITH_A_VOWEL
    plain = word.casefold()
    return plain.startswith(_SILENT_H) or (plain[0] in "aeiou" and not _LIKE_YOU.match(plain))
