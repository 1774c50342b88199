"""Sentences of many people. What is `seen` guided the words in content; what is `kept` did not."""
