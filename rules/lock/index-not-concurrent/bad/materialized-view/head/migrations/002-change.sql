CREATE INDEX logins_idx ON logins (login);
