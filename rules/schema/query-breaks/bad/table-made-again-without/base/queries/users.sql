SELECT login FROM users WHERE id = $1;
