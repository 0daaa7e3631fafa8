"""Turn the files people have into contacts: one module for each format.

`asknet.formats.registry.read` recognises a file and returns its rows, one at a
time; nothing here touches the store or the terminal.
"""
