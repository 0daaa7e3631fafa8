"""The page: the network as one self-contained HTML file, to be looked at without asknet and without a network."""
