//! The logo on the page of the requisites: the present picture, the form that uploads one, and its removal.

use templates::components::Questions;
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::LogoCard;
use templates::paths;

use crate::domain::seller::Seller;
use crate::present::operator::{Returned, errors, file_question};

const HINT: &str = "PNG или JPEG, не больше 1\u{a0}МБ и 4000×4000 точек. Лучше всего горизонтальный, на белом или прозрачном фоне.";

/// The logo, once there are requisites or something is wrong with it; with its forms where the reader may change it.
pub(super) fn part(seller: &Seller, may: bool, returned: Option<&Returned>) -> Option<Part> {
    if seller.terms.is_none() && returned.is_none() {
        return None;
    }
    let logo = seller.terms.as_ref().and_then(|terms| terms.logo.as_deref());
    let seen = vec![("version".to_owned(), seller.version.to_string())];
    let card = LogoCard {
        picture: logo.map(paths::seller_logo_picture).unwrap_or_default(),
        upload: may.then(|| upload(seen.clone(), returned)),
        removal: logo.filter(|_| may).map(|_| seen),
    };
    Some(Part::new("logo", "Логотип", PartBody::Logo(Box::new(card))))
}

fn upload(seen: Vec<(String, String)>, returned: Option<&Returned>) -> Questions {
    Questions {
        id: "set-logo".to_owned(),
        action: paths::seller_logo(),
        list: vec![file_question("file", "Файл", ".png,.jpg,.jpeg", HINT)],
        hidden: seen,
        button: "Загрузить логотип".to_owned(),
        consequence: "Выставленные документы не изменятся.".to_owned(),
        errors: returned.map(|returned| errors(&returned.faults)).unwrap_or_default(),
    }
}
