//! «Войти через облако»: the providers, the way to one, and what a person has linked.

use templates::components::{Empty, Fact, VerbButton, VerbWeight};
use templates::format::Zone;
use templates::pages::portal::{CloudChoice, CloudLeavingPage, CloudPage};
use templates::pages::{OwnCloudRow, OwnCloudsPage};
use templates::paths;
use url::Url;

use super::words;
use crate::domain::cloud::CloudIdentity;
use crate::operations::cloud::{CloudFailure, CloudSetting, OwnClouds};

/// The providers with which anybody may try to sign in, and why the last try failed.
#[must_use]
pub fn page<'a>(
    offered: impl Iterator<Item = &'a CloudSetting>,
    failure: Option<&CloudFailure>,
    next: Option<String>,
    csrf: String,
) -> CloudPage {
    let error = failure.map(|failure| words::cloud::failure(failure).to_owned());
    CloudPage { csrf, choices: offered.map(choice).collect(), error, next }
}

fn choice(setting: &CloudSetting) -> CloudChoice {
    CloudChoice { issuer: setting.issuer.clone(), name: setting.name.clone() }
}

/// The way to a provider; back it goes to the page from which the person set out.
#[must_use]
pub fn leaving(setting: &CloudSetting, address: String, back: String) -> CloudLeavingPage {
    let host = Url::parse(&address).ok().and_then(|url| url.host_str().map(str::to_owned));
    CloudLeavingPage {
        name: setting.name.clone(),
        host: host.unwrap_or_default(),
        address,
        back: ("Вход через облако".to_owned(), back),
    }
}

/// What a person has linked, and why the last try failed.
#[must_use]
pub fn own(own: &OwnClouds, failure: Option<&CloudFailure>, zone: Zone, csrf: String) -> OwnCloudsPage {
    OwnCloudsPage {
        rows: own.linked.iter().map(|linked| row(own, linked, zone)).collect(),
        empty: none(own),
        choices: own.offered.iter().map(choice).collect(),
        error: failure.map(|failure| words::cloud::failure(failure).to_owned()),
        csrf,
    }
}

fn row(own: &OwnClouds, linked: &CloudIdentity, zone: Zone) -> OwnCloudRow {
    let setting = own.offered.iter().find(|setting| setting.issuer == linked.issuer);
    let shut = "Сейчас это облако вам не предложено: войти через него нельзя.";
    OwnCloudRow {
        provider: setting.map_or_else(|| linked.issuer.clone(), |setting| setting.name.clone()),
        label: linked.label.clone(),
        linked: zone.moment(linked.linked_at).text(),
        used: linked.used_at.map(|at| zone.moment(at).text()),
        note: setting.is_none().then(|| shut.to_owned()),
        ending: VerbButton {
            label: "Отвязать".to_owned(),
            action: paths::own_cloud_ending(&linked.id.to_string()),
            hidden: Vec::new(),
            weight: VerbWeight::Plain,
            consequence: None,
        },
    }
}

fn none(own: &OwnClouds) -> Empty {
    let advice = if own.offered.is_empty() {
        "Ни одно облако к порталу не подключено, связать пока нечего."
    } else {
        "Выберите облако ниже: после входа в нем учетные записи будут связаны."
    };
    let reason = "Ничего не связано.".to_owned();
    Empty { reason, advice: advice.to_owned(), link: None }
}

/// The line of the profile.
#[must_use]
pub fn fact(own: &OwnClouds) -> Fact {
    let name = |linked: &CloudIdentity| {
        let setting = own.offered.iter().find(|setting| setting.issuer == linked.issuer);
        setting.map_or_else(|| linked.issuer.clone(), |setting| setting.name.clone())
    };
    let names: Vec<String> = own.linked.iter().map(name).collect();
    if own.offered.is_empty() && names.is_empty() {
        return Fact::new("Вход через облако", "к порталу не подключен");
    }
    let state = if names.is_empty() { "не связан".to_owned() } else { names.join(", ") };
    Fact { href: Some(paths::own_clouds()), ..Fact::new("Вход через облако", state) }
}
