DROP POLICY IF EXISTS own ON users;
CREATE POLICY own ON users USING (login = current_user AND id > 0);
