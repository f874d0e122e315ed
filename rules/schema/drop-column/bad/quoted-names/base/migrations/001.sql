CREATE TABLE "User" (id bigint PRIMARY KEY);
ALTER TABLE "User" ADD COLUMN "Login" text;
