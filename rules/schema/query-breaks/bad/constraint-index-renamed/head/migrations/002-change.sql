ALTER INDEX users_email_key RENAME TO users_email_unique;
