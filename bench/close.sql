begin;
insert into statements (partner_id, month, state, version, formed_at)
    select distinct partner_id, '{month}', 'forming', 1, {now} from charges where month = '{month}' and statement_id is null;
update charges set statement_id =
    (select s.id from statements s where s.partner_id = charges.partner_id and s.month = charges.month)
    where month = '{month}' and statement_id is null;
update statements set version = 2, (lines, disputed, promotion_discount, amount, vat, total, disputed_total) =
    (select count(*), coalesce(sum(case when c.line_state = 'disputed' then 1 else 0 end), 0),
    coalesce(sum(c.promotion_discount), 0), coalesce(sum(c.amount), 0), coalesce(sum(c.vat), 0), coalesce(sum(c.total), 0),
    coalesce(sum(case when c.line_state = 'disputed' then c.total else 0 end), 0)
    from charges c where c.statement_id = statements.id) where month = '{month}';
insert into audit_heads (chain, sequence, hash) select partner_id, 0, '{hash}' from statements where month = '{month}'
    on conflict (chain) do nothing;
insert into audit (chain, sequence, at, actor, role, request_id, verb, subject, details, previous, hash)
    select h.chain, h.sequence + 1, {now}, 'console', 'console', 'console-settle', 'statement_formed',
    'statement:' || h.chain || ':{month}', '{{"verb":"statement_formed","lines":' || s.lines || ',"total":' || s.total || '}}',
    h.hash, '{hash}' from audit_heads h join statements s on s.partner_id = h.chain and s.month = '{month}';
update audit_heads set sequence = sequence + 1, hash = '{hash}'
    where chain in (select partner_id from statements where month = '{month}');
commit;
