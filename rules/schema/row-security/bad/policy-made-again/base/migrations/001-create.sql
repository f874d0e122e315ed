CREATE TABLE users (id bigint, login text);
CREATE POLICY own ON users USING (login = current_user);
