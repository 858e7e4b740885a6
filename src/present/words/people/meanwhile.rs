//! Who changed a thing while somebody else had it open.

use super::short_name;
use crate::operations::Clash;

/// Who changed a thing meanwhile: «Заявление уже изменил И. Ветров».
#[must_use]
pub fn changed(clash: &Clash) -> String {
    let (what, neuter) =
        if clash.stage.is_some() { ("Заявление", "о") } else { ("Запись", "а") };
    told(what, neuter, &clash.by)
}

/// Who changed an application meanwhile: «Заявление № 104121 уже изменил И. Ветров».
#[must_use]
pub fn changed_application(number: &str, clash: &Clash) -> String {
    told(&format!("Заявление №\u{a0}{number}"), "о", &clash.by)
}

/// Who changed a thing, a person's name or a program by its login.
#[must_use]
pub fn changer(by: &str) -> String {
    by.strip_prefix("its:").map_or_else(|| by.to_owned(), |login| format!("логин {login}"))
}

fn told(what: &str, neuter: &str, by: &str) -> String {
    let who = short_name(by);
    match by.split_whitespace().nth(2) {
        Some(father) if father.ends_with("на") => format!("{what} уже изменила {who}"),
        Some(father) if father.ends_with("ич") => format!("{what} уже изменил {who}"),
        Some(_) | None => format!("{what} уже изменен{neuter}: {}", changer(by)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stage::StageCode;

    #[test]
    fn a_conflict_names_who_changed_what() {
        let said = |by: &str, stage: Option<StageCode>| {
            let (login, verb) = (String::new(), String::new());
            let clash = Clash {
                by: by.to_owned(),
                instead_of: None,
                login,
                at: chrono::DateTime::UNIX_EPOCH,
                verb,
                stage,
                version: 1,
            };
            changed(&clash)
        };
        let review = Some(StageCode::InReview);
        assert_eq!(said("Ветров Игорь Петрович", review), "Заявление уже изменил И. Ветров");
        assert_eq!(said("Смирнова Ольга Викторовна", None), "Запись уже изменила О. Смирнова");
        assert_eq!(said("its-demo", review), "Заявление уже изменено: its-demo");
        assert_eq!(said("its:its-demo", review), "Заявление уже изменено: логин its-demo");
    }
}
