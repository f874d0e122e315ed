DO $$
BEGIN
  EXECUTE format('ALTER TABLE %I RENAME TO %I', 'users', 'people');
END
$$;
