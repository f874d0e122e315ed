INSERT INTO users (id, email) SELECT -id, email FROM users;
