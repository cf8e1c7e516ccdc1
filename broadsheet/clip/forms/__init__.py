"""The forms in which news is kept, one file each: what a record is, and the articles in it."""
