"""Guards the first section: every gap with how it stands under other choices, no change without its test."""

import re

import pytest

import sna
from sna.change import compare
from sna.contrast import asymmetry, headline
from sna.draw.wording import p_value
from sna.metrics import measure
from sna.model import Findings
from sna.report import compose
from sna.report.blocks import Heading, Items, Prose
from sna.report.held_prose import KINDS, held_sentence
from sna.report.in_short import layer_notes, untold_sentences
from sna.robustness import Sensitivity, sensitivity
from sna.robustness.choices import FAMILIES

CLAIMS = re.compile(
    r"\b(up|down) from\b|\bnow (receives?|accounts?|part|tied)\b|\bchanged by [^,]*, which was not tested"
)


def in_short(document) -> str:
    """Return what the section says, its list of lenses aside."""
    said = []
    for block in document.blocks[1:]:
        if isinstance(block, Heading):
            break
        said += [block.text] if isinstance(block, Prose) else list(block.sentences) if isinstance(block, Items) else []
    return "\n".join(said[: next((at for at, one in enumerate(said) if one.startswith("What the facts say")), None)])


@pytest.fixture(scope="module")
def surgery():
    return compose(sna.load("centralised-surgery"), permutations=999)


@pytest.fixture(scope="module")
def survey():
    study = sna.load("partner-survey").narrowed(layers=["influence", "requests"])
    gaps, robust = asymmetry(study), sensitivity(study, draws=0)
    return {found.layer: found for found in headline(gaps, study)}, robust, (study, gaps)


def counts(robust: Sensitivity, found) -> tuple[int, int, int, int]:
    """Count choices, those of the gap's sign, those clear with that sign, and those turned, from p and values alone."""
    table = robust.table
    mine = table[(table["layer"] == found.layer) & (table["changes"] == "yes")]
    sign = 1 if found.difference > 0 else -1
    least = mine["value"].where(mine["lowest"].isna(), mine["lowest" if sign > 0 else "highest"]) * sign
    clear = (mine["value"] * sign > 0) & (mine["p"] <= 0.05)
    return len(mine), int((least > 0).sum()), int(clear.sum()), int((least < 0).sum())


def test_a_clear_gap_says_how_many_choices_keep_its_sign_and_keep_it_clear_and_names_what_turns_it() -> None:
    study = sna.load("partner-survey").narrowed(layers=["influence"])
    robust = sensitivity(study, metric="in_strength", draws=0)
    [found] = headline(asymmetry(study, metrics="in_strength"), study)
    total, sign, clear, turned = counts(robust, found)
    said = held_sentence(robust, found)
    assert turned == 2
    kinds = "the strength of ties and missing answers"
    assert said == (
        f"It keeps its sign under {sign} of {total} other reasonable choices (turned by {kinds}) and stays clear under "
        f"{clear}."
    )


def test_an_unclear_gap_is_made_a_finding_by_no_choice(survey) -> None:
    found, robust, _ = survey
    total, sign, _, _ = counts(robust, found["requests"])
    said = held_sentence(robust, found["requests"])
    assert said == f"It keeps its sign under {sign} of {total} other reasonable choices and is clear under none."


def test_a_choice_that_makes_an_unclear_gap_clear_is_said_to_be_no_finding(surgery) -> None:
    assert "and is clear under 2, which is no finding." in in_short(surgery)


def test_the_page_and_the_terminal_say_it_next_to_the_gap(surgery) -> None:
    table = surgery.tables["sensitivity"]
    for layer, name in (("mdt", "MDT"), ("joint_roles", "Joint roles"), ("meetings", "Meetings")):
        counted = ((table["layer"] == layer) & (table["changes"] == "yes")).sum()
        gap = rf"^{name}, after: [^\n]* a difference of [^;\n]*(?:; [^;\n]*)?"
        held = rf"It keeps its sign under (all|\d+ of) {counted} other reasonable choices"
        told = re.compile(rf"{gap}\. {held}", re.MULTILINE)
        assert told.search(in_short(surgery))
        assert any(told.search(sentence) for sentence in surgery.headlines)


def test_a_gap_rerun_on_another_pair_of_groups_gets_no_count(survey) -> None:
    found, robust, _ = survey
    other = Sensitivity(robust.table.assign(group="council"), robust.stability, robust.metrics, robust.too_few)
    assert held_sentence(other, found["influence"]) == ""


def test_every_family_of_choices_has_plain_words() -> None:
    assert set(KINDS) == set(FAMILIES)


def test_nothing_is_said_to_have_gone_up_or_down_without_a_test(surgery) -> None:
    said = "\n".join((in_short(surgery), *surgery.headlines))
    assert "MDT: Quillbridge receives 46% of all cases (after)." in said
    assert not CLAIMS.search(said)


def test_the_reason_why_a_change_is_not_tested_stands_once(surgery) -> None:
    said = in_short(surgery)
    assert said.count("Not tested, so no change from during to after is claimed: ") == 1
    for reason in ("people with several roles", "who attended what"):
        assert said.count(f"(ties made from {reason} do not come and go one by one)") == 1


def test_a_tested_change_in_density_is_said_with_its_corrected_p(survey) -> None:
    study, _ = survey[2]
    changes = compare(study)
    rows = changes.table[(changes.table["layer"] == "requests") & (changes.table["metric"] == "density")]
    row = rows[(rows["quantity"] == "change") & (rows["group"] == "")].iloc[0]
    told = (
        f"The data cannot tell the change in density from turnover of ties ({p_value(row['p_adjusted'])}, corrected)."
    )
    scores = measure(study)
    notes = layer_notes(scores, changes, study)
    assert row["p_adjusted"] > 0.05
    assert notes[1].endswith(told)
    assert "turnover" not in notes[0]
    clear = changes.table.assign(p_adjusted=changes.table["p_adjusted"].where(changes.table.index != row.name, 0.01))
    sure = layer_notes(scores, Findings(clear, changes.metrics), study)
    assert sure[1].endswith("Density rose by more than turnover of ties explains (p = 0.010, corrected).")


def test_layers_with_one_reason_share_a_sentence(survey) -> None:
    study, gaps = survey[2]
    whole = sna.load("partner-survey").narrowed(layers=["influence", "trust"])
    said = untold_sentences(asymmetry(whole), compare(whole), whole)
    [told] = said
    assert told == (
        "Not tested, so no change from first to second is claimed: density in Trust and density in Influence (not the "
        "same pairs were observed in both); the difference in Trust and the difference in Influence (no test is known "
        "to hold for the change of this metric)."
    )
    one = study.narrowed(layers=["requests"])
    assert untold_sentences(gaps, compare(one), one) == []
