-- removes the old sign-in
DROP TABLE logins;
