"""Feeds in Atom, RSS and JSON Feed: the platform's content for whoever takes it without asking (decision 0030)."""
