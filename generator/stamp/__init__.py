"""Each stamped page fills its shell; the work is spread over the cores by record."""
