"""The bench: how many damaged speeches come out as they were written, and how fast."""
