"""All that knows Telegram: updates in, screens out, and the speed it allows."""
