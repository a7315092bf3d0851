"""What every page has in common before it is paper: templates in a sandbox, inlines, marks, and the theme as CSS."""
