//! Operations: what the office does, from the client's application to the invoice.

mod accounts;
mod attention;
mod conflicts;
mod crowd;
mod decisions;
mod inspection;
mod intake;
mod invoicing;
mod issuance;
mod licences;
mod month_end;
mod review;
mod rights;
mod settlement;
