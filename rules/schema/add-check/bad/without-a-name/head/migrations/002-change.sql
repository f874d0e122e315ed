ALTER TABLE users ADD CHECK (login <> '') NOT VALID;
