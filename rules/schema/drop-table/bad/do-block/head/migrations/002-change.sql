DO $$
BEGIN
  DROP TABLE users;
END
$$;
