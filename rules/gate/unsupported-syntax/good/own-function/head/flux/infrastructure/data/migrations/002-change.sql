CREATE TABLE t (a uuid DEFAULT app.uuidv7());
