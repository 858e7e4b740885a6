//! Operations: what the office does, from the client's application to the invoice.

mod accounts;
mod acknowledging;
mod approvals;
mod attention;
mod authority;
mod bulk;
mod conflicts;
mod contract_end;
mod crowd;
mod decisions;
mod disputing;
mod fixed_terms;
mod inspection;
mod intake;
mod invoicing;
mod issuance;
mod licences;
mod month_end;
mod outage;
mod owners;
mod returning;
mod review;
mod rights;
mod settlement;
mod standstill;
mod terms;
