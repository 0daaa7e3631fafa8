"""vCards: reading (`read`), what their properties mean (`meaning`), their lines and syntax, writing (`write`)."""
