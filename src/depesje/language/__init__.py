"""Language: which one a text is in, its parsed sentences, and the words that reading rules look for."""
