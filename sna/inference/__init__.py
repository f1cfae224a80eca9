"""Network inference by name for notebooks: QAP, MRQAP, CUG, vertex bootstrap and permutation ANOVA, as plain tables."""

from sna.inference.bootstrapping import vertex_bootstrap
from sna.inference.chance import cug
from sna.inference.exponential import ergm
from sna.inference.relabelling import mrqap, qap
from sna.inference.variance import anova

__all__ = ["anova", "cug", "ergm", "mrqap", "qap", "vertex_bootstrap"]
