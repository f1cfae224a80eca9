"""Network files of other programs ↔ one neutral form: read whole, or refused by name and line."""
