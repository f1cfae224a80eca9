"""Brokerage by role beside chance: R sna."""

from __future__ import annotations

from metric_references import groups_from
from oracle_checks import part_of, stored

CODES = {"coordinator": "w_I", "consultant": "w_O", "representative": "b_IO", "gatekeeper": "b_OI", "liaison": "b_O"}
GROUPS = {
    "knoke_information": groups_from("knoke_nodes", "sector"),
    "krackhardt_advice": groups_from("krackhardt_nodes", "dept"),
}
KEYS = {
    "brokerage_expected": "gould_fernandez_brokerage_expected",
    "brokerage_z": "gould_fernandez_brokerage_z",
}

CHECKS = [
    stored(f"{metric}.{role}", name, f"{name}.sna", key, take=part_of(code), groups=GROUPS[name])
    for metric, key in KEYS.items()
    for name in GROUPS
    for role, code in CODES.items()
]
