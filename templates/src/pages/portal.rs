//! The portal: before the sign-in the doors, the registration, the recovery; after it one's products and subscriber.

mod cloud;
mod code;
mod confirmation;
mod confirming;
mod consent;
mod contacts;
mod doors;
mod invitation;
mod members;
mod not_served;
mod product;
mod product_registration;
mod questionnaire;
mod recovery;
mod registration;
mod sign_in;
mod start;
mod subscriber;

use maud::{Markup, html};

pub use cloud::{CloudChoice, CloudLeavingPage, CloudPage};
pub use code::{CodeFor, CodeNews, CodePage};
pub use confirmation::ConfirmationPage;
pub use confirming::ConfirmingPage;
pub use consent::ConsentPage;
pub use contacts::{Contacts, ContactsPage};
pub use doors::DoorsPage;
pub use invitation::{InvitationPage, OfferedMembership};
pub use members::{InvitedRow, InvitingPage, MemberRow, MembersHouse, MembersPage};
pub use not_served::NotServedPage;
pub use product::OwnProductPage;
pub use product_registration::ProductRegistrationPage;
pub use questionnaire::QuestionnairePage;
pub use recovery::RecoveryPage;
pub use registration::{RegistrationPage, Typed};
pub use sign_in::DoorSignInPage;
pub use start::{FreeProductRow, OwnProductRow, PortalPage};
pub use subscriber::{OwnEmailPage, ProfileFields, SubscriberPage, SubscriberPart, SubscriberProfilePage};

use crate::components::{Tab, icon, tabs};

/// The way back, above a heading.
fn back(words: &str, address: &str) -> Markup {
    html! { a.back href=(address) { (icon::ARROW_LEFT) (words) } }
}

/// The choice between e-mail and phone, each with its address.
fn ways(by_phone: bool, email: String, phone: String) -> Markup {
    let way = |label: &str, href: String, current: bool| Tab {
        label: label.to_owned(),
        href,
        count: None,
        current,
    };
    let list = [way("По e-mail", email, !by_phone), way("По телефону", phone, by_phone)];
    tabs(&list, "Способ")
}
