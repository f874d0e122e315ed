ALTER TABLE audit DROP CONSTRAINT audit_user_id_fkey;
