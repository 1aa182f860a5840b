-- Last, since orders refer to it.
DELETE FROM customers WHERE id = @customer
