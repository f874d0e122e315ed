ALTER TABLE posts DROP CONSTRAINT posts_author_old;
ALTER TABLE posts ADD CONSTRAINT posts_author_fk FOREIGN KEY (author) REFERENCES users (id) NOT VALID;
ALTER TABLE drafts DROP CONSTRAINT drafts_author;
DROP TABLE drafts;
