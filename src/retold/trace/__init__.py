"""Families of copies to stemmas: direction, evidence, lost originals."""
