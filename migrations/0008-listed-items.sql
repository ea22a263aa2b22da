-- Which case lists which place: cases that list the same place are joined. A place is kept as a digest of its locator, since a link
-- may be too long for an index and names rooms. Written with the event that lists the item; never the truth.
create table listed_items (
  tenant_id     text    not null,
  -- SHA-256, hex, of the platform, a line feed and the canonical link.
  place_digest  text    not null,
  case_id       text    not null,
  item          integer not null,
  primary key (tenant_id, place_digest, case_id, item)
);

insert into listed_items
  select received.tenant_id,
         encode(sha256(convert_to((listed.item -> 'locator' ->> 'platform') || E'\n' || (listed.item -> 'locator' ->> 'link'), 'UTF8')), 'hex'),
         received.case_id, listed.position
    from case_events as received
   cross join lateral jsonb_array_elements(received.body -> 'notice' -> 'reading' -> 'items')
         with ordinality as listed (item, position)
   where received.kind = 'notice-received';
