ALTER DOMAIN login_name ADD CONSTRAINT present CHECK (VALUE <> '');
