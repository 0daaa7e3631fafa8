"""The page: the network as one self-contained HTML file, to be viewed without asknet and offline."""
