"""Messages for you to send, and the links that open them elsewhere; asknet itself sends nothing."""
