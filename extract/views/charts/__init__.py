"""From the figures of a comparison to what is drawn: compared, put into words, and drawn on the screen."""
