"""Files people have, turned into contacts: a file here for each format.

`asknet.formats.registry.read` recognises a file and gives its rows, one at a
time; nothing here touches the store or the terminal.
"""
