"""What a reader sees, from the bottom up: words, charts, files to take away, the parts of pages, reviewing, and the pages."""
