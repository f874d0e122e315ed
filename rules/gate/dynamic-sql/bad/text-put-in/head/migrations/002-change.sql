DO $$
DECLARE
  part record;
BEGIN
  EXECUTE format('COMMENT ON TABLE users IS %s', current_setting('app.note'));
END
$$;
