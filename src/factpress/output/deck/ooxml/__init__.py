"""Raw Office Open XML: the only folder that writes its elements.

ECMA-376 Part 1, and Microsoft's extensions by the names of their specifications. Every function here returns markup
as text; packages and relationships are made elsewhere.
"""
