"""What the person can do: one module per feature, and the router from what was heard to a reply."""
