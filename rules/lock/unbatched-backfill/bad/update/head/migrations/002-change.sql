UPDATE users SET email = lower(email) WHERE email IS NOT NULL;
