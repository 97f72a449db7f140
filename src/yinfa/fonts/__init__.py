"""Fonts: discovery, coverage, fallback, metrics."""
