UPDATE users SET login = 'none' WHERE login IS NULL AND id BETWEEN 1 AND 1000;
