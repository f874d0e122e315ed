UPDATE users SET login = lower(login);
