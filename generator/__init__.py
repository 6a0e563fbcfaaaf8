"""Static site generator of a knowledge platform for cleaner production centres."""

__version__ = "0.1.0"
