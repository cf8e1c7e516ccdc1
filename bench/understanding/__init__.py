"""How well texts are understood: captures labelled by hand, and the measures against them."""
