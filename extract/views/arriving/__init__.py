"""What the page Import is made of: reports handed over, looked at in one table, mended there and kept."""
