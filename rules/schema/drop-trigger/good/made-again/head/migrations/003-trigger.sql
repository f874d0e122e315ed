DROP TRIGGER IF EXISTS users_sync_login ON users;
CREATE TRIGGER users_sync_login BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION sync_login();
