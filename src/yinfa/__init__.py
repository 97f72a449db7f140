"""Yinfa (印发): raw Chinese speeches in, official-document-styled DOCX and PDF out."""

__version__ = "0.1.0"
