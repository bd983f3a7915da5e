"""The function as everything else sees it: ELF reading, relocations, contract."""
