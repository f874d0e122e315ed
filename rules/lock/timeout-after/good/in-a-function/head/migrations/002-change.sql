ALTER TABLE users ADD COLUMN name text;
CREATE FUNCTION patient() RETURNS void LANGUAGE plpgsql AS $$ BEGIN SET lock_timeout = '5s'; END $$;
