"""Networks set against other networks, against attributes and against chance: which ties go with which."""

from sna.relate.bootstrapping import vertex_bootstrap
from sna.relate.chance import cug
from sna.relate.correlating import qap
from sna.relate.exponential import ergm
from sna.relate.regressing import mrqap
from sna.relate.terms import Term, parse_formula, parse_term

__all__ = ["Term", "cug", "ergm", "mrqap", "parse_formula", "parse_term", "qap", "vertex_bootstrap"]
