//! The operator's desk: the months of all partners, the authority, and the terms (partners with their contracts,
//! prices, settings).

mod closing;
mod deliveries;
pub mod delivery_file;
mod ground;
pub mod ground_file;
mod issuance;
mod partner_forms;
mod partners;
mod pasted;
mod pieces;
pub mod price_file;
mod prices;
mod settings;
mod transfer;
mod typed;

pub use closing::{MonthAsked, closing_page};
pub use deliveries::{deliveries_page, delivery_preview_page};
pub use ground::{ground_page, ground_preview_page};
pub(super) use issuance::reason_form;
pub use issuance::{IssuanceAsked, IssuancePart, ReturnedReason, issuance_page};
pub use partner_forms::{
    card_page, contract_page, enrolment_page, typed_card, typed_contract, typed_discount, typed_discounts,
};
pub use partners::{ReturnedTo, partner_page, partners_page};
pub use prices::{PricesAsked, ReturnedPrices, preview_page, prices_page, typed_promotion};
pub use settings::{setting_page, settings_page};
pub use transfer::{transfer_page, transfer_search};
pub use typed::{Returned, TypedForm};
pub(super) use typed::{errors, file_question};
