"""What people see: terminal, report, exports. Reads the store only."""
