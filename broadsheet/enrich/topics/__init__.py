"""What a text is filed under: IPTC Media Topics of two levels, by a lexicon of ours.

`subjects` holds the topics with their codes, `lexicon` the weighted terms, `wording` what an
editor adds and overrules, `filing` weighs a text and chooses.
"""
