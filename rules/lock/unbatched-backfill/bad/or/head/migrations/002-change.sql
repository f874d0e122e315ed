UPDATE users SET email = '' WHERE id = 1 OR email IS NULL;
