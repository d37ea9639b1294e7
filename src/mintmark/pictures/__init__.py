"""Pictures: what a step found, drawn as SVG for people who look and for people who listen.

A picture is put together of boxes that know their size (``boxes``). It is made of real words, it
tells by shape and number what it also tells by colour, and the same input gives the same bytes.
"""
