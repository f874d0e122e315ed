INSERT INTO members (id) SELECT unnest(ARRAY(SELECT id FROM users));
