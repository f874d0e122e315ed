DO $$
DECLARE
  part record;
BEGIN
  EXECUTE format('ALTER TABLE %1$I ADD COLUMN %2$I %3$s', 'users', 'name', 'text');
  EXECUTE 'ALTER TABLE ' || quote_ident('users') || ' ADD COLUMN phone text';
END
$$;
