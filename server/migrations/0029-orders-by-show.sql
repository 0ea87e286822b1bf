-- What a show brought is counted without walking the orders of all others.
create index orders_by_show on orders (show_id);
