"""What tests share: a person who says and taps."""
