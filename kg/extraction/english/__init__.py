"""What only English needs: names by their capitals, tense by auxiliaries, aims, places and statements.

The engine, the rules and the values that they make are those of Persian; here English texts come to the same elements.
"""
