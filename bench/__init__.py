"""The benchmark, `make bench`: speed and memory as ratios of paired runs, so that they do not depend on the machine."""
