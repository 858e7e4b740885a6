begin;
insert into statements (partner_id, month, state, version, formed_at)
    select distinct partner_id, '{month}', 'forming', 2, {now} from charges where month = '{month}' and statement_id is null;
update charges set statement_id =
    (select s.id from statements s where s.partner_id = charges.partner_id and s.month = charges.month)
    where month = '{month}' and statement_id is null;
select partner_id, count(*), sum(promotion_discount), sum(amount), sum(vat), sum(total)
    from charges where month = '{month}' group by partner_id;
commit;
