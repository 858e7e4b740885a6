//! Closing documents each month, in the cabinet and by the links of letters.

use super::{CSRF, Sample, cabinet_frame, long_name, sample};
use crate::components::{Badge, Choice, Empty, FieldError, Tone};
use crate::layout::{Door, Frame};
use crate::pages::cabinet::{SubscriptionLinkPage, SubscriptionRow, SubscriptionsPage};

pub(super) fn samples() -> Vec<Sample> {
    let client = cabinet_frame();
    let outside = Frame { door: Some(Door::Cabinet), ..Frame::default() };
    vec![
        sample("subscriptions-empty", &page(Vec::new()), &client),
        sample("subscriptions", &page(vec![running()]), &client),
        sample("subscriptions-worst", &worst(), &client),
        sample("subscriptions-nobody", &nobody(), &client),
        sample("subscription-link-confirm", &confirm(), &outside),
        sample("subscription-link-confirmed", &confirmed(), &outside),
        sample("subscription-link-end", &end(), &outside),
        sample("subscription-link-ended", &ended(), &outside),
        sample("subscription-link-gone", &SubscriptionLinkPage::Gone, &outside),
    ]
}

const HOUSE: &str = "ООО «Ромашка»";
const EMAIL: &str = "buh@romashka.example";

fn page(rows: Vec<SubscriptionRow>) -> SubscriptionsPage {
    SubscriptionsPage {
        rows,
        organization: HOUSE.to_owned(),
        email: EMAIL.to_owned(),
        csrf: CSRF.to_owned(),
        ..SubscriptionsPage::default()
    }
}

fn running() -> SubscriptionRow {
    SubscriptionRow {
        number: "4".to_owned(),
        organization: HOUSE.to_owned(),
        state: Badge { label: "Включено".to_owned(), tone: Tone::Good },
        email: EMAIL.to_owned(),
        next: "Документы за ноябрь 2026 придут 07.12.2026.".to_owned(),
        last: "За октябрь 2026 закрывающих документов не было, письмо не отправлялось.".to_owned(),
    }
}

fn worst() -> SubscriptionsPage {
    let row = |number: u32| {
        SubscriptionRow {
        number: number.to_string(),
        organization: long_name(),
        state: Badge { label: "Ждет подтверждения адреса".to_owned(), tone: Tone::Work },
        email: format!("{}@romashka.example", "buh".repeat(20)),
        next: "Адрес новый: на него отправлена ссылка. Откройте ее, и документы будут приходить. Пока адрес не подтвержден, они не отправляются.".to_owned(),
        last: "За октябрь 2026 документов больше, чем вмещает один архив, письмо не отправлялось. Запросите архив по частям.".to_owned(),
    }
    };
    let error = |field: &str, text: &str| FieldError { field: field.to_owned(), text: text.to_owned() };
    SubscriptionsPage {
        organization: String::new(),
        organizations: vec![Choice::new("", "Выберите"), Choice::new("7000001", long_name())],
        email: "buh@".to_owned(),
        errors: vec![
            error("organization", "Выберите организацию"),
            error("email", "Адрес электронной почты неверен"),
        ],
        ..page((1..=6).map(row).collect())
    }
}

fn nobody() -> SubscriptionsPage {
    let empty = Empty {
        reason: "Документов пока нет: у учетной записи нет организации.".to_owned(),
        advice: "Организация появится, когда одобрят заявление на подключение или вас пригласят.".to_owned(),
        link: None,
    };
    SubscriptionsPage { organization: String::new(), nobody: Some(empty), ..page(Vec::new()) }
}

fn confirm() -> SubscriptionLinkPage {
    SubscriptionLinkPage::Confirm {
        token: "0f".repeat(32),
        organization: HOUSE.to_owned(),
        email: EMAIL.to_owned(),
        csrf: CSRF.to_owned(),
    }
}

fn confirmed() -> SubscriptionLinkPage {
    SubscriptionLinkPage::Confirmed { organization: HOUSE.to_owned(), email: EMAIL.to_owned() }
}

fn end() -> SubscriptionLinkPage {
    SubscriptionLinkPage::End {
        token: "0f".repeat(32),
        organization: HOUSE.to_owned(),
        email: EMAIL.to_owned(),
        csrf: CSRF.to_owned(),
    }
}

fn ended() -> SubscriptionLinkPage {
    SubscriptionLinkPage::Ended { organization: HOUSE.to_owned(), email: EMAIL.to_owned() }
}
