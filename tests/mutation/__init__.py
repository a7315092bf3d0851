"""Damaged publications: thousands of small mistakes, made by a seed, and what check and build say about each."""
