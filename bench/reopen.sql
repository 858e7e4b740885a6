begin;
update charges set statement_id = null where month = '{month}';
delete from statements where month = '{month}';
commit;
