"""Permutation tests and intervals on arrays: nothing here knows what an organisation is."""

from sna.infer.dealing import EXACT_SPLITS, MOST_SPLITS, Deal, count_splits, deal_labels
from sna.infer.e_i import e_i_index, e_i_test
from sna.infer.labels import LabelTest, mean_difference_tests
from sna.infer.model_bootstrap import noise_interval, tie_noise
from sna.infer.ranks import cliffs_delta, midranks
from sna.infer.streams import Stream
from sna.infer.tie_model import TieModel, draw_ties, fit_tie_model

__all__ = [
    "EXACT_SPLITS",
    "MOST_SPLITS",
    "Deal",
    "LabelTest",
    "Stream",
    "TieModel",
    "cliffs_delta",
    "count_splits",
    "deal_labels",
    "draw_ties",
    "e_i_index",
    "e_i_test",
    "fit_tie_model",
    "mean_difference_tests",
    "midranks",
    "noise_interval",
    "tie_noise",
]
