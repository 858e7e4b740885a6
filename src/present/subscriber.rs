//! «Абонент»: the codes, the organisations, the profile.

use templates::components::{Cell, Empty, Link, Listing, ListingRow};
use templates::pages::portal::{
    OwnEmailPage, ProfileFields, SubscriberPage, SubscriberPart, SubscriberProfilePage,
};
use templates::paths;

use super::people::errors;
use super::words;
use crate::domain::form::FieldFaults;
use crate::domain::organization::Organization;
use crate::domain::registration::Profile;
use crate::operations::subscriber::OwnProfile;

/// «Код абонента».
#[must_use]
pub fn codes(own: &[Organization]) -> SubscriberPage {
    let row = |own: &Organization| ListingRow {
        cells: vec![
            Cell::text(own.requisites.short_name.clone()),
            Cell::text(own.requisites.inn.as_str()),
            Cell::text(own.subscriber_code.clone()),
        ],
        act: None,
    };
    SubscriberPage {
        lead: "Назовите этот код, когда звоните в обслуживающую организацию или в поддержку.".to_owned(),
        parts: part(["Организация", "ИНН", "Код абонента"], own.iter().map(row).collect()),
        ..page("Код абонента")
    }
}

/// «Организации».
#[must_use]
pub fn organizations(own: &[Organization]) -> SubscriberPage {
    let row = |own: &Organization| {
        let kpp = Some(own.kpp()).filter(|kpp| !kpp.is_empty()).map(|kpp| format!("КПП {kpp}"));
        ListingRow {
            cells: vec![
                Cell::text(own.requisites.short_name.clone()).leading(paths::cabinet()),
                Cell::noted(own.requisites.inn.as_str(), kpp.unwrap_or_default()),
                Cell::text(own.requisites.legal_address.clone()),
            ],
            act: None,
        }
    };
    SubscriberPage {
        lead: "Заявления организаций — в личном кабинете.".to_owned(),
        parts: part(["Организация", "ИНН", "Юридический адрес"], own.iter().map(row).collect()),
        ..page("Организации")
    }
}

fn page(heading: &str) -> SubscriberPage {
    SubscriberPage {
        heading: heading.to_owned(),
        empty: Empty {
            reason: "Организаций пока нет.".to_owned(),
            advice: "Организация появится здесь, когда одобрят заявление на ее подключение.".to_owned(),
            link: Some(Link { label: "Личный кабинет".to_owned(), href: paths::cabinet() }),
        },
        ..SubscriberPage::default()
    }
}

fn part(headings: [&str; 3], rows: Vec<ListingRow>) -> Vec<SubscriberPart> {
    if rows.is_empty() {
        return Vec::new();
    }
    let caption = "Организации".to_owned();
    let headings = headings.map(str::to_owned).to_vec();
    vec![SubscriberPart {
        title: String::new(),
        list: Listing { caption, headings, rows, ..Listing::default() },
    }]
}

/// «Профиль абонента», as it is or as it was typed.
#[must_use]
pub fn profile(
    own: OwnProfile,
    typed: Option<Profile>,
    faults: FieldFaults,
    csrf: String,
) -> SubscriberProfilePage {
    let OwnProfile { account, phone: confirmed, profile } = own;
    let Profile { last_name, first_name, middle_name, place_of_work, city, phone } = typed.unwrap_or(profile);
    SubscriberProfilePage {
        typed: ProfileFields { last_name, first_name, middle_name, place_of_work, city, phone },
        login: account.login,
        email: account.email,
        mobile: confirmed.map(|phone| words::subscriber::phone(&phone)).unwrap_or_default(),
        errors: errors(faults),
        csrf,
    }
}

/// «Добавить e-mail».
#[must_use]
pub fn own_email(email: String, faults: FieldFaults, csrf: String) -> OwnEmailPage {
    // The password is called the old one where it is asked for elsewhere.
    let faults =
        faults.into_iter().map(|(field, words)| (if field == "old" { "password" } else { field }, words));
    OwnEmailPage { email, errors: errors(faults.collect()), csrf }
}
