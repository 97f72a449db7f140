"""Chinese line breaking and pagination: speech + style + metrics → pages of placed runs. Knows no format."""
