"""The assistant server: asknet for AI assistants, by the Model Context Protocol on standard input and output.

`sharing` decides what an assistant may see, `answers` defines the shapes of results, `tools` what it can call, and `server`
speaks the protocol with the official SDK. The SDK (`asknet[mcp]`) is imported only by this package, and this package only by
the verb ``mcp``.
"""
