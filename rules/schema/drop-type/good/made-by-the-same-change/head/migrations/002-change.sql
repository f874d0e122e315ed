CREATE TYPE pair AS (a text, b text);
DROP TYPE pair;
