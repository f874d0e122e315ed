SET session_replication_role = replica;
INSERT INTO users VALUES (1, 'a');
