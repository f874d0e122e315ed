SELECT login, nickname FROM users;
