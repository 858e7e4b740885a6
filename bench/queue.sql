select * from sessions where token_hash = '{session}' limit 1;
select * from people where id = {person} limit 1;
select * from role_assignments where person_id = {person} order by role;
select * from memberships where person_id = {person} order by organization_id;
select * from partners where id = {partner} limit 1;
select * from applications where partner_id = {partner} and {open} order by number desc limit 51;
select * from people where id in (select person_id from role_assignments where tenant = {partner}) and disabled_at is null order by full_name;
select count(*) from applications where partner_id = {partner} and {open} and stage in ('received');
select count(*) from applications where partner_id = {partner} and {open} and reviewer_id = {person};
select count(*) from applications where partner_id = {partner} and {open};
select count(*) from applications where partner_id = {partner} and {open} and stage in ('needs_client');
select count(*) from applications where partner_id = {partner} and {open} and stage in ('forwarded', 'cert_request', 'registering');
select count(*) from applications where partner_id = {partner} and attention_since is not null;
select count(*) from applications where partner_id = {partner} and {open} and ((stage in ('received') and take_by < '{now}') or (stage in ('in_review') and forward_by < '{now}' and hold_until is null));
select count(*) from applications where partner_id = {partner} and {open} and stage in ('in_review') and hold_until is not null;
select id, full_name from people where id in ({colleagues});
select * from reasons order by place, version desc;
select count(*) from applications where partner_id = {partner} and {open}
