"""The pages themselves, one a file, and beside each the parts that no other page has."""
