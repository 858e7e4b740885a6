//! Operations: what the office does, from the client's application to the invoice.

mod attention;
mod inspection;
mod intake;
mod issuance;
mod licences;
mod month_end;
mod review;
mod rights;
mod settlement;
