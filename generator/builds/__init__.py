"""The two ways of a build: everything, or what a change concerns. Both give the same bytes."""
