"""Files -> values with positions. The guard against hostile input lives here and only here."""
