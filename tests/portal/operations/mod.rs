//! Operations: what the office does, from the client's application to the invoice.

mod accounts;
mod approvals;
mod attention;
mod authority;
mod bulk;
mod conflicts;
mod crediting;
mod crowd;
mod decisions;
mod disputing;
mod empty_months;
mod inspection;
mod intake;
mod invoicing;
mod issuance;
mod licences;
mod month_end;
mod outage;
mod placing;
mod returning;
mod review;
mod rights;
mod settlement;
mod standstill;
mod terms;
