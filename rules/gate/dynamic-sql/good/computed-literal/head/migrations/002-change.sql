DO $$
DECLARE
  part record;
BEGIN
  FOR part IN SELECT login FROM users LOOP
    EXECUTE format('COMMENT ON TABLE users IS %L', part.login);
  END LOOP;
END
$$;
