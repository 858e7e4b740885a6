select c.activated_at, c.application_number, c.subscriber_code, c.organization_name, c.inn, c.kpp, c.reg_number, c.product,
    c.tier, c.basis, c.promotion, c.starts_on, c.ends_on, c.quantity, c.price / 100.0, c.promotion_discount / 100.0,
    c.discount / 100.0, c.amount / 100.0, c.vat_rate, c.vat / 100.0, c.total / 100.0, c.line_state, c.comment
from statements s join charges c on c.statement_id = s.id where s.month = '{month}'
order by c.statement_id, c.activated_at, c.application_number, c.product
