"""How any conversation works: acts, questions, buttons, screens, typed words. No feature and no Telegram."""
