UPDATE users SET email = '' WHERE email IS NULL;
UPDATE users SET state = 'gone' WHERE state = 'left' AND login <> '';
UPDATE users AS u SET email = lower(u.email) WHERE u.email <> '';
UPDATE users SET email = lower(email) WHERE email IS NOT NULL;
DELETE FROM users WHERE login LIKE 'test-%';
