ALTER TABLE public.users
  ADD COLUMN name text,
  DROP COLUMN IF EXISTS login;
