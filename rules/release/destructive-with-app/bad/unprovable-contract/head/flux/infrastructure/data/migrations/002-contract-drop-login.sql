-- Phase: Contract
DO $$
DECLARE gone text := 'users';
BEGIN
  EXECUTE format('ALTER TABLE %I DROP COLUMN login', gone);
END $$;
