select * from sessions join people on people.id = sessions.person_id
    left join role_assignments on role_assignments.person_id = sessions.person_id left join partners on partners.id = role_assignments.tenant
    left join memberships on memberships.person_id = sessions.person_id where token_hash = '{session}';
{begin};
select * from applications where number = {number} and partner_id = {partner} limit 1 {lock};
update applications set kind = kind, stage = '{stage}', version = version + 1, stage_since = '{now}', reviewer_id = {reviewer},
    take_by = take_by, forward_by = forward_by, undo_until = null, reason_code = null, reason_text = null, approved_at = null,
    organization_name = organization_name, inn = inn, kpp = kpp, reg_number = reg_number, legal_form = legal_form,
    region = region, product = product, term_months = term_months, promotion = promotion, changes = changes,
    directions = directions, owners_count = owners_count, requests_count = requests_count, users_count = users_count,
    alias = alias, declared_enabled = declared_enabled, enabled = enabled, tier = tier, basis = basis,
    group_band = group_band, attention_since = null, attention_text = null, client_email = client_email,
    reason_version = null, expires_at = null, hold_reason = null, hold_since = null, hold_until = null, nudged_at = nudged_at
    where number = {number} and version > 0;
insert into audit_heads (chain, sequence, hash) values ({partner}, 0, '{hash}') on conflict (chain) do nothing;
select * from audit_heads where chain = {partner} limit 1 {lock};
insert into audit (chain, sequence, at, actor, role, request_id, verb, subject, details, previous, hash)
    select chain, sequence + 1, '{now}', 'staff', 'partner_staff', '0405fb6e-9588-4e79-b444-965a661a1da2', 'taken',
    'application:{number}', '{{"verb":"taken","reviewer":{person}}}', hash, '{hash}' from audit_heads where chain = {partner};
update audit_heads set sequence = sequence + 1, hash = '{hash}' where chain = {partner};
commit
