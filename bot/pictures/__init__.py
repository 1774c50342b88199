"""Pictures of the coach: moving figures, stills and charts."""
