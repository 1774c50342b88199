"""Decisions about health: pure functions of plain values, standard library only."""
