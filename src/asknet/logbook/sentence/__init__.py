"""Read what a person types after a conversation: `read` combines the parts."""
