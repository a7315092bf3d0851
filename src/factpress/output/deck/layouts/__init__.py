"""The generated layouts: families of layouts from large to small, their placeholders and type styles."""
