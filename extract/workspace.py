"""The workspace: a folder with a user's own reports, what was read of them, their corrections and their indicators."""
