"""Records -> HTML, per language: slot values for the shells. Escaping is always on; nothing unknown is silent."""
