ALTER DATABASE app RESET search_path;
ALTER ROLE ALL SET default_transaction_read_only = on;
