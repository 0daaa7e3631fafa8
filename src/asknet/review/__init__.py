"""The review: the questions to ask of a network from time to time, and the steps that follow from the answers."""
