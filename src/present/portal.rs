//! The client's side before the sign-in: what its pages show.

use templates::components::Captcha;
use templates::format::{Zone, date, waiting};
use templates::pages::portal::{
    ConfirmationPage, ConsentPage, Contacts, RecoveryPage, RegistrationPage, Typed,
};

use super::people::errors;
use super::words::client;
use crate::domain::consent::{Accepted, ConsentDocument, ConsentVersion};
use crate::domain::form::FieldFaults;
use crate::domain::registration::TypedRegistration;
use crate::operations::captcha::ShownCaptcha;
use crate::operations::recovery;
use crate::operations::registration::{EMAIL_TAKEN, Standing};

/// A form with its captcha and what is wrong with it.
#[derive(Debug)]
pub struct FormState {
    /// The captcha.
    pub captcha: ShownCaptcha,
    /// What is wrong.
    pub faults: FieldFaults,
    /// The word that ties the form to its browser.
    pub csrf: String,
}

/// The form of the registration.
#[must_use]
pub fn registration(typed: TypedRegistration, versions: Accepted, returned: FormState) -> RegistrationPage {
    let TypedRegistration { login, email, profile, agreement, personal_data } = typed;
    RegistrationPage {
        typed: Typed {
            login,
            email,
            last_name: profile.last_name,
            first_name: profile.first_name,
            middle_name: profile.middle_name,
            place_of_work: profile.place_of_work,
            city: profile.city,
            phone: profile.phone,
            agreement,
            personal_data,
        },
        captcha: captcha(returned.captcha),
        versions: [versions.agreement, versions.personal_data].map(date),
        email_taken: returned.faults.iter().any(|(_, words)| words == EMAIL_TAKEN),
        errors: errors(returned.faults),
        csrf: returned.csrf,
    }
}

/// What is said beside a form that was sent too often.
#[must_use]
pub fn too_often(seconds: u64) -> String {
    let after = waiting(seconds);
    format!(
        "Это уже сделали столько раз, сколько разрешено. Введенное сохранено, снова можно будет через {after}"
    )
}

/// The form of the recovery.
#[must_use]
pub fn recovery(email: String, support: recovery::Contacts, returned: FormState) -> RecoveryPage {
    RecoveryPage {
        email,
        asked: false,
        captcha: captcha(returned.captcha),
        contacts: contacts(support),
        errors: errors(returned.faults),
        csrf: returned.csrf,
    }
}

pub(super) fn captcha(shown: ShownCaptcha) -> Captcha {
    match shown {
        ShownCaptcha::Asked { id, question } => Captcha { id, question: Some(question) },
        ShownCaptcha::Solved { id } => Captcha { id, question: None },
    }
}

/// Whom clients write or call.
#[must_use]
pub fn contacts(support: recovery::Contacts) -> Contacts {
    Contacts { phone: support.phone, email: support.email }
}

/// Where a registration stands; whether «ОК» came too early, and whether its letter was just sent again.
#[must_use]
pub fn confirmation(standing: Standing, too_early: bool, sent_again: bool, csrf: String) -> ConfirmationPage {
    match standing {
        // Whose link was followed presses «ОК» all the same: the page says so.
        Standing::Waiting(registration) | Standing::Confirmed(registration) => ConfirmationPage::Waiting {
            email: registration.applicant.email,
            login: registration.applicant.login,
            until: Zone::moscow().moment(registration.expires_at),
            too_early,
            sent_again,
            csrf,
        },
        Standing::Nothing => ConfirmationPage::Nothing,
    }
}

/// A document in one of its versions.
#[must_use]
pub fn consent(document: ConsentDocument, version: ConsentVersion, holds: bool) -> ConsentPage {
    ConsentPage {
        title: client::consent(document).to_owned(),
        version: date(version.since),
        text: version.text.to_owned(),
        replaced: !holds,
    }
}
