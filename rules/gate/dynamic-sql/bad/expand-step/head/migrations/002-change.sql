DO $$
BEGIN
  EXECUTE 'ALTER TABLE users ADD COLUMN ' || current_user || ' text';
END
$$;
