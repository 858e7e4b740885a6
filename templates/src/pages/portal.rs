//! The client's side before the sign-in: the doors, the sign-in, the registration, the recovery.

mod confirmation;
mod confirming;
mod consent;
mod contacts;
mod doors;
mod recovery;
mod registration;
mod sign_in;

use maud::{Markup, html};

pub use confirmation::ConfirmationPage;
pub use confirming::ConfirmingPage;
pub use consent::ConsentPage;
pub use contacts::{Contacts, ContactsPage};
pub use doors::DoorsPage;
pub use recovery::RecoveryPage;
pub use registration::{RegistrationPage, Typed};
pub use sign_in::{CloudPage, DoorSignInPage};

use crate::components::icon;

/// The way back, above a heading.
fn back(words: &str, address: &str) -> Markup {
    html! { a.back href=(address) { (icon::ARROW_LEFT) (words) } }
}
