DO $$BEGIN UPDATE users SET email = '' WHERE email IS NULL; END$$;
