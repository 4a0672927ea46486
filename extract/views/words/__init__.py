"""Rows, reasons and figures in a reader's words, Chinese or English."""
