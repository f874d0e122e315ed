ALTER TABLE users DROP CONSTRAINT users_state;
ALTER TABLE users ADD CONSTRAINT users_state CHECK (state IN ('new', 'open', 'gone'));
