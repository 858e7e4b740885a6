//! Who changed a thing while somebody else had it open.

use super::short_name;
use crate::operations::Clash;

/// Who changed a thing meanwhile: «Заявление уже изменил И. Ветров».
#[must_use]
pub fn changed(clash: &Clash) -> String {
    let (what, neuter) =
        if clash.stage.is_some() { ("Заявление", "о") } else { ("Запись", "а") };
    let who = short_name(&clash.by);
    match clash.by.split_whitespace().nth(2) {
        Some(father) if father.ends_with("на") => format!("{what} уже изменила {who}"),
        Some(father) if father.ends_with("ич") => format!("{what} уже изменил {who}"),
        Some(_) | None => format!("{what} уже изменен{neuter}: {who}"),
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
    }
}
