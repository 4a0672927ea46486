"""Files into text: one module a format, each ``read(content, where) -> Document``."""
