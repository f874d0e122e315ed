DROP TRIGGER users_sync_login ON users;
