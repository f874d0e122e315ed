-- Phase: Expand (additive only)
DROP TABLE users;
