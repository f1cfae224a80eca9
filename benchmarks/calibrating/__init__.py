"""What `make calibration` simulates, one file an idea."""
