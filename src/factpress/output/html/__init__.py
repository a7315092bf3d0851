"""HTML for all renderers of pages: templates in a sandbox, blocks, inlines, standing marks, and the theme as CSS."""
