//! The holdings of an organisation: products with their periods, applications, certificates; the same for every desk.

use chrono::{DateTime, NaiveDate, Utc};
use templates::components::{Badge, Fact, Link, Tone};
use templates::format::{NBSP, Zone, counted, date};
use templates::pages::support::HeldProduct;
use templates::pages::{ApplicationRow, CertificateRow, LicensePeriod, MultiUser, Product};

use crate::domain::application::Application;
use crate::domain::billing::BilledProduct;
use crate::domain::holdings::chain_end;
use crate::domain::ids::ApplicationNumber;
use crate::domain::month::moscow_day;
use crate::domain::organization::Licence;
use crate::operations::organizations::OrganizationCard;
use crate::present::words;
use crate::present::words::application;
use crate::store::certificates::Issued;

/// How many days before its end a licence is announced as ending.
const WARNED_DAYS: i64 = 30;

/// How this viewer's link to an application is made.
type ToApplication = fn(ApplicationNumber) -> Link;

/// Every product on two lines: the end of its licence, and the multi-user mode with its tier.
pub(in crate::present) fn held(licences: &[Licence], today: NaiveDate) -> Vec<HeldProduct> {
    accounts(licences).iter().map(|account| account.held(today)).collect()
}

/// The product on one line: «1С-Отчетность до 14.03.2027»; the one that ends last.
pub(in crate::present) fn product(licences: &[Licence], today: NaiveDate) -> Option<String> {
    let ends = accounts(licences)
        .into_iter()
        .filter_map(|account| Some((account.last_day(today)?, account.product)));
    let (last_day, product) = ends.max_by_key(|(last_day, _)| *last_day)?;
    Some(until(product, last_day, today))
}

fn until(product: BilledProduct, last_day: NaiveDate, today: NaiveDate) -> String {
    let (name, end) = (words::product(product), date(last_day));
    if last_day < today {
        format!("{name}, закончилась {end}")
    } else {
        format!("{name} до{NBSP}{end}")
    }
}

/// The multi-user mode in a word: «от 2 до 9».
pub(in crate::present) fn mode(licences: &[Licence], today: NaiveDate) -> Option<String> {
    let tier = licences.iter().filter(|licence| licence.holds_on(today)).filter_map(|held| held.tier).max();
    tier.map(|tier| words::tier(tier).to_owned())
}

/// The licences of one product account.
struct ProductAccount<'a> {
    product: BilledProduct,
    alias: Option<&'a str>,
    licences: Vec<&'a Licence>,
}

/// The products with their periods, the latest first.
pub(in crate::present) fn products(
    card: &OrganizationCard,
    today: NaiveDate,
    link: ToApplication,
) -> Vec<Product> {
    accounts(&card.licences).iter().map(|account| account.product(card, today, link)).collect()
}

/// One account a product and alias; the extension belongs to the account of its alias.
fn accounts(licences: &[Licence]) -> Vec<ProductAccount<'_>> {
    let mut accounts: Vec<ProductAccount<'_>> = Vec::new();
    let (extensions, main): (Vec<&Licence>, Vec<&Licence>) =
        licences.iter().partition(|licence| licence.product == BilledProduct::MultiUser);
    for licence in main.into_iter().chain(extensions) {
        let alias = licence.alias.as_deref();
        let extension = licence.product == BilledProduct::MultiUser;
        let own = accounts
            .iter()
            .position(|account| account.alias == alias && (extension || account.product == licence.product));
        let place = own.or_else(|| (extension && !accounts.is_empty()).then_some(0));
        match place {
            Some(place) => accounts[place].licences.push(licence),
            None => {
                accounts.push(ProductAccount { product: licence.product, alias, licences: vec![licence] });
            }
        }
    }
    for account in &mut accounts {
        account.licences.sort_by_key(|licence| std::cmp::Reverse((licence.starts_on, licence.activated_at)));
    }
    accounts
}

impl ProductAccount<'_> {
    fn product(&self, card: &OrganizationCard, today: NaiveDate, link: ToApplication) -> Product {
        Product {
            name: words::product(self.product).to_owned(),
            alias: self.alias.map(str::to_owned),
            status: self.status(today),
            facts: self.facts(card, today),
            multi_user: self.multi_user(today, |licence| of_card(card, licence, link)),
            periods: self
                .licences
                .iter()
                .map(|licence| period(licence, of_card(card, licence, link)))
                .collect(),
        }
    }

    fn held(&self, today: NaiveDate) -> HeldProduct {
        let text = self.last_day(today).map_or_else(String::new, |day| until(self.product, day, today));
        let alias = self.alias.map(|alias| format!(" · «{alias}»")).unwrap_or_default();
        let running = self.running_mode(today);
        let mode = running.and_then(|(held, end)| Some((words::tier(held.tier?), date(end)))).map_or_else(
            || "многопользовательский режим выключен".to_owned(),
            |(tier, end)| format!("многопользовательский режим {tier} до{NBSP}{end}"),
        );
        HeldProduct { text: format!("{text}{alias}"), mode }
    }

    /// The last day of the unbroken chain of its periods; for a product without a licence today, its last day ever.
    fn last_day(&self, today: NaiveDate) -> Option<NaiveDate> {
        let own = || self.licences.iter().copied().filter(|licence| licence.product == self.product);
        chain_end(own(), today).or_else(|| own().map(|licence| licence.ends_on).max())
    }

    /// Today's extension, and the last day on which its tier or a higher one is held without a gap.
    fn running_mode(&self, today: NaiveDate) -> Option<(&Licence, NaiveDate)> {
        let extensions = || self.licences.iter().copied().filter(|licence| licence.tier.is_some());
        let held = extensions().filter(|held| held.holds_on(today)).max_by_key(|held| held.tier)?;
        let end = chain_end(extensions().filter(|other| other.tier >= held.tier), today)?;
        Some((held, end))
    }

    fn status(&self, today: NaiveDate) -> Badge {
        let works = self.licences.iter().any(|held| held.product == self.product && held.holds_on(today));
        let (label, tone) = if works {
            ("Действует", Tone::Good)
        } else if self.last_day(today).is_some_and(|day| day < today) {
            ("Закончилась", Tone::Quiet)
        } else {
            ("Еще не началась", Tone::Quiet)
        };
        Badge { label: label.to_owned(), tone }
    }

    fn facts(&self, card: &OrganizationCard, today: NaiveDate) -> Vec<Fact> {
        let until = |day: Option<NaiveDate>, label: &str| Fact {
            note: day.and_then(|day| ending(day, today)).map(|(text, _)| text),
            ..Fact::new(label, day.map(|day| format!("по {}", date(day))).unwrap_or_default())
        };
        let own = self.licences.iter().find(|licence| licence.product == self.product);
        let number = card.applications.iter().find(|asked| asked.asked.alias.as_deref() == self.alias);
        vec![
            until(self.last_day(today), "Лицензия"),
            until(first_to_end(&card.certificates, today), "Сертификат"),
            Fact::new("Основание", own.map(|licence| words::basis(licence.basis)).unwrap_or_default()),
            Fact::identifier(
                "Рег. номер программы",
                number.map(|found| found.asked.reg_number.as_str()).unwrap_or_default(),
            ),
        ]
    }

    fn multi_user(&self, today: NaiveDate, link: impl Fn(&Licence) -> Option<Link>) -> MultiUser {
        match self.running_mode(today) {
            None => MultiUser::default(),
            Some((held, end)) => MultiUser {
                enabled: true,
                tier: held.tier.map(|tier| words::tier(tier).to_owned()),
                since: Some(held.starts_on),
                until: Some(end),
                application: link(held),
            },
        }
    }
}

/// The application of a period, if the card lists it: applications of another partner are not visible.
fn of_card(card: &OrganizationCard, licence: &Licence, link: ToApplication) -> Option<Link> {
    let number = licence.application;
    card.applications.iter().any(|application| application.number == number).then(|| link(number))
}

fn period(licence: &Licence, application: Option<Link>) -> LicensePeriod {
    let name = words::product(licence.product);
    LicensePeriod {
        product: licence
            .tier
            .map_or_else(|| name.to_owned(), |tier| format!("{name}, {}", words::tier(tier))),
        basis: words::basis(licence.basis).to_owned(),
        from: licence.starts_on,
        to: licence.ends_on,
        application,
    }
}

/// The first day on which an owner has no certificate; `None` when no owner has one.
fn first_to_end(issued: &[Issued], today: NaiveDate) -> Option<NaiveDate> {
    let last_of = |owner: &str| {
        let own = issued.iter().filter(|issued| issued.current && issued.owner_snils == owner);
        own.map(|issued| moscow_day(issued.certificate.not_after)).max()
    };
    let days: Vec<NaiveDate> = issued.iter().filter_map(|issued| last_of(&issued.owner_snils)).collect();
    let valid = days.iter().copied().filter(|day| *day >= today).min();
    valid.or_else(|| days.into_iter().max())
}

/// The note about the end of a period that is near or past.
fn ending(day: NaiveDate, today: NaiveDate) -> Option<(String, Tone)> {
    let left = (day - today).num_days();
    if left < 0 {
        return Some(("срок истек".to_owned(), Tone::Bad));
    }
    let days = counted(left.unsigned_abs(), ["день", "дня", "дней"]);
    match left {
        0 => Some(("истекает сегодня".to_owned(), Tone::Work)),
        1..WARNED_DAYS => Some((format!("истекает через {days}"), Tone::Work)),
        _ => None,
    }
}

/// Applications, newest first.
pub(in crate::present) fn applications(
    list: &[Application],
    now: DateTime<Utc>,
    zone: Zone,
    link: impl Fn(&Application) -> Option<String>,
) -> Vec<ApplicationRow> {
    let row = |application: &Application| ApplicationRow {
        number: application.number.to_string(),
        href: link(application),
        kind: words::kind(application.asked.kind).to_owned(),
        sent: zone.moment(application.received_at),
        status: application::status(application),
        waiting_for: words::subscriber::turn(application.stage.code().ball()).map(str::to_owned),
        since: zone.since(application.stage_since, now),
    };
    list.iter().map(row).collect()
}

/// Certificates, newest first.
pub(in crate::present) fn certificates(issued: &[Issued], today: NaiveDate) -> Vec<CertificateRow> {
    let row = |issued: &Issued| {
        let certificate = &issued.certificate;
        CertificateRow {
            owner: issued.owner_name.clone(),
            serial: certificate.serial.clone(),
            thumbprint: certificate.thumbprint.clone(),
            valid_from: moscow_day(certificate.not_before),
            valid_to: moscow_day(certificate.not_after),
            note: ending(moscow_day(certificate.not_after), today)
                .or_else(|| words::issuance::superseded(issued)),
        }
    };
    issued.iter().map(row).collect()
}
