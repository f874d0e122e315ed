SELECT login FROM users;
