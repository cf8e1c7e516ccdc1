"""Which pages exist, and exactly what each one shows: Library -> pages."""
