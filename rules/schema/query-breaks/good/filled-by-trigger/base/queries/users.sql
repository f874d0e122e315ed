INSERT INTO users (id, login) VALUES ($1, $2);
