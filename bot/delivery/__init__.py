"""How updates arrive and messages leave."""
