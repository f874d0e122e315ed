REVOKE readers FROM backend;
