DROP VIEW active_users;
DO $$
DECLARE
  tenant text;
BEGIN
  FOR tenant IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tenant%' LOOP
    EXECUTE format('CREATE VIEW %I.active_users AS SELECT 1 AS id', tenant);
  END LOOP;
END
$$;
