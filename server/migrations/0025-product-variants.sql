-- What a buyer chooses among: each with its own price and stock. A product that offers some keeps no stock of its own, and
-- its price is their lowest; one without any is sold as it stands.
create table product_variants (
  id uuid primary key,
  product_id uuid not null references products (id),
  name text not null check (name <> ''),
  price_minor bigint not null check (price_minor >= 0),
  -- Null: not sold on shopkeepers' pages.
  units_in_stock integer check (units_in_stock >= 0),
  -- False: not offered; orders may name it all the same.
  is_active boolean not null default true,
  position integer not null check (position >= 0),
  unique (id, product_id)
);
create index product_variants_by_product on product_variants (product_id, position);

-- Orders keep the name as it was; those from before, and of products without variants, name none.
alter table orders
  add column variant_id uuid,
  add column variant_name text not null default '',
  add constraint orders_variant foreign key (variant_id, product_id) references product_variants (id, product_id),
  add constraint orders_variant_named check ((variant_id is null) = (variant_name = ''));
create index orders_of_variant on orders (variant_id) where variant_id is not null;
-- What was bought is agreed when an order is placed.
create trigger variant_is_fixed before update of variant_id, variant_name on orders
  for each statement execute function refuse_record_change();
