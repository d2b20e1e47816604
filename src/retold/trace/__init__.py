"""Families of copies to stemmas: direction, evidence, lost originals."""

from retold.trace.trace import trace_families as trace_families
