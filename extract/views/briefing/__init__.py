"""A brief put into words: from what was asked to the parts that a page shows and a file lays out."""
