ALTER TABLE users
  ADD CONSTRAINT users_login_check
  CHECK (login <> '' AND length(login) < 40);
