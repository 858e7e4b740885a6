//! Closing documents each month: the subscriptions of a client, and what the links of the letters open.

use chrono::{DateTime, NaiveDate, Utc};
use templates::components::{Badge, Choice, Tone};
use templates::format::date;
use templates::pages::cabinet::{SubscriptionLinkPage, SubscriptionRow, SubscriptionsPage};

use super::archives::{choices, nobody};
use super::people::errors;
use crate::domain::form::FieldFaults;
use crate::domain::subscription::MonthOutcome;
use crate::operations::subscriptions::{
    OpenedSubscription, OwnSubscription, OwnSubscriptions, TypedSubscription,
};

/// One's own subscriptions, and the form of another one.
#[must_use]
pub fn own(
    found: &OwnSubscriptions,
    typed: Option<TypedSubscription>,
    faults: FieldFaults,
    now: DateTime<Utc>,
    csrf: String,
) -> SubscriptionsPage {
    let typed = typed
        .unwrap_or_else(|| TypedSubscription { organization: String::new(), email: found.email.clone() });
    let several = found.organizations.len() > 1;
    let only = found.organizations.first().filter(|_| !several);
    let organizations: Vec<Choice> = if several { choices(&found.organizations) } else { Vec::new() };
    SubscriptionsPage {
        rows: found.rows.iter().map(|own| row(own, former(found, own), now)).collect(),
        organization: only.map(|one| one.requisites.short_name.clone()).unwrap_or_default(),
        organizations,
        chosen: typed.organization,
        email: typed.email,
        nobody: found.organizations.is_empty().then(|| nobody(found.closed.as_ref())),
        errors: errors(faults),
        csrf,
    }
}

/// The address to which the documents go until the address of a subscription is confirmed.
fn former<'a>(found: &'a OwnSubscriptions, own: &OwnSubscription) -> Option<&'a str> {
    let runs = |one: &&OwnSubscription| {
        one.held.organization == own.held.organization && one.held.confirmed_at.is_some()
    };
    found.rows.iter().find(runs).map(|one| one.held.email.as_str())
}

fn row(own: &OwnSubscription, former: Option<&str>, now: DateTime<Utc>) -> SubscriptionRow {
    let held = &own.held;
    let (label, tone) = if held.confirmed_at.is_some() {
        ("Включено", Tone::Good)
    } else {
        ("Ждет подтверждения адреса", Tone::Work)
    };
    SubscriptionRow {
        number: held.id.to_string(),
        organization: own.organization.clone(),
        state: Badge { label: label.to_owned(), tone },
        email: held.email.clone(),
        next: next(own, former, own.partner.day(now)),
        last: last(own),
    }
}

/// What comes next.
fn next(own: &OwnSubscription, former: Option<&str>, today: NaiveDate) -> String {
    if own.held.confirmed_at.is_none() {
        let meanwhile = match former {
            Some(former) => format!("Пока адрес не подтвержден, они приходят на прежний: {former}."),
            None => "Пока адрес не подтвержден, они не отправляются.".to_owned(),
        };
        return format!(
            "Адрес новый: на него отправлена ссылка. Откройте ее, и документы будут приходить на него. {meanwhile}"
        );
    }
    let month = own.next.in_words();
    if own.goes_on <= today {
        return format!("Документы за {month} собираются.");
    }
    format!("Документы за {month} придут {}.", date(own.goes_on))
}

/// What became of the last month.
fn last(own: &OwnSubscription) -> String {
    let month = own.held.settled.in_words();
    match own.held.outcome {
        None => String::new(),
        Some(MonthOutcome::Asked(archive)) => {
            format!("За {month} архив собран, запрос №\u{a0}{archive} в разделе «Мои запросы».")
        }
        Some(MonthOutcome::Nothing) => {
            format!("За {month} закрывающих документов не было, письмо не отправлялось.")
        }
        Some(MonthOutcome::Before) => format!("Документы за {month} отправлены на прежний адрес."),
        Some(MonthOutcome::TooMuch) => format!(
            "За {month} документов больше, чем вмещает один архив, письмо не отправлялось. Запросите архив по частям."
        ),
    }
}

/// What the link of the letter that confirms an address opens.
#[must_use]
pub fn confirming(opened: &OpenedSubscription, token: String, csrf: String) -> SubscriptionLinkPage {
    let (organization, email) = about(opened);
    if opened.held.confirmed_at.is_some() {
        return SubscriptionLinkPage::Confirmed { organization, email };
    }
    SubscriptionLinkPage::Confirm { token, organization, email, csrf }
}

/// What the link opens that ends a subscription.
#[must_use]
pub fn ending(opened: &OpenedSubscription, token: String, csrf: String) -> SubscriptionLinkPage {
    let (organization, email) = about(opened);
    if opened.held.ended.is_some() {
        return SubscriptionLinkPage::Ended { organization, email };
    }
    SubscriptionLinkPage::End { token, organization, email, csrf }
}

fn about(opened: &OpenedSubscription) -> (String, String) {
    (opened.organization.requisites.short_name.clone(), opened.held.email.clone())
}
