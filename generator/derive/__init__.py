"""Computed values. Nothing derived is ever typed by hand, and nothing here changes a record."""
