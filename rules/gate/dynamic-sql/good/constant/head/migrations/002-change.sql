DO $$
BEGIN
  EXECUTE 'ALTER TABLE users ADD COLUMN name text';
END
$$;
