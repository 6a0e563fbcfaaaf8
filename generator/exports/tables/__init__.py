"""Open data as tables: CSV with a row per record, item or figure, and what describes, lists and packs them."""
