ALTER TABLE accounts ADD COLUMN login_v2 text;
-- a second line, so that the encoded form needs more than one
