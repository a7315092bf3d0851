"""References become words: claims, values, sources, charts and images are looked up and written out."""
