"""Does it hold: the gap between groups under other reasonable choices, and ranks when something is lost."""

from sna.robustness.choices import FAMILIES
from sna.robustness.outcomes import VERDICTS
from sna.robustness.reasonable import ENOUGH
from sna.robustness.result import CHOICE_COLUMNS, REPORTED, Sensitivity
from sna.robustness.running import sensitivity

__all__ = ["CHOICE_COLUMNS", "ENOUGH", "FAMILIES", "REPORTED", "VERDICTS", "Sensitivity", "sensitivity"]
