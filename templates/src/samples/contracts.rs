//! A client's ITS contracts, and whether the account is connected.

use super::house::{badge, nothing, verb};
use super::{CSRF, Sample, long_name, portal_frame, sample, training_banner};
use crate::components::{Fact, Link, Tone, VerbWeight};
use crate::pages::cabinet::{
    ItsContractRow, ItsContractsPage, ItsOffer, SupportSignInPage, SupportStatePage,
};
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let client = portal_frame();
    let anonymous = Frame { banners: vec![training_banner()], csrf: CSRF.to_owned(), ..Frame::default() };
    vec![
        sample("its-contracts-empty", &contracts(0, 0, "ООО «Форсайт»"), &client),
        sample("its-contracts-next", &contracts(0, 1, "ООО «Форсайт»"), &client),
        sample("its-contracts", &contracts(1, 2, "ООО «Форсайт»"), &client),
        sample("its-contracts-worst", &contracts(3, 8, &long_name()), &client),
        sample("internet-support-window", &window(None), &anonymous),
        sample("internet-support-window-error", &window(Some("Неверный логин или пароль.")), &anonymous),
        sample("internet-support", &support(true), &client),
        sample("internet-support-none", &support(false), &client),
    ]
}

fn contracts(offers: usize, held: usize, partner: &str) -> ItsContractsPage {
    let states = [("действует", Tone::Good), ("договор истек", Tone::Work), ("заблокирован", Tone::Bad)];
    let row = |index: usize| ItsContractRow {
        partner: partner.to_owned(),
        contact: "+7 999 000-10-01, help@forsait.example".to_owned(),
        since: "18.11.2026".to_owned(),
        until: (index % 4 != 3).then(|| "31.12.2026".to_owned()),
        state: badge(states[index % 3].0, states[index % 3].1),
    };
    ItsContractsPage {
        login: "buh-romashka".to_owned(),
        offers: (0..offers).map(|index| offer(index, offers == 1, partner)).collect(),
        contracts: (0..held).map(row).collect(),
        empty: nothing(),
        next: (held > 0 && offers == 0).then(|| Link {
            label: "Заявление на подключение к 1С-Отчетности".to_owned(),
            href: paths::new_draft(),
        }),
        csrf: CSRF.to_owned(),
    }
}

fn offer(index: usize, alone: bool, partner: &str) -> ItsOffer {
    let id = index.to_string();
    let weight = if alone { VerbWeight::Primary } else { VerbWeight::Plain };
    ItsOffer {
        partner: if alone { partner.to_owned() } else { format!("{partner} {index}") },
        facts: vec![
            Fact::new(
                "Обслуживающая организация",
                format!("{partner}, +7 999 000-10-01, help@forsait.example"),
            ),
            Fact::new("Договор 1С:ИТС до", "31.12.2026"),
        ],
        answers: vec![
            verb("Принять", paths::offer_acceptance(&id), weight, Some("Договор начнет действовать.")),
            verb(
                "Отклонить",
                paths::offer_refusal(&id),
                VerbWeight::Plain,
                Some("«Отклонить»: предложение исчезнет."),
            ),
        ],
        id,
    }
}

fn window(error: Option<&str>) -> SupportSignInPage {
    SupportSignInPage {
        csrf: CSRF.to_owned(),
        login: "buh-romashka".to_owned(),
        error: error.map(str::to_owned),
    }
}

fn support(connected: bool) -> SupportStatePage {
    SupportStatePage {
        connected,
        facts: vec![
            Fact::identifier("Логин", "buh-romashka"),
            Fact::new("Обслуживающая организация", "ООО «Форсайт», +7 999 000-10-01, help@forsait.example"),
            Fact::new("Договор 1С:ИТС до", "31.12.2026"),
        ],
        advice: "Договор 1С:ИТС не действует. Обратитесь в обслуживающую организацию: она продлит его."
            .to_owned(),
        link: Some(Link { label: "Договоры".to_owned(), href: paths::own_its_contracts() }),
    }
}
