//! What a seller prints on its documents and how it issues them.

use serde::{Deserialize, Serialize};

use super::bank::{check_accounts, digits};
use crate::domain::document::DocumentKind;
use crate::domain::document::is_of_number;
use crate::domain::form::{self, FieldFaults, identifier, line};
use crate::domain::identity::{Inn, Kpp};

codes! {
    /// The documents of a sale.
    pub enum SalePapers {
        /// «Счет и акт».
        Act = "act",
        /// «Счет и УПД».
        Upd = "upd",
    }
}

impl SalePapers {
    /// The document that hands over, beside the invoice.
    #[must_use]
    pub const fn handing_over(self) -> DocumentKind {
        match self {
            Self::Act => DocumentKind::Act,
            Self::Upd => DocumentKind::Upd,
        }
    }
}

codes! {
    /// Where the documents for clients come from.
    pub enum DocumentSource {
        /// They are issued here.
        Own = "own",
        /// 1С drops them.
        OneC = "1c",
    }
}

/// What a seller prints and how it issues. The field names never change: old audit entries contain them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SellerTerms {
    /// The full name.
    pub name: String,
    /// ИНН.
    pub inn: String,
    /// КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The address.
    pub address: String,
    /// The number of the bank account.
    pub account: String,
    /// The name of the bank.
    pub bank: String,
    /// БИК of the bank.
    pub bik: String,
    /// The correspondent account of the bank.
    pub corr_account: String,
    /// Who signs first: «Генеральный директор Орлов Н. А.»
    pub director: String,
    /// Who signs as the accountant.
    pub accountant: String,
    /// What stands before each number: «Ф-»; may be empty.
    pub prefix: String,
    /// What stands at the end of a document; may be empty.
    pub closing: String,
    /// The documents of a sale.
    pub papers: SalePapers,
    /// Whether an approval issues at once what lacks nothing.
    pub at_approval: bool,
    /// Where the documents come from.
    pub source: DocumentSource,
    /// The SHA-256 of the logo, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// The form of a seller's terms, as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedTerms {
    /// «Наименование».
    pub name: String,
    /// ИНН.
    pub inn: String,
    /// КПП.
    pub kpp: String,
    /// «Адрес».
    pub address: String,
    /// «Расчетный счет».
    pub account: String,
    /// «Банк».
    pub bank: String,
    /// БИК.
    pub bik: String,
    /// «Корр. счет».
    pub corr_account: String,
    /// «Руководитель».
    pub director: String,
    /// «Главный бухгалтер».
    pub accountant: String,
    /// «Префикс номера».
    pub prefix: String,
    /// «Текст в конце».
    pub closing: String,
    /// The code of the documents of a sale.
    pub papers: String,
    /// Whether an approval issues at once.
    pub at_approval: bool,
    /// The code of the source of documents.
    pub source: String,
}

const LONGEST_LINE: usize = 250;
const LONGEST_CLOSING: usize = 500;
const LONGEST_PREFIX: usize = 8;

impl TypedTerms {
    /// What is kept, in the form in which it was typed.
    #[must_use]
    pub fn of(terms: &SellerTerms) -> Self {
        let terms = terms.clone();
        Self {
            name: terms.name,
            inn: terms.inn,
            kpp: terms.kpp.unwrap_or_default(),
            address: terms.address,
            account: terms.account,
            bank: terms.bank,
            bik: terms.bik,
            corr_account: terms.corr_account,
            director: terms.director,
            accountant: terms.accountant,
            prefix: terms.prefix,
            closing: terms.closing,
            papers: terms.papers.code().to_owned(),
            at_approval: terms.at_approval,
            source: terms.source.code().to_owned(),
        }
    }

    /// Reads the form; every fault is told beside its field. A logo stands in no line of it.
    pub fn read(&self, faults: &mut FieldFaults) -> Option<SellerTerms> {
        let known = faults.len();
        let mut text = |field, typed, missing| form::name(field, typed, LONGEST_LINE, missing, faults);
        let name = text("name", &self.name, "Укажите наименование");
        let address = text("address", &self.address, "Укажите адрес");
        let bank = text("bank", &self.bank, "Укажите банк");
        let director = text("director", &self.director, "Укажите, кто подписывает");
        let accountant = text("accountant", &self.accountant, "Укажите, кто подписывает как бухгалтер");
        let inn = identifier("inn", &self.inn, Inn::parse, faults);
        let kpp = self.kpp(inn.as_ref(), faults);
        let bik = digits("bik", &self.bik, 9, "БИК состоит из 9 цифр", faults);
        let account = digits("account", &self.account, 20, "Номер счета состоит из 20 цифр", faults);
        let corr = digits("corr_account", &self.corr_account, 20, "Номер счета состоит из 20 цифр", faults);
        check_accounts(bik.as_deref(), account.as_deref(), corr.as_deref(), faults);
        let prefix = prefix(&self.prefix, faults);
        let closing = optional("closing", &self.closing, LONGEST_CLOSING, faults);
        let papers = chosen("papers", SalePapers::from_code(&self.papers), faults);
        let source = chosen("source", DocumentSource::from_code(&self.source), faults);
        let read = SellerTerms {
            name: name?,
            inn: inn?.into(),
            kpp,
            address: address?,
            account: account?,
            bank: bank?,
            bik: bik?,
            corr_account: corr?,
            director: director?,
            accountant: accountant?,
            prefix: prefix?,
            closing: closing?,
            papers: papers?,
            at_approval: self.at_approval,
            source: source?,
            logo: None,
        };
        (faults.len() == known).then_some(read)
    }

    /// An organisation has a КПП and a sole proprietor has none.
    fn kpp(&self, inn: Option<&Inn>, faults: &mut FieldFaults) -> Option<String> {
        match (self.kpp.trim(), inn.map(Inn::is_of_person)) {
            ("", Some(false)) => faults.push(("kpp", "У организации есть КПП: укажите его".to_owned())),
            (typed, Some(true)) if !typed.is_empty() => {
                faults.push(("kpp", "У предпринимателя нет КПП: оставьте поле пустым".to_owned()));
            }
            ("", _) => {}
            (typed, _) => return identifier("kpp", typed, Kpp::parse, faults).map(Into::into),
        }
        None
    }
}

fn chosen<T>(field: &'static str, found: Option<T>, faults: &mut FieldFaults) -> Option<T> {
    if found.is_none() {
        faults.push((field, "Выберите из списка".to_owned()));
    }
    found
}

/// Reads the prefix of numbers: of letters, digits, `-`, `.` and spaces, as in the names of files from 1С.
fn prefix(typed: &str, faults: &mut FieldFaults) -> Option<String> {
    let read = optional("prefix", typed, LONGEST_PREFIX, faults)?;
    let words = if !read.chars().all(is_of_number) {
        "Только буквы, цифры, дефис, точка и пробел"
    } else if read.ends_with(|sign: char| sign.is_numeric()) {
        "Префикс не может кончаться цифрой: она слилась бы с номером. Добавьте дефис"
    } else {
        return Some(read);
    };
    faults.push(("prefix", words.to_owned()));
    None
}

fn optional(field: &'static str, typed: &str, most: usize, faults: &mut FieldFaults) -> Option<String> {
    if typed.trim().is_empty() { Some(String::new()) } else { line(field, typed, most, "", faults) }
}

#[cfg(test)]
pub(in crate::domain) mod tests {
    use super::*;

    /// A form without faults.
    pub(in crate::domain) fn typed() -> TypedTerms {
        let text = str::to_owned;
        TypedTerms {
            name: text("ООО «Форсайт»"),
            inn: text("9900100011"),
            kpp: text("990001001"),
            address: text("664000, Иркутск, ул. Ленина, д. 1"),
            account: text("40702810600000000001"),
            bank: text("АО «Банк», Иркутск"),
            bik: text("049999999"),
            corr_account: text("30101810300000000999"),
            director: text("Орлов Н. А."),
            accountant: text("Петрова А. И."),
            prefix: text("Ф-"),
            closing: String::new(),
            papers: text("act"),
            at_approval: false,
            source: text("own"),
        }
    }

    #[test]
    fn a_whole_form_is_read_as_it_was_typed() {
        let mut faults = FieldFaults::new();
        let terms = typed().read(&mut faults).unwrap();
        assert_eq!((terms.kpp.as_deref(), faults.len()), (Some("990001001"), 0));
        assert_eq!(TypedTerms::of(&terms).read(&mut faults), Some(terms));
        let wrong = TypedTerms { bik: "044525225".to_owned(), ..typed() };
        assert_eq!(wrong.read(&mut faults), None);
        let fields: Vec<&str> = faults.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["account", "corr_account"]);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let mut faults = FieldFaults::new();
        assert_eq!(TypedTerms::default().read(&mut faults), None);
        let fields: Vec<&str> = faults.iter().map(|(field, _)| *field).collect();
        let all = [
            "name",
            "address",
            "bank",
            "director",
            "accountant",
            "inn",
            "bik",
            "account",
            "corr_account",
            "papers",
            "source",
        ];
        assert_eq!(fields, all);
    }
}
