UPDATE users SET email = '' WHERE id IN (SELECT id FROM users WHERE email IS NULL LIMIT 1000);
