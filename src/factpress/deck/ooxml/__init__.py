"""Raw Office Open XML: the only folder that writes its elements (ECMA-376, and the extensions of [MS-ODRAWXML] and
[MS-PPTX] by name). Every function here returns markup as text; packages and relationships are made elsewhere."""
