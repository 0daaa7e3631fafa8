"""asknet's own JSON and YAML, complete and lossless."""
