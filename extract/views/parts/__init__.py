"""What pages are built of: the sidebar's choices, panels, cards of evidence, menus."""
