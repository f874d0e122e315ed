SELECT total FROM invoices;
