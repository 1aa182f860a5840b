DELETE FROM orders WHERE customer = @customer
