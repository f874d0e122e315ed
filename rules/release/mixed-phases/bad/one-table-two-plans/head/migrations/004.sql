ALTER TABLE users ADD COLUMN phone_v2 text;
