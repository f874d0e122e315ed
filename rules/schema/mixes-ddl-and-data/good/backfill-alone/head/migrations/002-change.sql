UPDATE users SET login = email WHERE login IS NULL;
