"""Fonts: discovery, coverage, fallback, metrics and subsets for embedding."""

from yinfa.fonts.catalogue import BundledFont, bundled
from yinfa.fonts.fontset import Coverage, FontSet, coverage

__all__ = ["BundledFont", "Coverage", "FontSet", "bundled", "coverage"]
