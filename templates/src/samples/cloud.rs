//! «Войти через облако»: before the sign-in, on the way, and in the profile.

use super::house::{nothing, verb};
use super::{CSRF, Sample, long_name, partner_frame, portal_frame, sample, training_banner};
use crate::components::VerbWeight;
use crate::layout::Door;
use crate::pages::portal::{CloudChoice, CloudLeavingPage, CloudPage};
use crate::pages::{OwnCloudRow, OwnCloudsPage};
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let portal = Frame { door: Some(Door::Portal), banners: vec![training_banner()], ..Frame::default() };
    let one = own(1, &["1С:Облако"], None);
    let worst = own(9, &[&long_name(), "Форсайт", "1С:Облако"], Some(REFUSED));
    vec![
        sample("cloud-none", &page(&[], None), &portal),
        sample("cloud", &page(&["1С:Облако"], None), &portal),
        sample("cloud-worst", &page(&["1С:Облако", "Форсайт", &long_name()], Some(REFUSED)), &portal),
        sample("cloud-leaving", &leaving("1С:Облако", paths::cloud()), &portal),
        sample("cloud-leaving-worst", &leaving(&long_name(), paths::own_clouds()), &partner_frame(9)),
        sample("own-clouds-empty", &own(0, &["1С:Облако"], None), &portal_frame()),
        sample("own-clouds", &one, &partner_frame(9)),
        sample("own-clouds-worst", &worst, &portal_frame()),
    ]
}

const REFUSED: &str = "Эта облачная учетная запись не связана ни с одной учетной записью портала. Войдите по паролю и свяжите ее \
                       в профиле, на странице «Вход через облако».";

fn choices(names: &[&str]) -> Vec<CloudChoice> {
    let choice = |(place, name): (usize, &&str)| CloudChoice {
        issuer: format!("https://id-{place}.example"),
        name: (*name).to_owned(),
    };
    names.iter().enumerate().map(choice).collect()
}

fn page(names: &[&str], error: Option<&str>) -> CloudPage {
    CloudPage {
        csrf: CSRF.to_owned(),
        choices: choices(names),
        error: error.map(str::to_owned),
        next: error.map(|_| paths::application("104209")),
    }
}

fn leaving(name: &str, back: String) -> CloudLeavingPage {
    CloudLeavingPage {
        name: name.to_owned(),
        host: "id.cloud.example".to_owned(),
        address: "https://id.cloud.example/authorize?response_type=code&client_id=registrar&state=0f0f"
            .to_owned(),
        back: ("Вход через облако".to_owned(), back),
    }
}

fn own(linked: usize, names: &[&str], error: Option<&str>) -> OwnCloudsPage {
    let worst = error.is_some();
    let row = |index: usize| OwnCloudRow {
        provider: if worst { long_name() } else { "1С:Облако".to_owned() },
        label: if worst { "петрова-".repeat(15) } else { "Анна Петрова".to_owned() },
        linked: "18.11.2026 10:12 МСК".to_owned(),
        used: index.is_multiple_of(2).then(|| "21.11.2026 14:03 МСК".to_owned()),
        note: (index % 3 == 1)
            .then(|| "Сейчас этого облака нет в настройках: войти через него нельзя".to_owned()),
        ending: verb("Отвязать", paths::own_cloud_ending("7"), VerbWeight::Plain, None),
    };
    OwnCloudsPage {
        rows: (0..linked).map(row).collect(),
        empty: nothing(),
        choices: choices(names),
        error: error.map(str::to_owned),
        csrf: CSRF.to_owned(),
    }
}
