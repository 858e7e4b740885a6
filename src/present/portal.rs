//! The client's side before the sign-in: what its pages show.

use chrono::{DateTime, Utc};
use templates::components::Captcha;
use templates::format::{Zone, date, waiting};
use templates::pages::portal::{
    CodeFor, CodeNews, CodePage, ConfirmationPage, ConsentPage, Contacts, RecoveryPage, RegistrationPage,
    Typed,
};

use super::people::errors;
use super::words::{client, subscriber};
use crate::domain::consent::{Accepted, ConsentDocument, ConsentVersion};
use crate::domain::form::FieldFaults;
use crate::domain::phone_code::PhoneCode;
use crate::domain::registration::{Channel, Registration, TypedRegistration};
use crate::operations::captcha::ShownCaptcha;
use crate::operations::recovery;
use crate::operations::registration::EMAIL_TAKEN;

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
    let TypedRegistration { login, channel, profile, agreement, personal_data } = typed;
    RegistrationPage {
        by_phone: channel.phone().is_some(),
        typed: Typed {
            login,
            email: channel.email().unwrap_or_default().to_owned(),
            mobile: channel.phone().unwrap_or_default().to_owned(),
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
pub fn recovery(typed: &Channel, support: recovery::Contacts, returned: FormState) -> RecoveryPage {
    RecoveryPage {
        by_phone: typed.phone().is_some(),
        typed: typed.as_str().to_owned(),
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

/// Where a registration by e-mail stands; whether «ОК» came too early, and whether its letter was just sent again.
#[must_use]
pub fn confirmation(
    registration: Registration,
    too_early: bool,
    sent_again: bool,
    csrf: String,
) -> ConfirmationPage {
    ConfirmationPage::Waiting {
        email: registration.applicant.channel.as_str().to_owned(),
        login: registration.applicant.login,
        until: Zone::moscow().moment(registration.expires_at),
        too_early,
        sent_again,
        csrf,
    }
}

/// The form of a code.
#[must_use]
pub fn code(purpose: CodeFor, code: &PhoneCode, now: DateTime<Utc>, returned: ReturnedCode) -> CodePage {
    let refused = code.failed.then_some(CodeNews::Refused);
    CodePage {
        purpose,
        phone: subscriber::phone(&code.phone),
        until: code.is_good(now).then(|| Zone::moscow().moment(code.expires_at)),
        news: returned.news.or(refused),
        errors: errors(returned.faults),
        csrf: returned.csrf,
    }
}

/// The form of a code as it is shown.
#[derive(Debug)]
pub struct ReturnedCode {
    /// What has just happened.
    pub news: Option<CodeNews>,
    /// What is wrong.
    pub faults: FieldFaults,
    /// The word that ties the form to its browser.
    pub csrf: String,
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
