"""What a text is about: its language, names, topics, summary, key points, quotes, notes.

Each annotator is a function of (reading, what was found before it, tagger) in a file of its own;
they run in the order of `ANNOTATORS`. All of them are deterministic and look at no more than the
first 100,000 code points of a text, so that hostile ones cost a bounded time.

Who needs a part imports it from its file: `annotating` brings them all.
"""
