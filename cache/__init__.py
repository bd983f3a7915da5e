"""The verified-rewrite cache: keys, records, the local store, the contract memo."""
