CREATE TABLE users (id uuid PRIMARY KEY, login text, email text, state text);
