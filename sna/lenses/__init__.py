"""The facts of a study seen one way at a time: by profession, by tier, by series of meetings, by who leads."""

from sna.lenses.catalogue import LENSES
from sna.lenses.lens import Lens, Looking
from sna.lenses.seeing import allowed, of_power, see

__all__ = ["LENSES", "Lens", "Looking", "allowed", "of_power", "see"]
