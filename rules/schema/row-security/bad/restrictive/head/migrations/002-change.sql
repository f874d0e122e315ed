CREATE POLICY users_tenant ON users AS RESTRICTIVE USING (login = current_user);
