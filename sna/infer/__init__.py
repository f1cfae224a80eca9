"""Permutation tests and intervals on arrays: nothing here knows what an organisation is."""

from sna.infer.agreement import Agreement, cohen_kappa, krippendorff_alpha, resampled
from sna.infer.anova import AnovaTest, anova_tests
from sna.infer.churn_model import change_noise, draw_changes
from sna.infer.clustered import Proportion, clustered_proportion, counted_proportion
from sna.infer.cug import GIVEN, CugTest, Given, chance_ties, cug_tests
from sna.infer.dealing import EXACT_SPLITS, MOST_SPLITS, Deal, count_splits, deal_labels
from sna.infer.dealt_ties import TieSums, dealt_tests
from sna.infer.design import Design
from sna.infer.four_cells import FourCells, fisher_test, holm, hypergeometric, stratified_test
from sna.infer.group_sums import ratios, sums_by_group
from sna.infer.labels import LabelTest, mean_difference_tests
from sna.infer.logit import LogitRegression, Odds, logit_fault, logit_test
from sna.infer.medians import median_difference_test
from sna.infer.model_bootstrap import noise_interval, tie_noise
from sna.infer.mrqap import Coefficient, Regression, mrqap_test
from sna.infer.partition import PartitionTest, one_hot, partition_tests
from sna.infer.proportions import difference_interval, wilson_interval
from sna.infer.qap import QapTest, qap_test
from sna.infer.rank_correlation import FEWEST, rank_correlation_tests
from sna.infer.ranks import cliffs_delta, midranks
from sna.infer.reference_sets import EXACT_PAIRS, Swaps, density_swaps, dyad_swaps
from sna.infer.relabelling import EXACT_PLACES, Relabelling, relabel
from sna.infer.route_counts import ROLES, OpenRoutes, chance_roles, roles_by_group
from sna.infer.routes_through import ShortestRoutes, pairs_in_reach
from sna.infer.sampling_error import error_in, how_sampled, is_sampled, monte_carlo_error, sampled
from sna.infer.step_down import StepDown
from sna.infer.streams import Stream
from sna.infer.swap import Concentration, Pairs, SwapTest, concentration_test, swap_tests
from sna.infer.telling import listening, tell
from sna.infer.tie_model import TieModel, draw_ties, fit_tie_model
from sna.infer.two_way import association_test, cramers_v, two_way_table
from sna.infer.uneven_spread import p_if_wider, spread_caution
from sna.infer.vertex_bootstrap import Bootstrapped, bootstrap_vertices
from sna.infer.welch import welch_label_test
from sna.infer.within import WithinStrata, relabel_within

__all__ = [
    "EXACT_PAIRS",
    "EXACT_PLACES",
    "EXACT_SPLITS",
    "FEWEST",
    "GIVEN",
    "MOST_SPLITS",
    "ROLES",
    "Agreement",
    "AnovaTest",
    "Bootstrapped",
    "Coefficient",
    "Concentration",
    "CugTest",
    "Deal",
    "Design",
    "FourCells",
    "Given",
    "LabelTest",
    "LogitRegression",
    "Odds",
    "OpenRoutes",
    "Pairs",
    "PartitionTest",
    "Proportion",
    "QapTest",
    "Regression",
    "Relabelling",
    "ShortestRoutes",
    "StepDown",
    "Stream",
    "SwapTest",
    "Swaps",
    "TieModel",
    "TieSums",
    "WithinStrata",
    "anova_tests",
    "association_test",
    "bootstrap_vertices",
    "chance_roles",
    "chance_ties",
    "change_noise",
    "cliffs_delta",
    "clustered_proportion",
    "cohen_kappa",
    "concentration_test",
    "count_splits",
    "counted_proportion",
    "cramers_v",
    "cug_tests",
    "deal_labels",
    "dealt_tests",
    "density_swaps",
    "difference_interval",
    "draw_changes",
    "draw_ties",
    "dyad_swaps",
    "error_in",
    "fisher_test",
    "fit_tie_model",
    "holm",
    "how_sampled",
    "hypergeometric",
    "is_sampled",
    "krippendorff_alpha",
    "listening",
    "logit_fault",
    "logit_test",
    "mean_difference_tests",
    "median_difference_test",
    "midranks",
    "monte_carlo_error",
    "mrqap_test",
    "noise_interval",
    "one_hot",
    "p_if_wider",
    "pairs_in_reach",
    "partition_tests",
    "qap_test",
    "rank_correlation_tests",
    "ratios",
    "relabel",
    "relabel_within",
    "resampled",
    "roles_by_group",
    "sampled",
    "spread_caution",
    "stratified_test",
    "sums_by_group",
    "swap_tests",
    "tell",
    "tie_noise",
    "two_way_table",
    "welch_label_test",
    "wilson_interval",
]
