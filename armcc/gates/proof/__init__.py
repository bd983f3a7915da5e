"""The proof gate: whether a candidate does what the baseline does, decided for all inputs."""
