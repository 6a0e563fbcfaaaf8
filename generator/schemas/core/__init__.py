"""What schemas are made of: field types, shared parts, the collection itself, validation, loading."""
