"""Many sources in one run: found, worked on side by side, written, remembered and reported."""
