"""Permutation tests and intervals on arrays: nothing here knows what an organisation is."""

from sna.infer.churn_model import change_noise
from sna.infer.dealing import EXACT_SPLITS, MOST_SPLITS, Deal, count_splits, deal_labels
from sna.infer.e_i import e_i_index, e_i_test
from sna.infer.labels import LabelTest, mean_difference_tests
from sna.infer.model_bootstrap import noise_interval, tie_noise
from sna.infer.ranks import cliffs_delta, midranks
from sna.infer.reference_sets import EXACT_PAIRS, Swaps, density_swaps, dyad_swaps
from sna.infer.streams import Stream
from sna.infer.swap import Concentration, Pairs, SwapTest, concentration_test, swap_tests
from sna.infer.tie_model import TieModel, draw_ties, fit_tie_model
from sna.infer.welch import welch_label_test

__all__ = [
    "EXACT_PAIRS",
    "EXACT_SPLITS",
    "MOST_SPLITS",
    "Concentration",
    "Deal",
    "LabelTest",
    "Pairs",
    "Stream",
    "SwapTest",
    "Swaps",
    "TieModel",
    "change_noise",
    "cliffs_delta",
    "concentration_test",
    "count_splits",
    "deal_labels",
    "density_swaps",
    "draw_ties",
    "dyad_swaps",
    "e_i_index",
    "e_i_test",
    "fit_tie_model",
    "mean_difference_tests",
    "midranks",
    "noise_interval",
    "swap_tests",
    "tie_noise",
    "welch_label_test",
]
