CREATE UNIQUE INDEX "Login" ON users (lower(login)) -- fast lookups
  WHERE email IS NOT NULL;
