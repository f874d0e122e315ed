CREATE INDEX CONCURRENTLY user_login ON "user" (login);
