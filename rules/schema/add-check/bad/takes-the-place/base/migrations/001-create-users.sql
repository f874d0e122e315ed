CREATE TABLE users (id bigint PRIMARY KEY, state text,
  CONSTRAINT users_state CHECK (state IN ('new', 'gone')));
