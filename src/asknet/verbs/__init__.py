"""What each verb does: a store and values in, a result record out."""
