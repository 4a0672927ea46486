"""What people do with what was read: look, correct, date, audit, teach; each a part of the page Review."""
