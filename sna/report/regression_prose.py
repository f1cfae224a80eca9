"""Sentences on regressions of networks: by how much ties go with each predictor, on a scale that can be pictured."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from sna.draw.spelling import capitalised
from sna.draw.wording import among, number, signed
from sna.report.prose import caution
from sna.report.words_of_tests import PAIRS, how_many, is_clear, term_words, why

Row = Any
LINEAR, LOGIT = "mrqap_coefficient", "mrqap_logit_coefficient"
FITS = ("mrqap_r_squared", "mrqap_logit_log_likelihood")
OF_YES_AND_NO = ("same(", "sender(", "receiver(")


def regression_sentences(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a sentence for each regression: what is clear, and what is not."""
    fits: dict[tuple[str, str], list[Row]] = {}
    pairs: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.quantity in (LINEAR, LOGIT):
            fits.setdefault((row.layer, row.snapshot), []).append(row)
        elif row.quantity in FITS and (found := PAIRS.search(row.note)):
            pairs[row.layer, row.snapshot] = int(found[1])
    for key, terms in fits.items():
        yield _sentence(terms, pairs.get(key, 0))


def _sentence(terms: list[Row], pairs: int) -> str:
    first = terms[0]
    of = "" if first.snapshot == "all" else f", {first.snapshot}"
    where = f"{capitalised(term_words(first.layer))}{of} ({how_many(first, pairs)})"
    doubts = _doubts(terms)
    if all(math.isnan(row.value) for row in terms):
        reasons = list(dict.fromkeys(why(row) for row in terms))
        return f"{where}: the data cannot tell, as nothing can be estimated: {among(reasons)}.{doubts}"
    clear = [f"{_by_how_much(row)} ({why(row)})" for row in terms if is_clear(row)]
    unclear = [f"{term_words(row.other)} ({_size(row)}; {why(row)})" for row in terms if not is_clear(row)]
    told = among(clear) if clear else ""
    untold = f"the data cannot tell about {among(unclear)}" if unclear else ""
    held = " Each with the others held constant." if len(terms) > 1 else ""
    return f"{where}: {'; '.join(part for part in (told, untold) if part)}.{held}{doubts}"


def _doubts(terms: list[Row]) -> str:
    """Return what weakens a small p, and of every term what its ties mean, each once."""
    said = [f"{row.note};" if is_clear(row) else caution(row.note, clear=False) for row in terms]
    return caution("".join(f"{part.removeprefix(' Caution: ').rstrip('.')};" for part in said))


def _is_yes_or_no(term: str) -> bool:
    """Whether a predictor is 1 or 0: a layer, or that something is the same or of a value."""
    return "(" not in term or term.startswith("same(") or (term.startswith(OF_YES_AND_NO) and "=" in term)


def _per(row: Row) -> str:
    """Return what a coefficient is set against: its presence, or one more of it."""
    words = term_words(row.other)
    if not _is_yes_or_no(row.other):
        return f"for each unit more of {words}"
    if row.other.startswith("same("):
        return f"between organisations of the {words}"
    return f"where {words}" if "(" in row.other else f"where there is a tie of {words}"


def _size(row: Row) -> str:
    """Return a coefficient on its scale."""
    if row.quantity == LOGIT:
        return f"odds of a tie × {number(math.exp(min(row.value, 700.0)), figures=2)}"
    if "(" in row.layer:
        return f"{signed(row.value)} in {term_words(row.layer)}"
    return f"{signed(100 * row.value)} percentage points of pairs tied"


def _by_how_much(row: Row) -> str:
    if row.quantity == LOGIT:
        return f"the odds of a tie are {number(math.exp(min(row.value, 700.0)), figures=2)} times as high {_per(row)}"
    if "(" in row.layer:
        return f"{signed(row.value)} in {term_words(row.layer)} {_per(row)}"
    way = "more" if row.value > 0 else "less"
    return f"ties are {number(abs(100 * row.value), figures=2)} percentage points {way} frequent {_per(row)}"
