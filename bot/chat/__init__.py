"""What the person sees and says: screens, typed buttons, and one module per feature."""
