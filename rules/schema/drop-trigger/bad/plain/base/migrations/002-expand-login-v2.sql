ALTER TABLE users ADD COLUMN login_v2 text;
CREATE FUNCTION sync_login() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.login_v2 := NEW.login;
  RETURN NEW;
END
$$;
CREATE TRIGGER users_sync_login BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION sync_login();
