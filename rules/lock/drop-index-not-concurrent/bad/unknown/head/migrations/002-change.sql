DROP INDEX old_idx;
