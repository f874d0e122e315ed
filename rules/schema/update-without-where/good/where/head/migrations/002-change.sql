UPDATE users SET login = lower(login) WHERE login <> lower(login);
