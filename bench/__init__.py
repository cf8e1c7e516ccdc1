"""Benchmarks: a seeded corpus of any size, and what builds of it cost."""
