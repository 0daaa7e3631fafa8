"""The assistant server: asknet for programs that talk, by the Model Context Protocol on standard input and output.

`sharing` decides what an assistant may see, `answers` are the shapes of what it gets, `tools` what it can call, `server`
the protocol, which is the official SDK's. The SDK (`asknet[mcp]`) is imported by this package alone, and this package by
the verb ``mcp`` alone.
"""
