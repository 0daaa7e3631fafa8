"""Reading what a person types after a conversation: `read` puts the parts together."""
