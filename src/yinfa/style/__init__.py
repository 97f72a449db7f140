"""Style sheets: their declaration, loading and validation."""
