"""Who fits a problem: words, spelling, fit, verdict, reasons. Pure functions over a ``WordIndex``."""
