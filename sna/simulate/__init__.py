"""Invented studies that look like real ones, made from a seed."""

from sna.simulate.bundled import BUNDLED, bundled_study, write_bundled

__all__ = ["BUNDLED", "bundled_study", "write_bundled"]
