"""What an ingest has to do, decided before anything is done, and handed on as values.

Captures are taken in the order of their times, so that the order of files does not matter. An
article that a person has edited stays, one that a person has deleted stays away, and all that is
decided here is written by someone else.
"""
