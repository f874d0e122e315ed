CREAT TABLE accounts (id bigint);
