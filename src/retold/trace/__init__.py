"""Families of copies to stemmas: direction, evidence, lost originals."""

from retold.trace.families import find_families as find_families
from retold.trace.trace import trace_families as trace_families
from retold.trace.trace import trace_family as trace_family
