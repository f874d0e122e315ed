ALTER TABLE accounts ALTER COLUMN "loginName" TYPE integer USING "loginName"::integer;
