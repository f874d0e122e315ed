-- safeops:allow 
CREATE INDEX users_login ON users (login);
