"""A back-exercise coach that lives in a Telegram chat."""
