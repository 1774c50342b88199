"""What must not be lost: updates that came in, and what the coach says on its own account."""
