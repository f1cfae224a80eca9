"""Permutation tests and intervals on arrays: nothing here knows what an organisation is."""

from sna.infer.anova import AnovaTest, anova_tests
from sna.infer.churn_model import change_noise, draw_changes
from sna.infer.cug import GIVEN, CugTest, Given, chance_ties, cug_tests
from sna.infer.dealing import EXACT_SPLITS, MOST_SPLITS, Deal, count_splits, deal_labels
from sna.infer.dealt_ties import TieSums, dealt_tests
from sna.infer.e_i import e_i_index, e_i_test
from sna.infer.labels import LabelTest, mean_difference_tests
from sna.infer.model_bootstrap import noise_interval, tie_noise
from sna.infer.mrqap import Coefficient, Design, Regression, mrqap_test
from sna.infer.qap import QapTest, qap_test
from sna.infer.ranks import cliffs_delta, midranks
from sna.infer.reference_sets import EXACT_PAIRS, Swaps, density_swaps, dyad_swaps
from sna.infer.relabelling import EXACT_PLACES, Relabelling, relabel
from sna.infer.streams import Stream
from sna.infer.swap import Concentration, Pairs, SwapTest, concentration_test, swap_tests
from sna.infer.tie_model import TieModel, draw_ties, fit_tie_model
from sna.infer.vertex_bootstrap import Bootstrapped, bootstrap_vertices
from sna.infer.welch import welch_label_test

__all__ = [
    "EXACT_PAIRS",
    "EXACT_PLACES",
    "EXACT_SPLITS",
    "GIVEN",
    "MOST_SPLITS",
    "AnovaTest",
    "Bootstrapped",
    "Coefficient",
    "Concentration",
    "CugTest",
    "Deal",
    "Design",
    "Given",
    "LabelTest",
    "Pairs",
    "QapTest",
    "Regression",
    "Relabelling",
    "Stream",
    "SwapTest",
    "Swaps",
    "TieModel",
    "TieSums",
    "anova_tests",
    "bootstrap_vertices",
    "chance_ties",
    "change_noise",
    "cliffs_delta",
    "concentration_test",
    "count_splits",
    "cug_tests",
    "deal_labels",
    "dealt_tests",
    "density_swaps",
    "draw_changes",
    "draw_ties",
    "dyad_swaps",
    "e_i_index",
    "e_i_test",
    "fit_tie_model",
    "mean_difference_tests",
    "midranks",
    "mrqap_test",
    "noise_interval",
    "qap_test",
    "relabel",
    "swap_tests",
    "tie_noise",
    "welch_label_test",
]
