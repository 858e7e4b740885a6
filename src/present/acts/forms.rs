//! The forms of an act that waits: sending it, bringing its file, refusing.

use templates::components::{Choice, FieldError, Questions};
use templates::format::date;
use templates::pages::operator::{Part, PartBody};
use templates::paths;

use crate::operations::acts::{ActCard, ActSource, CHOICES, DrawnAct};
use crate::present::operator::{Returned, TypedForm, errors, file_question};
use crate::present::words::archives::period;
use crate::store::documents::FiledDocument;

/// A form of the page that is shown again with its faults.
#[derive(Clone, Debug)]
pub struct ReturnedAct {
    /// The id of the form: `sending`, `choice`, `file`, `refusal`.
    pub form: &'static str,
    /// What came back.
    pub returned: Returned,
}

impl ReturnedAct {
    /// The faults that belong to no field.
    pub(super) fn common(&self) -> Vec<FieldError> {
        let of_all = errors(&self.returned.faults).into_iter();
        of_all.filter(|fault| self.form == "sending" || fault.field == "act").collect()
    }
}

/// The forms of an act that waits for a check.
pub(super) fn forms(found: &ActCard, returned: Option<&ReturnedAct>) -> Vec<Part> {
    let forms = ActForms { number: found.row.request.id.to_string(), found, returned };
    let mut parts = match &found.source {
        ActSource::Own(_) | ActSource::OneC(_) if found.shut_out.is_some() => Vec::new(),
        ActSource::Own(drawn) => vec![forms.sending(drawn)],
        ActSource::OneC(choices) => {
            let choice = (!choices.is_empty()).then(|| forms.choice(choices));
            let file = forms.file(if choice.is_some() { PartBody::Exception } else { PartBody::Questions });
            choice.into_iter().chain([file]).collect()
        }
        ActSource::Answered { .. } => return Vec::new(),
    };
    parts.push(forms.refusal());
    parts
}

struct ActForms<'a> {
    number: String,
    found: &'a ActCard,
    returned: Option<&'a ReturnedAct>,
}

impl ActForms<'_> {
    fn typed(&self, form: &str) -> TypedForm {
        let here = self.returned.filter(|one| one.form == form);
        here.map(|one| one.returned.typed.clone()).unwrap_or_default()
    }

    fn form(&self, id: &str, action: String, button: &str) -> Questions {
        let here = self.returned.filter(|one| one.form == id && id != "sending");
        Questions {
            id: id.to_owned(),
            action,
            hidden: vec![("version".to_owned(), self.found.row.request.version.to_string())],
            button: button.to_owned(),
            errors: here.map(|one| errors(&one.returned.faults)).unwrap_or_default(),
            ..Questions::default()
        }
    }

    /// «Акт за ноябрь 2026».
    fn of_period(&self) -> String {
        format!("Акт за {}", period(&self.found.row.request.period))
    }

    fn sending(&self, drawn: &DrawnAct) -> Part {
        let form = self.form("sending", paths::act_sending(&self.number), "Отправить");
        let form = Questions {
            hidden: form.hidden.iter().cloned().chain([("shown".to_owned(), drawn.digest())]).collect(),
            consequence: "Акт получит следующий номер и уйдет клиенту письмом. Номер не отменить.".to_owned(),
            ..form
        };
        Part::new("send", "Отправить клиенту", PartBody::Questions(form))
    }

    fn choice(&self, documents: &[FiledDocument]) -> Part {
        let choice = |filed: &FiledDocument| {
            let one = &filed.document;
            Choice::new(one.id.to_string(), format!("№\u{a0}{} от {}", one.number, date(one.day)))
        };
        let mut choices = vec![Choice::new("", "Выберите")];
        choices.extend(documents.iter().map(choice));
        let typed = self.typed("choice");
        let form = Questions {
            list: vec![typed.one_of("document", "Акт из 1С", choices)],
            consequence: format!("{} уйдет клиенту письмом.", self.of_period()),
            ..self.form("choice", paths::act_choice(&self.number), "Отправить")
        };
        let part = Part::new("choose", "Отправить акт из 1С", PartBody::Questions(form));
        let whole = documents.len() < usize::try_from(CHOICES).unwrap_or(usize::MAX);
        let note =
            if whole { String::new() } else { format!("Показаны последние {CHOICES}") };
        Part { note, ..part }
    }

    fn file(&self, body: fn(Questions) -> PartBody) -> Part {
        let typed = self.typed("file");
        let form = Questions {
            list: vec![
                typed.line("number", "Номер акта", ""),
                typed.day("day", "День акта", ""),
                file_question("file", "Файл", ".pdf", "PDF не больше 20\u{a0}МБ."),
            ],
            consequence: format!("{} ляжет к документам клиента и уйдет ему письмом.", self.of_period()),
            ..self.form("file", paths::act_file(&self.number), "Приложить и отправить")
        };
        Part::new("upload", "Приложить файл акта", body(form))
    }

    fn refusal(&self) -> Part {
        let typed = self.typed("refusal");
        let form = Questions {
            list: vec![typed.text("reason", "Причина", "Клиент прочитает ее в письме и в личном кабинете.")],
            ..self.form("refusal", paths::act_refusal(&self.number), "Отказать")
        };
        Part::new("refuse", "Отказать", PartBody::Exception(form))
    }
}
