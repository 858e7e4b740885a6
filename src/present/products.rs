//! One's own products: the first page of the portal, registration, questionnaire, one product.

use chrono::{DateTime, Utc};
use templates::components::Fact;
use templates::format::Zone;
use templates::pages::portal::{
    FreeProductRow, NotServedPage, OwnProductPage, OwnProductRow, PortalPage, ProductRegistrationPage,
    QuestionnairePage,
};

use super::people::errors;
use super::portal::{FormState, captcha, contacts};
use super::words::client;
use crate::domain::form::FieldFaults;
use crate::domain::product::{
    FreeProduct, Origin, OwnProduct, ProductClaim, QuestionnaireField, TypedQuestionnaire, UPDATES_AFTER,
};
use crate::domain::service::NotServed;
use crate::operations::recovery;

/// The first page of the portal.
#[must_use]
pub fn start(own: &[OwnProduct], now: DateTime<Utc>, zone: Zone, csrf: String) -> PortalPage {
    PortalPage {
        products: own.iter().map(|product| row(product, now, zone)).collect(),
        free: FreeProduct::ALL.iter().map(|free| offered(*free, own)).collect(),
        csrf,
    }
}

fn row(product: &OwnProduct, now: DateTime<Utc>, zone: Zone) -> OwnProductRow {
    let from = zone.moment(product.updates_from());
    let waits = now < product.updates_from();
    OwnProductRow {
        id: product.id.to_string(),
        name: client::product(product).to_owned(),
        number: product.number().map(str::to_owned),
        note: if waits { format!("обновления с {}", from.clock()) } else { String::new() },
    }
}

fn offered(free: FreeProduct, own: &[OwnProduct]) -> FreeProductRow {
    let [name, kit] = client::free_product(free).map(str::to_owned);
    let own = own.iter().any(|product| product.origin == Origin::Free(free));
    FreeProductRow { code: free.code().to_owned(), name, kit, own }
}

/// The form of the registration.
#[must_use]
pub fn registration(number: String, returned: FormState) -> ProductRegistrationPage {
    ProductRegistrationPage {
        number,
        captcha: captcha(returned.captcha),
        errors: errors(returned.faults),
        csrf: returned.csrf,
    }
}

/// The questionnaire.
#[must_use]
pub fn questionnaire(
    claim: ProductClaim,
    typed: &TypedQuestionnaire,
    faults: FieldFaults,
    csrf: String,
) -> QuestionnairePage {
    QuestionnairePage {
        claim: claim.id,
        product: claim.delivery.name,
        kit: claim.delivery.kit,
        number: claim.delivery.number.into(),
        typed: QuestionnaireField::ALL.iter().map(|field| typed.value(*field).to_owned()).collect(),
        errors: errors(faults),
        csrf,
    }
}

/// One product.
#[must_use]
pub fn product(product: &OwnProduct, now: DateTime<Utc>, zone: Zone) -> OwnProductPage {
    let mut facts = vec![Fact::new("Зарегистрирован", zone.moment(product.since).text())];
    match &product.origin {
        Origin::Delivered(delivery, answers) => {
            facts.insert(0, Fact::identifier("Рег. номер", delivery.number.as_str()));
            facts.push(Fact::new("Комплект поставки", delivery.kit.clone()));
            facts.push(Fact::new("Организация", answers.organization.clone()));
        }
        Origin::Free(free) => {
            facts.push(Fact::new("Комплект поставки", client::free_product(*free)[1]));
        }
    }
    let seconds = |milliseconds: i64| u64::try_from(milliseconds).unwrap_or(0).div_ceil(1000);
    OwnProductPage {
        name: client::product(product).to_owned(),
        facts,
        updates_from: zone.moment(product.updates_from()),
        left: seconds((product.updates_from() - now).num_milliseconds()),
        whole: seconds(UPDATES_AFTER.num_milliseconds()),
    }
}

/// What the menu names and nobody here serves.
#[must_use]
pub fn not_served(service: NotServed, support: recovery::Contacts) -> NotServedPage {
    NotServedPage { name: client::service(service).to_owned(), contacts: contacts(support) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asks_the_fields_in_the_order_of_the_domain() {
        let codes: Vec<_> = QuestionnaireField::ALL.iter().map(|field| field.code()).collect();
        assert_eq!(codes, QuestionnairePage::FIELDS);
    }
}
