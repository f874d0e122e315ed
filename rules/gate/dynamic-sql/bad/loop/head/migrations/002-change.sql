DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables LOOP
    EXECUTE format('ALTER TABLE %I DROP COLUMN login', name);
  END LOOP;
END
$$;
