UPDATE users SET email = '';
