"""`sna`: from tables of facts to dated networks, measures with their uncertainty, figures and a report."""

__version__ = "0.1.0"
