"""Captures and files that mean harm, and what looks whether they did any."""
