ALTER TABLE events ADD CONSTRAINT one_a_day UNIQUE (id, at);
