"""How fast, and in how much memory: `make bench`. Ratios of paired runs on this machine, never bare seconds."""
